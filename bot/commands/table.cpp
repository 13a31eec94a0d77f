// SPDX-License-Identifier: MIT
#include "bot/commands/table.hpp"

#include "bot/commands/help.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/closing.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/learning.hpp"
#include "bot/desk/relay.hpp"
#include "bot/desk/showing.hpp"
#include "bot/desk/snoozing.hpp"
#include "bot/desk/subject.hpp"
#include "bot/engagement/census_command.hpp"
#include "bot/engagement/goal_command.hpp"
#include "bot/engagement/summary_command.hpp"
#include "bot/people/language_command.hpp"
#include "bot/people/linking.hpp"
#include "bot/people/pass_phrase.hpp"
#include "bot/people/privacy.hpp"
#include "bot/people/role_commands.hpp"
#include "bot/people/volunteer_commands.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::commands {

namespace {

using enum Who;
using enum Where;

constexpr std::array table{
    // name, aliases, who, where, pattern, handler
    Command{"ask", "", anyone, anywhere, "text", desk::ask},
    Command{"status", "wait queue", anyone, anywhere, "n?", desk::status},
    Command{"solved", "", anyone, anywhere, "n?", desk::solved},
    Command{"learned", "", anyone, anywhere, "skill", desk::learned},
    Command{"thanks", "", anyone, anywhere, "@!? for?", desk::thanks},
    Command{"help", "", anyone, anywhere, "command?", help},
    Command{"about", "", anyone, anywhere, "", about},
    Command{"language", "", anyone, anywhere, "locale?", people::language},
    Command{"link", "", anyone, direct, "code?", people::link},
    Command{"resume", "", anyone, direct, "code", people::resume},
    Command{"identify", "", anyone, direct, "phrase", people::identify},
    Command{"desk", "", anyone, direct, "desk", people::choose_desk},
    Command{"my data", "", anyone, direct, "", people::my_data},
    Command{"forget me", "", anyone, direct, "", people::forget_me},

    Command{"list", "", responder, not_public, "filter?", desk::list},
    Command{"show", "", responder, not_public, "n", desk::show},
    Command{"next", "", responder, anywhere, "", desk::next},
    Command{"claim", "take pickup", responder, anywhere, "n", desk::claim},
    Command{"release", "unclaim", responder, anywhere, "n", desk::release},
    Command{"assign", "transfer", responder, anywhere, "n @", desk::assign},
    Command{"reply", "r", responder, anywhere, "n text", desk::reply},
    Command{"note", "", responder, not_public, "n text", desk::note},
    Command{"skill", "", responder, not_public, "n text", desk::set_skill},
    Command{"close", "done", responder, anywhere, "n outcome? words?", desk::close},
    Command{"snooze", "", responder, anywhere, "n until?", desk::snooze},
    Command{"reopen", "", anyone, anywhere, "n", desk::reopen},
    Command{"available", "", responder, anywhere, "hours?", people::available},
    Command{"pause", "", responder, anywhere, "until?", people::pause},
    Command{"back", "", responder, anywhere, "", people::back},
    Command{"languages", "", responder, anywhere, "locales", people::languages},
    Command{"limit", "", responder, anywhere, "count", people::limit},

    Command{"summary", "", coordinator, not_public, "week? format?", engagement::summary},
    Command{"indicators", "", coordinator, not_public, "", engagement::indicators},
    Command{"goals", "", coordinator, not_public, "", engagement::list_goals},
    Command{"goal remove", "", coordinator, not_public, "count", engagement::remove_goal},
    Command{"goal", "", coordinator, not_public, "goal", engagement::set_goal},
    Command{"census", "", coordinator, not_public, "group?", engagement::census},
    Command{"responder add", "", coordinator, not_public, "@ text?", people::add_responder},
    Command{"responder remove", "", coordinator, not_public, "@", people::remove_responder},
    Command{"responder list", "", coordinator, not_public, "", people::list_responders},
    Command{"coordinator add", "", coordinator, not_public, "@ text?", people::add_coordinator},
    Command{"coordinator remove", "", coordinator, not_public, "@", people::remove_coordinator},
    Command{"coordinator list", "", coordinator, not_public, "", people::list_coordinators},
    Command{"block", "ban", coordinator, not_public, "@ duration? text?", people::block},
    Command{"unblock", "", coordinator, not_public, "@", people::unblock},

    // The asker's own form of `close`: found when the responder's form is not theirs or not
    // fitting.
    Command{"close", "done", anyone, anywhere, "n?", desk::solved},
};

} // namespace

std::span<const Command> all() {
    return table;
}

const Command* named(std::string_view name) {
    const auto found = std::ranges::find(table, name, &Command::name);
    return found == table.end() ? nullptr : &*found;
}

bool may_use(const Turn& turn, const Command& command) {
    switch (command.who) {
    case Who::anyone:
        return true;
    case Who::responder:
        return turn.is_staff();
    case Who::coordinator:
        return turn.has_role(storage::Role::coordinator);
    }
    return false;
}

} // namespace peerdesk::commands
