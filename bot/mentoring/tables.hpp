// SPDX-License-Identifier: MIT
// The tables of mentoring, one object each. Cheap: they hold a reference to the database.
#pragma once

#include "bot/conversation/services.hpp"
#include "storage/exchange.hpp"
#include "storage/groups.hpp"
#include "storage/introductions.hpp"
#include "storage/mentor_requests.hpp"
#include "storage/rounds.hpp"

namespace peerdesk::mentoring {

using conversation::Context;
using conversation::Desk;
using conversation::Time;
using storage::PersonId;
using storage::SkillId;

struct Tables {
    explicit Tables(storage::Database& database)
        : exchange(database), groups(database), requests(database), introductions(database),
          suggestions(database), rounds(database) {}
    explicit Tables(Context& context) : Tables(context.services.database) {}

    storage::Exchange exchange;
    storage::Groups groups;
    storage::MentorRequests requests;
    storage::Introductions introductions;
    storage::Suggestions suggestions;
    storage::Rounds rounds;
};

} // namespace peerdesk::mentoring
