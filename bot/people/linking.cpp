// SPDX-License-Identifier: MIT
#include "bot/people/linking.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/codes.hpp"
#include "bot/desk/intake.hpp"

#include <charconv>
#include <string>

namespace peerdesk::people {

using conversation::answer;
using conversation::Lines;
using conversation::number;
using conversation::stored;

namespace {

constexpr std::chrono::minutes link_life{15};

/// The desk's own settings, as a copy for the turn that goes on there.
Turn at_desk(const Turn& turn, const conversation::Desk& desk) {
    return Turn{{turn.services, turn.now, turn.seed, turn.happened},
                desk,
                turn.room,
                turn.person,
                turn.identity,
                turn.place,
                conversation::language_of(turn.person, desk),
                turn.text,
                turn.remote_id,
                turn.reply_to,
                turn.is_secure,
                turn.inbox_id,
                false,
                turn.is_answered_quietly};
}

} // namespace

void link(Turn& turn, const Arguments& arguments) {
    auto& tables = turn.tables();
    if (arguments.word.empty()) {
        if (turn.identity.is_guest) {
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
    const auto code = tables.codes.find(arguments.word, storage::CodeKind::link, turn.now);
    if (!code) {
        answer(turn, "peerdesk-code-unknown");
        return;
    }
    if (code->person == turn.person.id) {
        answer(turn, "peerdesk-link-same");
        return;
    }
    if (turn.identity.is_guest) {
        answer(turn, "peerdesk-link-guest");
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
    const auto code = tables.codes.find(arguments.word, storage::CodeKind::resume, turn.now);
    const auto ticket = code ? tables.tickets.find(code->ticket) : std::nullopt;
    if (!ticket) {
        answer(turn, "peerdesk-code-unknown");
        return;
    }
    const auto here = stored(turn.place);
    if (ticket->asker != turn.person.id) {
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
    tables.audit.add(turn.now, turn.desk.id, turn.person.id, "resume", ticket->asker,
                     number(ticket->id));
    answer(turn, "peerdesk-resumed", {number(ticket->id)}, ticket->id);
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
    turn.tables().prompts.add({.place = stored(turn.place),
                               .person = turn.person.id,
                               .kind = "desk",
                               .payload = turn.text,
                               .asked = turn.now});
    answer(turn, lines);
}

bool answer_desk_prompt(Turn& turn, const storage::Prompt& prompt) {
    std::size_t chosen = 0;
    const auto& all = turn.services.desks.all();
    const auto [end, error] =
        std::from_chars(turn.text.data(), turn.text.data() + turn.text.size(), chosen);
    if (error != std::errc{} || end != turn.text.data() + turn.text.size() || chosen == 0 ||
        chosen > all.size()) {
        return false;
    }
    const auto& desk = all[chosen - 1];
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
