// SPDX-License-Identifier: MIT
#include "bot/people/language_command.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/text/locale_info.hpp"

namespace peerdesk::people {

void language(conversation::Turn& turn, const conversation::Arguments& arguments) {
    if (!arguments.locales.empty()) {
        turn.language = arguments.locales.front();
        turn.person.language = turn.language;
        turn.tables().people.set_language(turn.person.id, turn.language);
        conversation::answer(turn, "peerdesk-language-set",
                             {text::Name{text::own_name(turn.language)}});
        return;
    }
    conversation::Lines lines(turn.services, turn.language);
    lines.add("peerdesk-language-now", {text::Name{text::own_name(turn.language)}});
    for (const std::string& code : turn.services.catalogue().codes()) {
        lines.literal("language " + code + " (" + text::own_name(code) + ")");
    }
    conversation::answer(turn, lines);
}

} // namespace peerdesk::people
