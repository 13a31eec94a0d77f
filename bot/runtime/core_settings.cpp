// SPDX-License-Identifier: MIT
// The configured desks and people, as rows and as the desk book.
#include "bot/runtime/core_state.hpp"

#include "bot/people/finding.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::runtime {

namespace {

/// An account as the operator wrote it, which on some networks is a number, may have behind a blank
/// what the person is called: "123456789 Bo".
struct Written {
    std::string_view account;
    std::string_view name; ///< may be empty
};

Written read_written(std::string_view text) {
    const auto blank = std::min(text.find(' '), text.size());
    const auto name = std::min(text.find_first_not_of(' ', blank), text.size());
    return {text.substr(0, blank), text.substr(name)};
}

std::string account_id(std::string_view account) {
    std::string id = "a:";
    if (account.starts_with('@') && account.contains(':')) return id.append(account); // case counts
    for (char each : account) {
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
        id += each;
    }
    return id;
}

/// Whom nobody has seen yet is called as configured; later they say themselves what they are
/// called.
void call_as_configured(conversation::Tables& tables, storage::PersonId person,
                        std::string_view name) {
    const auto identities = tables.people.identities_of(person);
    const bool was_seen = std::ranges::any_of(
        identities, [](const storage::Identity& each) { return each.last_seen.has_value(); });
    if (!name.empty() && !was_seen) tables.people.rename_person(person, name);
}

storage::PersonId person_behind(Core::State& state, const desk::NamedAccount& named, Time now) {
    auto& tables = state.services.tables;
    const Written written = read_written(named.account);
    const std::string account = account_id(written.account);
    const auto known = tables.people.find_identity(named.network, account);
    const auto person =
        known ? known->person
              : tables.people
                    .add(named.network, account, false, people::short_name(written.account), now)
                    .person;
    call_as_configured(tables, person, written.name);
    return person;
}

void grant_all(Core::State& state, storage::DeskId desk, storage::Role role,
               const std::vector<desk::NamedAccount>& accounts, Time now) {
    auto& tables = state.services.tables;
    for (const desk::NamedAccount& named : accounts) {
        tables.roles.grant(desk, person_behind(state, named, now), role,
                           storage::RoleSource::config, {}, now);
    }
}

} // namespace

void apply_settings(Core::State& state, Time now) {
    std::vector<conversation::Desk> desks;
    for (const desk::DeskSettings& settings : state.settings.desks) {
        conversation::Desk desk;
        desk.id = state.services.tables.roles.desk_named(settings.name);
        desk.settings = settings;
        desk.zone = text::Zone::find(settings.zone).value_or(text::Zone{});
        state.services.tables.roles.clear_configured(desk.id);
        grant_all(state, desk.id, storage::Role::coordinator, settings.coordinators, now);
        grant_all(state, desk.id, storage::Role::responder, settings.responders, now);
        desks.push_back(std::move(desk));
    }
    state.services.desks = conversation::DeskBook(std::move(desks));
    state.services.roster.forget();
}

} // namespace peerdesk::runtime
