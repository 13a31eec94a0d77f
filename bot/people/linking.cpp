// SPDX-License-Identifier: MIT
#include "bot/people/linking.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/codes.hpp"
#include "bot/desk/intake.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace peerdesk::people {

using conversation::answer;
using conversation::Lines;
using conversation::number;
using conversation::stored;

namespace {

constexpr std::chrono::minutes link_life{15};

/// Known by more than a nick: an account of the network, or a pass phrase.
bool is_proved(const Turn& turn) {
    return !turn.identity.is_guest || turn.identity.is_known_responder;
}

/// Somebody with an account or a role proves themselves by that: a resume code, which may have been
/// read or asked for by others, does not open the door to them.
bool has_better_proof(Turn& turn, storage::PersonId person) {
    auto& tables = turn.tables();
    for (const auto role : {storage::Role::responder, storage::Role::coordinator}) {
        if (!tables.roles.desks_of(person, role).empty()) return true;
    }
    return std::ranges::any_of(tables.people.identities_of(person),
                               [](const auto& each) { return !each.is_guest; });
}

/// Whether `from` has a role that `into` has not. Joining would give it away.
bool would_give_role(Turn& turn, storage::PersonId from, storage::PersonId into) {
    auto& roles = turn.tables().roles;
    for (const auto role : {storage::Role::responder, storage::Role::coordinator}) {
        for (const storage::DeskId desk : roles.desks_of(from, role)) {
            if (!roles.has(desk, into, role)) return true;
        }
    }
    return false;
}

/// The desk's own settings, as a copy for the turn that goes on there.
Turn at_desk(const Turn& turn, const conversation::Desk& desk) {
    Turn there{{turn.services, turn.now, turn.seed, turn.happened}, desk};
    there.room = turn.room;
    there.person = turn.person;
    there.identity = turn.identity;
    there.place = turn.place;
    there.language = conversation::language_of(turn.person, desk);
    there.text = turn.text;
    there.remote_id = turn.remote_id;
    there.reply_to = turn.reply_to;
    there.thread = turn.thread;
    there.html = turn.html;
    there.attachments = turn.attachments;
    there.is_secure = turn.is_secure;
    there.inbox_id = turn.inbox_id;
    there.is_answered_quietly = turn.is_answered_quietly;
    return there;
}

/// The code, unless too many wrong ones were tried at this desk lately: then no code is known for a
/// while, since guests who guess cost nothing.
std::optional<storage::Code> find_code(Turn& turn, const std::string& typed,
                                       storage::CodeKind kind) {
    constexpr std::chrono::minutes failure_window{10};
    constexpr int failures_max = 60;
    const std::string scope = "codes of desk " + std::to_string(turn.desk.id.value);
    auto& tables = turn.tables();
    if (tables.phrases.failures_since(scope, turn.now - failure_window) >= failures_max) {
        return std::nullopt;
    }
    auto code = tables.codes.find(typed, kind, turn.now);
    if (!code) tables.phrases.note_failure(scope, turn.now);
    return code;
}

/// The desk of a number or name typed in answer to the question.
const conversation::Desk* chosen_desk(const conversation::Services& services,
                                      std::string_view typed) {
    std::size_t place = 0;
    const auto& all = services.desks.all();
    const std::string digits = text::plain_digits(typed);
    const char* const end = digits.data() + digits.size();
    const auto [read_to, error] = std::from_chars(digits.data(), end, place);
    if (error != std::errc{} || read_to != end) return services.desks.named(typed);
    return place == 0 || place > all.size() ? nullptr : &all[place - 1];
}

} // namespace

