// SPDX-License-Identifier: MIT
// Events received: what was seen before, and what could not be handled.
#pragma once

#include "storage/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct ParkedEvent {
    std::int64_t id = 0;
    std::string network;
    std::string event_key;
    std::string wire;
    std::string error;
};

class Inbox {
  public:
    explicit Inbox(Database& database) : database_(database) {}

    /// Remembers an event; nullopt when (network, key) was seen before.
    std::optional<std::int64_t> remember(std::string_view network, std::string_view key,
                                         std::string_view wire, Time received);
    void set_person(std::int64_t id, PersonId person);
    /// Replaces the kept text, e.g. when it held a pass phrase.
    void redact(std::int64_t id);
    /// The same for a message and its edits, by the network's id of the message.
    void redact_message(std::string_view network, std::string_view remote_id);
    void park(std::string_view network, std::string_view key, std::string_view wire,
              std::string_view error, Time received);
    [[nodiscard]] std::vector<ParkedEvent> parked(int limit);
    [[nodiscard]] std::int64_t count_parked();
    int empty_bodies(Time received_before, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
