// SPDX-License-Identifier: MIT
// Proving to be a responder where a network has no accounts: a pass phrase a coordinator set.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

/// `identify PHRASE`, in a direct chat over TLS. The phrase leaves the inbox row at once.
void identify(conversation::Turn& turn, const conversation::Arguments& arguments);

/// Keeps a phrase for a person of this desk on a network; only its scrypt hash is stored.
void set_phrase(conversation::Turn& turn, storage::PersonId person, std::string_view network,
                std::string_view phrase);

} // namespace peerdesk::people