void link(Turn& turn, const Arguments& arguments) {
    auto& tables = turn.tables();
    if (arguments.word.empty()) {
        if (!is_proved(turn)) {
            answer(turn, "peerdesk-link-guest");
            return;
        }
        tables.codes.remove_of(turn.person.id, storage::CodeKind::link);
        const std::string code = desk::code_from(turn.seed);
        tables.codes.add({.code = code,
                          .kind = storage::CodeKind::link,
                          .person = turn.person.id,
                          .expires = turn.now + link_life});
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-link-code", {link_life.count()}).literal("link " + code);
        answer(turn, lines);
        return;
    }
    const auto code = find_code(turn, arguments.word, storage::CodeKind::link);
    if (!code) {
        answer(turn, "peerdesk-code-unknown");
        return;
    }
    if (code->person == turn.person.id) {
        answer(turn, "peerdesk-link-same");
        return;
    }
    if (!is_proved(turn)) {
        answer(turn, "peerdesk-link-guest");
        return;
    }
    // Typing a code that somebody else asked for is easily talked into.
    if (would_give_role(turn, turn.person.id, code->person)) {
        answer(turn, "peerdesk-link-role");
        return;
    }
    tables.codes.set_used(arguments.word, turn.now);
    tables.people.merge(turn.person.id, code->person);
    tables.audit.add(turn.now, turn.desk.id, turn.person.id, "link", code->person,
                     turn.place.network);
    turn.services.roster.forget();
    answer(turn, "peerdesk-linked");
}

void resume(Turn& turn, const Arguments& arguments) {
    auto& tables = turn.tables();
    const auto code = find_code(turn, arguments.word, storage::CodeKind::resume);
    const auto ticket = code ? tables.tickets.find(code->ticket) : std::nullopt;
    const bool is_other = ticket && ticket->asker != turn.person.id;
    if (!ticket || (is_other && has_better_proof(turn, ticket->asker))) {
        answer(turn, "peerdesk-code-unknown");
        return;
    }
    const auto here = stored(turn.place);
    if (is_other) {
        // A guest's newest sight joins the person; somebody with an account takes the guest in.
        if (turn.identity.is_guest) {
            tables.people.move_identity(turn.identity.id, ticket->asker);
        } else {
            tables.people.merge(ticket->asker, turn.person.id);
        }
        turn.services.roster.forget();
    }
    if (ticket->place.is_direct) {
        tables.outbox.move_held(ticket->place, here);
        tables.tickets.set_place(ticket->id, here);
    }
    tables.codes.set_used(arguments.word, turn.now);
    tables.audit.add(turn.now, turn.desk.id, turn.person.id, "resume", ticket->asker,
                     number(ticket->id));
    answer(turn, "peerdesk-resumed", {number(ticket->id)}, ticket->id);
    if (turn.identity.is_guest) desk::hand_resume_code(turn, *ticket);
    tables.outbox.release_place(here);
}

void choose_desk(Turn& turn, const Arguments& arguments) {
    const auto* desk = turn.services.desks.named(arguments.word);
    if (desk == nullptr) return;
    turn.tables().people.set_desk(turn.identity.id, desk->id);
    answer(turn, "peerdesk-desk-set", {text::Name{desk->settings.name}});
}

void ask_for_desk(Turn& turn) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-desk-ask");
    std::int64_t place = 0;
    for (const auto& desk : turn.services.desks.all()) {
        lines.add("peerdesk-desk-choice", {++place, text::Name{desk.settings.name}});
    }
    // What was kept before the question was asked again stays kept.
    std::string kept = turn.text;
    if (const auto before = turn.tables().prompts.newest(stored(turn.place), turn.person.id);
        before && before->kind == "desk") {
        kept = before->payload + '\n' + kept;
        turn.tables().prompts.remove(before->id);
        if (kept.size() > turn.desk.settings.message_length_max) {
            kept = before->payload; // or it would grow without end
            lines.add("peerdesk-message-cut", {turn.desk.settings.message_length_max});
        }
    }
    turn.tables().prompts.add({.place = stored(turn.place),
                               .person = turn.person.id,
                               .kind = "desk",
                               .payload = kept,
                               .asked = turn.now});
    answer(turn, lines);
}

bool answer_desk_prompt(Turn& turn, const storage::Prompt& prompt) {
    const auto* chosen = chosen_desk(turn.services, turn.text);
    if (chosen == nullptr) return false;
    const auto& desk = *chosen;
    turn.tables().people.set_desk(turn.identity.id, desk.id);
    turn.tables().prompts.remove(prompt.id);
    Turn there = at_desk(turn, desk);
    answer(there, "peerdesk-desk-set", {text::Name{desk.settings.name}});
    there.text = prompt.payload;
    if (!there.services.texts->words.is_small_talk(there.text)) {
        desk::take_question(there, there.text);
    }
    return true;
}

} // namespace peerdesk::people
