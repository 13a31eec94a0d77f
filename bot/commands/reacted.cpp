// SPDX-License-Identifier: MIT
#include "bot/commands/reacted.hpp"

#include "bot/commands/dispatch.hpp"
#include "bot/desk/reactions.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace peerdesk::commands {

namespace {

struct SignedCommand {
    std::string_view sign;
    std::string_view command;
};
constexpr std::array signed_commands{
    SignedCommand{"\U0001F44D", "claim"}, // thumbs up
    SignedCommand{"\U0001F440", "claim"}, // eyes
    SignedCommand{"\u2705", "close"},     // white heavy check mark
    SignedCommand{"\u2714", "close"},     // heavy check mark
};

/// Without what only changes the look: skin tones, and the wish to be shown in colour.
std::string bare_sign(std::string_view sign) {
    std::string bare(sign);
    for (const std::string_view look :
         {"\uFE0F", "\U0001F3FB", "\U0001F3FC", "\U0001F3FD", "\U0001F3FE", "\U0001F3FF"}) {
        for (auto at = bare.find(look); at != std::string::npos; at = bare.find(look))
            bare.erase(at, look.size());
    }
    return bare;
}

} // namespace

void take_reaction(Turn& turn, const Lexicon& lexicon, const chat::ReactionAdded& reaction) {
    const auto row = turn.tables().outbox.find_remote(turn.place.network, reaction.target);
    if (!row || row->place != conversation::stored(turn.place)) return;
    const auto ticket = turn.tables().cards.ticket_of(row->id);
    if (!ticket) {
        desk::pass_reaction(turn, *row, reaction.sign);
        return;
    }
    const std::string sign = bare_sign(reaction.sign);
    const auto meant = std::ranges::find(signed_commands, sign, &SignedCommand::sign);
    if (meant == signed_commands.end()) return;
    turn.subject = *ticket;
    turn.thread = reaction.target;
    const std::string typed = std::string(meant->command) + ' ' + conversation::number(*ticket);
    static_cast<void>(dispatch(turn, lexicon, typed));
}

} // namespace peerdesk::commands
