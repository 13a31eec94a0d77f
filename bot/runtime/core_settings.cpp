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

std::string account_id(std::string_view account) {
    std::string id = "a:";
    if (account.starts_with('@') && account.contains(':')) return id.append(account); // case counts
    for (char each : account) {
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
        id += each;
    }
    return id;
}

void grant_all(Core::State& state, storage::DeskId desk, storage::Role role,
               const std::vector<desk::NamedAccount>& accounts, Time now) {
    auto& tables = state.services.tables;
    for (const desk::NamedAccount& named : accounts) {
        const std::string account = account_id(named.account);
        const auto known = tables.people.find_identity(named.network, account);
        const auto person =
            known ? known->person
                  : tables.people
                        .add(named.network, account, false, people::short_name(named.account), now)
                        .person;
        tables.roles.grant(desk, person, role, storage::RoleSource::config, {}, now);
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
