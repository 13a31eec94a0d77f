// SPDX-License-Identifier: MIT
// A session without sockets in the hands of a test, which plays the server line by line.
#pragma once

#include "adapters/irc/irc_session.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

class CountingRandom final : public net::Random {
  public:
    std::uint64_t next() override { return ++value_ * 7'919; }

  private:
    std::uint64_t value_ = 0;
};

/// A network with one channel and no limit on lines.
[[nodiscard]] NetworkConfig simple_config();

/// Everything InspIRCd offers that we use.
inline constexpr std::string_view modern_caps =
    "account-notify account-tag batch chghost echo-message extended-join labeled-response "
    "message-tags server-time standard-replies sasl=PLAIN,EXTERNAL ";

class Talk {
  public:
    explicit Talk(NetworkConfig config = simple_config(), bool is_tls = true);

    /// Lines from the server; each gets its line end.
    Talk& hear(std::initializer_list<std::string_view> lines);
    Talk& hear(std::string_view line) { return hear({line}); }
    /// Registered, greeted with `isupport`, in #help; nothing of it left in `sent` or `events`.
    Talk& come_up(std::string_view caps, std::string_view isupport);
    /// With everything a modern server has.
    Talk& come_up_modern();
    /// With nothing, as on ngIRCd.
    Talk& come_up_bare();

    void pass(std::chrono::milliseconds time);
    void deliver(std::int64_t outbox_id, const chat::Place& place, std::string text);
    void disconnect(std::string_view reason) { session.disconnected(reason, now); }

    /// Lines the session wrote since the last call, without line ends; all count as written.
    std::vector<std::string> sent();
    /// The same without telling the session that they were written.
    std::vector<std::string> taken();
    std::vector<chat::Event> events() { return session.take_events(); }
    std::vector<chat::MessageReceived> messages();
    std::vector<chat::DeliveryReported> reports();
    /// IdentitySeen as "+id", IdentityLost as "-id".
    std::vector<std::string> identities();
    std::vector<Finding> findings() { return session.take_findings(); }

    [[nodiscard]] static chat::Place room(std::string id = "#help");
    [[nodiscard]] static chat::Place direct(std::string id);

    NetworkConfig config;
    CountingRandom random;
    net::Instant now;
    IrcSession session;
};

} // namespace peerdesk::irc
