// SPDX-License-Identifier: MIT
#include "bot/desk/codes.hpp"

#include "bot/conversation/outgoing.hpp"

#include <cstdint>

namespace peerdesk::desk {

namespace {

constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ2456";
constexpr std::size_t code_length = 8;
constexpr std::size_t dash_after = 4;

} // namespace

std::string code_from(const chat::Seed& seed) {
    // 24^8 < 2^37: one of the two random words is enough and the remainder's bias negligible.
    std::uint64_t bits = seed[0] ^ (seed[1] << 1U);
    std::string code;
    for (std::size_t i = 0; i < code_length; ++i) {
        if (i == dash_after) code += '-';
        code += letters[bits % letters.size()];
        bits /= letters.size();
    }
    return code;
}

std::optional<std::string> read_code(std::string_view typed) {
    std::string code;
    for (char letter : typed) {
        if (letter == '-' || letter == ' ') continue;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (!letters.contains(letter) || code.size() > code_length + 1) return std::nullopt;
        if (code.size() == dash_after) code += '-';
        code += letter;
    }
    if (code.size() != code_length + 1) return std::nullopt;
    return code;
}

void hand_resume_code(conversation::Turn& turn, const storage::Ticket& ticket) {
    const std::string code = code_from(turn.seed);
    turn.tables().codes.add({.code = code,
                             .kind = storage::CodeKind::resume,
                             .person = ticket.asker,
                             .ticket = ticket.id});
    conversation::Lines lines(turn.services, turn.language);
    lines.add("peerdesk-ask-resume", {conversation::number(ticket.id)});
    lines.literal("resume " + code);
    conversation::post(turn, {turn.place.network, true, turn.identity.account}, lines.text(),
                       {.ticket = ticket.id, .person = ticket.asker});
}

} // namespace peerdesk::desk
