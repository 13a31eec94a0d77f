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
#include "bot/learning/barnstars.hpp"
#include "bot/learning/sharing.hpp"
#include "bot/learning/sightings.hpp"
#include "bot/mentoring/answering.hpp"
#include "bot/mentoring/groups.hpp"
#include "bot/mentoring/joining.hpp"
#include "bot/mentoring/meeting.hpp"
#include "bot/mentoring/offering.hpp"
#include "bot/mentoring/overview.hpp"
#include "bot/mentoring/profile.hpp"
#include "bot/mentoring/requesting.hpp"
#include "bot/mentoring/rounds.hpp"
#include "bot/people/holidays.hpp"
#include "bot/people/language_command.hpp"
#include "bot/people/linking.hpp"
#include "bot/people/pass_phrase.hpp"
#include "bot/people/privacy.hpp"
#include "bot/people/role_commands.hpp"
#include "bot/people/volunteer_commands.hpp"
#include "bot/skills/browsing.hpp"
#include "bot/skills/filing.hpp"

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

    Command{"skills", "", anyone, anywhere, "lookup?", skills::list_skills, Topic::exchange},
    Command{"learnings", "", anyone, anywhere, "lookup?", learning::learnings, Topic::exchange},
    Command{"share", "", anyone, direct, "learning", learning::share, Topic::exchange},
    Command{"barnstar", "", anyone, anywhere, "@! for?", learning::barnstar, Topic::exchange},
    Command{"saw", "", anyone, anywhere, "@! text", learning::saw, Topic::exchange},
    Command{"offer", "", anyone, anywhere, "topic", mentoring::offer, Topic::exchange},
    Command{"want", "", anyone, anywhere, "topic", mentoring::want, Topic::exchange},
    Command{"offers", "", anyone, direct, "", mentoring::offers, Topic::exchange},
    Command{"withdraw", "", anyone, anywhere, "topic", mentoring::withdraw, Topic::exchange},
    Command{"mentor", "", anyone, direct, "topic", mentoring::mentor, Topic::exchange},
    Command{"accept", "", anyone, direct, "intro?", mentoring::accept, Topic::exchange},
    Command{"decline", "", anyone, direct, "open intro? text?", mentoring::decline,
            Topic::exchange},
    Command{"tell", "", anyone, direct, "pair intro text", mentoring::pass_on, Topic::exchange},
    Command{"met", "", anyone, direct, "intro?", mentoring::met, Topic::exchange},
    Command{"goodbye", "", anyone, direct, "pair intro?", mentoring::goodbye, Topic::exchange},
    Command{"problem", "", anyone, direct, "pair intro text", mentoring::problem, Topic::exchange},
    Command{"why", "", anyone, direct, "intro?", mentoring::why, Topic::exchange},
    Command{"introductions", "", anyone, direct, "", mentoring::introductions, Topic::exchange},
    Command{"join", "", anyone, anywhere, "round?", mentoring::join_round, Topic::exchange},
    Command{"leave round", "", anyone, anywhere, "", mentoring::leave_round, Topic::exchange},
    Command{"mentees", "", anyone, direct, "count", mentoring::mentees, Topic::exchange},
    Command{"region", "", anyone, direct, "name?", mentoring::region, Topic::exchange},
    Command{"available", "", anyone, anywhere, "hours?", people::available, Topic::exchange},
    Command{"holiday", "holidays", anyone, anywhere, "holiday?", people::holiday, Topic::exchange},
    Command{"pause", "", anyone, anywhere, "until?", people::pause, Topic::exchange},
    Command{"back", "", anyone, anywhere, "", mentoring::back, Topic::exchange},
    Command{"languages", "", anyone, anywhere, "locales", people::languages, Topic::exchange},
    Command{"group join", "", anyone, direct, "name", mentoring::join_group, Topic::exchange},
    Command{"group leave", "", anyone, direct, "name", mentoring::leave_group, Topic::exchange},
    Command{"group list", "", anyone, anywhere, "", mentoring::list_groups, Topic::exchange},

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
    Command{"limit", "", responder, anywhere, "count", people::limit},

    Command{"summary", "", coordinator, not_public, "week? format?", engagement::summary},
    Command{"indicators", "", coordinator, not_public, "", engagement::indicators},
    Command{"goals", "", coordinator, not_public, "", engagement::list_goals},
    Command{"goal remove", "", coordinator, not_public, "count", engagement::remove_goal},
    Command{"goal", "", coordinator, not_public, "goal", engagement::set_goal},
    Command{"census", "", coordinator, not_public, "group?", engagement::census},
    Command{"skills unfiled", "", coordinator, not_public, "", skills::list_unfiled},
    Command{"file", "", coordinator, not_public, "filing", skills::file_words},
    Command{"responder add", "", coordinator, not_public, "@ text?", people::add_responder},
    Command{"responder remove", "", coordinator, not_public, "@", people::remove_responder},
    Command{"responder list", "", coordinator, not_public, "", people::list_responders},
    Command{"coordinator add", "", coordinator, not_public, "@ text?", people::add_coordinator},
    Command{"coordinator remove", "", coordinator, not_public, "@", people::remove_coordinator},
    Command{"coordinator list", "", coordinator, not_public, "", people::list_coordinators},
    Command{"mentors", "", coordinator, not_public, "", mentoring::mentors},
    Command{"round open", "", coordinator, not_public, "round?", mentoring::open_round},
    Command{"round preview", "", coordinator, not_public, "", mentoring::preview_round},
    Command{"round close", "", coordinator, not_public, "", mentoring::close_round},
    Command{"round", "", coordinator, not_public, "", mentoring::show_round},
    Command{"group add", "", coordinator, not_public, "name", mentoring::add_group},
    Command{"block", "ban", coordinator, not_public, "@ duration? text?", people::block},
    Command{"unblock", "", coordinator, not_public, "@", people::unblock},

    // Found when the form with a reason does not fit: nothing waits for their answer.
    Command{"decline", "", anyone, direct, "intro?", mentoring::decline, Topic::exchange},
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
