// SPDX-License-Identifier: MIT
// A Matrix client with nothing around it: it syncs, sends, and keeps nothing. What it needs is the
// homeserver's price, beside which the program's own is measured.
#pragma once

#include "tests/servers/http_caller.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::bench {

struct BareMessage {
    std::string room;
    std::string sender;
    std::string body;
    bool has_relation = false;
};

class BareClient {
  public:
    /// What the rooms held before counts as passed.
    BareClient(const std::string& url, std::string user_id, std::string token);

    /// The new messages of all rooms, after at most `wait`. Throws std::runtime_error when they
    /// are not given, or not all.
    [[nodiscard]] std::vector<BareMessage> sync(std::chrono::milliseconds wait);
    /// Returns its event id when the server has taken it. With a `thread` (the event id of its
    /// first message) it hangs there in the form that the desk's copies have.
    std::string send(std::string_view room, std::string_view text, std::string_view thread = {});
    /// All bodies of messages in a room, the latest first, until there were `count` or no more.
    [[nodiscard]] std::vector<std::string> history(std::string_view room, std::size_t count);

    [[nodiscard]] const std::string& user_id() const { return user_id_; }

  private:
    servers::HttpCaller syncing_;
    servers::HttpCaller sending_;
    std::string user_id_;
    std::string token_;
    std::string since_;
    std::string transaction_mark_;
    int transactions_ = 0;
};

} // namespace peerdesk::bench
