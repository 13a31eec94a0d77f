// SPDX-License-Identifier: MIT
// Where something is said and who said it, in words that fit every network.
#pragma once

#include <compare>
#include <string>

namespace peerdesk::chat {

enum class PlaceKind { direct, room };

/// A room, or the direct chat with one person.
/// `id` of a direct place is the other person's `Author::id`; of a room the network's own id,
/// already folded by the adapter, so that equal ids mean the same place.
struct Place {
    std::string network; ///< the configured name of the network, e.g. "libera"
    PlaceKind kind = PlaceKind::direct;
    std::string id;

    auto operator<=>(const Place&) const = default;
};

enum class IdentityKind {
    account, ///< proved by the network (services account, Matrix id, Telegram user id, console
             ///< name)
    guest,   ///< known only while seen without a break; the id is never used again afterwards
};

/// Who wrote a message, as the network knows them.
struct Author {
    std::string id;   ///< stable identity within the network; never a bare nickname
    std::string name; ///< what people call them now; not an identity
    IdentityKind kind = IdentityKind::account;
    bool is_bot = false;       ///< marked as a program by the network
    std::string language_hint; ///< BCP 47, empty where the network says nothing

    bool operator==(const Author&) const = default;
};

} // namespace peerdesk::chat
