// SPDX-License-Identifier: MIT
#include "bot/people/pass_phrase.hpp"

#include "adapters/net/passphrase.hpp"
#include "bot/conversation/outgoing.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace peerdesk::people {

using conversation::answer;
using conversation::Turn;

namespace {

constexpr std::chrono::minutes failure_window{10};
constexpr int failures_max_identity = 3;
constexpr int failures_max_desk = 20;
/// Each try costs about 50 ms of scrypt; a desk with more phrases on one network is refused them.
constexpr int phrases_max = 20;

/// The person whose phrase this is. Those named like the nick are tried first, to save time; the
/// nick proves nothing.
storage::PersonId match(Turn& turn, std::string_view phrase) {
    auto phrases = turn.tables().phrases.of_desk(turn.desk.id, turn.place.network, phrases_max);
    std::ranges::partition(phrases, [&](const storage::PassPhrase& each) {
        const auto person = turn.tables().people.find(each.person);
        return person && person->name == turn.identity.name;
    });
    for (const storage::PassPhrase& each : phrases) {
        if (net::verify_phrase(phrase, each.hash)) return each.person;
    }
    return {};
}

} // namespace

void identify(Turn& turn, const conversation::Arguments& arguments) {
    auto& tables = turn.tables();
    tables.inbox.redact(turn.inbox_id);
    if (!turn.is_secure) {
        answer(turn, "peerdesk-identify-insecure");
        return;
    }
    const std::string own_scope = turn.place.network + " " + turn.identity.account;
    const std::string desk_scope = "desk " + std::to_string(turn.desk.id.value);
    const auto since = turn.now - failure_window;
    if (tables.phrases.failures_since(own_scope, since) >= failures_max_identity ||
        tables.phrases.failures_since(desk_scope, since) >= failures_max_desk) {
        answer(turn, "peerdesk-identify-wait", {failure_window.count()});
        return;
    }
    const storage::PersonId person = match(turn, arguments.text);
    if (!person) {
        tables.phrases.note_failure(own_scope, turn.now);
        tables.phrases.note_failure(desk_scope, turn.now);
        answer(turn, "peerdesk-identify-wrong");
        return;
    }
    tables.people.move_identity(turn.identity.id, person);
    tables.people.set_known_responder(turn.identity.id, true);
    tables.audit.add(turn.now, turn.desk.id, person, "identify", person, turn.place.network);
    turn.person = tables.people.find(person).value_or(turn.person);
    turn.language = conversation::language_of(turn.person, turn.desk);
    answer(turn, "peerdesk-identified",
           {conversation::name_of(turn.services, turn.person, turn.language)});
}

void set_phrase(Turn& turn, storage::PersonId person, std::string_view network,
                std::string_view phrase) {
    turn.tables().inbox.redact(turn.inbox_id);
    turn.tables().phrases.set(turn.desk.id, network, person, net::hash_phrase(phrase, turn.seed),
                              turn.person.id, turn.now);
}

} // namespace peerdesk::people
