// SPDX-License-Identifier: MIT
#include "bot/people/role_commands.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/desk/claim.hpp"
#include "bot/people/finding.hpp"
#include "bot/people/pass_phrase.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::people {

using conversation::answer;
using conversation::name_of;
using storage::Role;

namespace {

std::string_view word(Role role) {
    return role == Role::responder ? "responder" : "coordinator";
}

/// "network:name" or a name on the network it was typed on.
struct Named {
    std::string network;
    std::string name;
};

Named read_name(const Turn& turn, std::string_view typed) {
    std::string_view bare = typed;
    if (bare.starts_with('@')) bare.remove_prefix(1);
    const bool is_marked =
        turn.services.networks.contains(bare.substr(0, std::min(bare.find(':'), bare.size())));
    if (is_marked) typed = bare; // "@libera:bo"
    const auto colon = typed.find(':');
    if (colon != std::string_view::npos &&
        turn.services.networks.contains(typed.substr(0, colon))) {
        return {std::string(typed.substr(0, colon)), std::string(typed.substr(colon + 1))};
    }
    return {turn.place.network, std::string(typed)};
}

/// Where accounts are whole ids such as "@bo:example.org", as the coordinator's own is, a bare name
/// is nobody's.
bool needs_whole_id(const Turn& turn, const Named& named) {
    const auto is_id = [](std::string_view account) {
        return account.starts_with('@') && account.contains(':');
    };
    return named.network == turn.place.network && turn.identity.account.starts_with("a:") &&
           is_id(std::string_view(turn.identity.account).substr(2)) && !is_id(named.name);
}

std::string lower(std::string_view name) {
    std::string out(name);
    for (char& each : out) {
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    }
    return out;
}

bool has_accounts(const Turn& turn, std::string_view network) {
    const auto found = turn.services.networks.find(network);
    return found == turn.services.networks.end() || found->second.capabilities.has_accounts;
}

/// The person behind an account, made known when they never wrote.
storage::PersonId with_account(Turn& turn, const Named& named) {
    // Of a whole id the case counts.
    const bool is_id = named.name.starts_with('@') && named.name.contains(':');
    const std::string account = "a:" + (is_id ? named.name : lower(named.name));
    if (const auto known = turn.tables().people.find_identity(named.network, account)) {
        return known->person;
    }
    return turn.tables()
        .people.add(named.network, account, false, short_name(named.name), turn.now)
        .person;
}

/// Without accounts a person is made of a name that no message can carry; the phrase leads to it.
storage::PersonId with_phrase(Turn& turn, const Named& named, std::string_view phrase) {
    // A desk's own: another desk's coordinator, with a phrase of theirs, would be them here too.
    const std::string account = "p:" + std::to_string(turn.desk.id.value) + ':' + lower(named.name);
    const auto known = turn.tables().people.find_identity(named.network, account);
    const auto person =
        known ? known->person
              : turn.tables().people.add(named.network, account, true, named.name, turn.now).person;
    set_phrase(turn, person, named.network, phrase);
    return person;
}

void add(Turn& turn, const Arguments& arguments, Role role) {
    const Named named = read_name(turn, arguments.person);
    storage::PersonId person;
    bool is_unseen = false;
    if (needs_whole_id(turn, named)) {
        conversation::Lines lines(turn.services, turn.language);
        lines.add("peerdesk-role-needs-id");
        lines.literal(conversation::typed_here(turn, std::string(word(role)) + " add @" +
                                                         lower(named.name) + ":example.org"));
        answer(turn, lines);
        return;
    }
    if (has_accounts(turn, named.network)) {
        person = with_account(turn, named);
        const auto identities = turn.tables().people.identities_of(person);
        is_unseen = std::ranges::none_of(
            identities, [](const storage::Identity& each) { return each.last_seen.has_value(); });
    } else if (arguments.text.empty() || !turn.is_direct() || !turn.is_secure) {
        turn.tables().inbox.redact(turn.inbox_id);
        answer(turn, "peerdesk-role-needs-phrase",
               {named.network, std::string(word(role)) + " add " + arguments.person + " …"});
        return;
    } else {
        person = with_phrase(turn, named, arguments.text);
    }
    const auto name = name_of(turn, person, turn.language);
    if (!turn.tables().roles.grant(turn.desk.id, person, role, storage::RoleSource::command,
                                   turn.person.id, turn.now)) {
        answer(turn,
               role == Role::responder ? "peerdesk-role-already-responder"
                                       : "peerdesk-role-already-coordinator",
               {name});
        return;
    }
    turn.tables().audit.add(turn.now, turn.desk.id, turn.person.id,
                            std::string(word(role)) + " add", person, "");
    turn.services.roster.forget();
    conversation::Lines lines(turn.services, turn.language);
    lines.add(role == Role::responder ? "peerdesk-role-added-responder"
                                      : "peerdesk-role-added-coordinator",
              {name});
    if (is_unseen) lines.add("peerdesk-role-unseen");
    answer(turn, lines);
}

void remove(Turn& turn, const Arguments& arguments, Role role) {
    const auto person = find_staff(turn, read_name(turn, arguments.person).name);
    if (!person) return;
    const auto name = name_of(turn.services, *person, turn.language);
    const auto source = turn.tables().roles.source(turn.desk.id, person->id, role);
    if (source == storage::RoleSource::config) {
        answer(turn, "peerdesk-role-configured", {name});
        return;
    }
    if (!turn.tables().roles.revoke(turn.desk.id, person->id, role)) {
        answer(turn,
               role == Role::responder ? "peerdesk-role-none-responder"
                                       : "peerdesk-role-none-coordinator",
               {name});
        return;
    }
    turn.tables().phrases.remove(turn.desk.id, person->id);
    turn.tables().audit.add(turn.now, turn.desk.id, turn.person.id,
                            std::string(word(role)) + " remove", person->id, "");
    turn.services.roster.forget();
    if (role == Role::responder) desk::release_all(turn, turn.desk, person->id);
    answer(turn,
           role == Role::responder ? "peerdesk-role-removed-responder"
                                   : "peerdesk-role-removed-coordinator",
           {name});
}

void list_holders(Turn& turn, Role role, std::string_view key) {
    std::vector<std::string> names;
    for (const storage::Person& each : turn.tables().roles.holders(turn.desk.id, role)) {
        if (!each.name.empty()) names.push_back(each.name);
    }
    if (names.empty()) {
        answer(turn, "peerdesk-role-list-empty");
        return;
    }
    answer(turn, key,
           {names.size(), text::join_list(turn.services.catalogue(), turn.language, names)});
}

} // namespace

void add_responder(Turn& turn, const Arguments& arguments) {
    add(turn, arguments, Role::responder);
}
void add_coordinator(Turn& turn, const Arguments& arguments) {
    add(turn, arguments, Role::coordinator);
}
void remove_responder(Turn& turn, const Arguments& arguments) {
    remove(turn, arguments, Role::responder);
}
void remove_coordinator(Turn& turn, const Arguments& arguments) {
    remove(turn, arguments, Role::coordinator);
}
void list_responders(Turn& turn, const Arguments&) {
    list_holders(turn, Role::responder, "peerdesk-role-list-responders");
}
void list_coordinators(Turn& turn, const Arguments&) {
    list_holders(turn, Role::coordinator, "peerdesk-role-list-coordinators");
}

} // namespace peerdesk::people
