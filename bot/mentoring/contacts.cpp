// SPDX-License-Identifier: MIT
#include "bot/mentoring/contacts.hpp"

#include "bot/skills/names.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace peerdesk::mentoring {

using conversation::Lines;
using conversation::name_of;

namespace {

/// The account as people type it: without the adapter's mark; empty for a bare number.
std::string handle(std::string_view account) {
    if (account.starts_with("a:")) account.remove_prefix(2);
    const bool is_number = std::ranges::all_of(
        account, [](char each) { return std::isdigit(static_cast<unsigned char>(each)) != 0; });
    return is_number ? std::string{} : std::string(account);
}

} // namespace

void add_contacts(Context& context, Lines& lines, PersonId reader, PersonId partner) {
    const auto own = context.tables().people.identities_of(reader);
    for (const auto& identity : context.tables().people.identities_of(partner)) {
        if (identity.is_guest) continue;
        if (std::ranges::find(own, identity.network, &storage::Identity::network) == own.end())
            continue;
        const std::string name = handle(identity.account);
        if (!name.empty()) lines.add("peerdesk-pair-contact", {identity.network, text::Name{name}});
    }
}

int tell_coordinators(conversation::Turn& turn, const Desk& desk, const Introduction& introduction,
                      std::string_view words) {
    const auto say = [&](Lines& lines) {
        lines.add("peerdesk-problem-told",
                  {number(introduction.id), name_of(turn.services, turn.person, lines.locale())});
        lines.add("peerdesk-problem-between", {name_of(turn, introduction.mentor, lines.locale()),
                                               name_of(turn, introduction.mentee, lines.locale())});
        lines.add("peerdesk-problem-words", {words});
    };
    Tables tables(turn);
    for (const chat::Place& room : desk.settings.coordinator_rooms) {
        Lines lines(turn.services, desk.settings.language);
        say(lines);
        tables.introductions.note_message(
            conversation::post(turn, conversation::stored(room), lines.text()), introduction.id,
            false);
    }
    int told = static_cast<int>(desk.settings.coordinator_rooms.size());
    if (told > 0) return told;
    for (const auto& person : turn.tables().roles.holders(desk.id, storage::Role::coordinator)) {
        const auto place = direct_place(turn, person.id);
        if (!place || introduction.side_of(person.id)) continue;
        Lines lines(turn.services, conversation::language_of(person, desk));
        say(lines);
        tables.introductions.note_message(
            conversation::post(turn, *place, lines.text(), {.person = person.id}), introduction.id,
            false);
        ++told;
    }
    return told;
}

} // namespace peerdesk::mentoring
