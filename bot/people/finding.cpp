// SPDX-License-Identifier: MIT
#include "bot/people/finding.hpp"

#include <string>
#include <vector>

namespace peerdesk::people {

using conversation::answer;

namespace {

/// Two people may have one name: then the account, which is one person's, decides.
std::optional<storage::Person> only_one(Turn& turn, std::string_view name,
                                        std::vector<storage::Person> found) {
    if (found.size() > 1) {
        std::erase_if(found, [&](const storage::Person& person) {
            for (const auto& identity : turn.tables().people.identities_of(person.id)) {
                if (identity.account == "a:" + std::string(name)) return false;
            }
            return true;
        });
    }
    if (found.size() == 1) return found.front();
    return std::nullopt;
}

} // namespace

std::string short_name(std::string_view account) {
    const auto colon = account.find(':');
    const bool is_id = account.starts_with('@') && colon != std::string_view::npos && colon > 1;
    return std::string(is_id ? account.substr(1, colon - 1) : account);
}

std::optional<storage::Person> find_person(Turn& turn, std::string_view name) {
    auto found = turn.tables().people.named(name);
    if (found.empty()) {
        answer(turn, "peerdesk-person-unknown", {text::Name{std::string(name)}});
        return std::nullopt;
    }
    auto person = only_one(turn, name, std::move(found));
    if (!person) answer(turn, "peerdesk-person-ambiguous", {text::Name{std::string(name)}});
    return person;
}

std::optional<storage::Person> find_staff(Turn& turn, std::string_view name) {
    auto found = turn.tables().people.named(name);
    std::erase_if(found, [&](const storage::Person& person) {
        auto& roster = turn.services.roster;
        auto& roles = turn.tables().roles;
        return !roster.has_role(roles, turn.desk.id, person.id, storage::Role::responder) &&
               !roster.has_role(roles, turn.desk.id, person.id, storage::Role::coordinator);
    });
    if (found.empty()) {
        answer(turn, "peerdesk-person-no-staff", {text::Name{std::string(name)}});
        return std::nullopt;
    }
    auto person = only_one(turn, name, std::move(found));
    if (!person) answer(turn, "peerdesk-person-ambiguous", {text::Name{std::string(name)}});
    return person;
}

} // namespace peerdesk::people
