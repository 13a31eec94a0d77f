// SPDX-License-Identifier: MIT
#include "adapters/matrix/send_refusals.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace peerdesk::matrix {
namespace {

bool says(const std::string& words, std::string_view part) {
    const auto is_same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    };
    return !std::ranges::search(words, part, is_same).empty();
}

} // namespace

Refusal refusal_of(chat::Act act, const Answer& answer, const ErrorAnswer& error) {
    if (act == chat::Act::react) {
        // Synapse 1.67 says M_UNKNOWN and "Can't send same reaction twice".
        const bool is_twice = error.code == "M_UNKNOWN" && (says(error.words, "same reaction") ||
                                                            says(error.words, "duplicate"));
        if (is_twice || error.code == "M_DUPLICATE_ANNOTATION") return Refusal::already_there;
    }
    if (answer.status != 403) return Refusal::plain;
    // The code is the same as for want of power; Synapse: "User … not in room …".
    const bool is_outside =
        says(error.words, "not in room") || says(error.words, "not in the room");
    return is_outside ? Refusal::outside : Refusal::may_not;
}

} // namespace peerdesk::matrix
