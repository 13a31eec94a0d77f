// SPDX-License-Identifier: MIT
#include "bot/conversation/direct_chat.hpp"

#include <algorithm>

namespace peerdesk::conversation {

std::optional<storage::StoredPlace> direct_chat(Context& context, storage::PersonId person) {
    const auto identities = context.tables().people.identities_of(person);
    if (identities.empty()) return std::nullopt;
    const auto proved = std::ranges::find_if(identities, [](const storage::Identity& each) {
        return !each.is_guest || each.is_known_responder;
    });
    const storage::Identity& identity = proved == identities.end() ? identities.front() : *proved;
    return storage::StoredPlace{identity.network, true, identity.account};
}

} // namespace peerdesk::conversation
