// SPDX-License-Identifier: MIT
// What the parts of one connection share: who we are there, what the server can do, and the three
// ways out: lines, events, findings. It decides nothing.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/irc/config.hpp"
#include "adapters/irc/findings.hpp"
#include "adapters/irc/server_support.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

/// Ourselves as the server sees us.
struct Self {
    std::string nick;
    std::string user; ///< empty until seen
    std::string host; ///< empty until seen
    std::string account;
};

enum class ClosingKind {
    lost,          ///< the link broke or the server said ERROR
    silent,        ///< the server stopped answering
    login_refused, ///< trying again soon would not help
    banned,        ///< the server does not want us; wait long
    nick_unusable,
    not_registered, ///< 001 never came
};

struct Closing {
    ClosingKind kind = ClosingKind::lost;
    std::string reason; ///< for the log; no secret
};

/// Lines on their way out. Urgent ones go at once; control ones wait for the rate.
struct LinesOut {
    std::string urgent;
    std::deque<std::string> control;
};

struct LinkState {
    LinkState(const NetworkConfig& network_config, std::uint64_t connection_epoch, bool has_tls,
              net::Random& random_source)
        : config(network_config), epoch(connection_epoch), is_tls(has_tls), random(random_source) {}

    const NetworkConfig& config;
    const std::uint64_t epoch; ///< counts this network's connections, for ever
    const bool is_tls;
    net::Random& random;

    net::Instant now{};
    std::uint64_t line_number = 0;
    Self self;
    ServerSupport support;
    std::map<std::string, std::string, std::less<>> enabled; ///< capability -> its value
    bool is_registered = false;                              ///< 001 came
    bool is_logged_in = false;
    bool is_up = false;
    LinesOut lines;
    std::vector<chat::Event> events;
    std::vector<Finding> findings;
    std::optional<Closing> closing;

    [[nodiscard]] std::string fold(std::string_view name) const;
    [[nodiscard]] bool is_same(std::string_view left, std::string_view right) const;
    [[nodiscard]] bool is_self(std::string_view nick) const { return is_same(nick, self.nick); }
    [[nodiscard]] bool has(std::string_view capability) const {
        return enabled.contains(capability);
    }
    /// Whether people here can prove an account at all.
    [[nodiscard]] bool has_accounts() const;

    void send_now(std::initializer_list<std::string_view> words);
    void send_in_turn(std::initializer_list<std::string_view> words);
    /// An event that is no message: its key is never compared.
    void emit(chat::EventBody body);
    void emit(chat::Event event) { events.push_back(std::move(event)); }
    /// @param detail may hold a server's own bytes; it is cleaned
    void find(FindingCode code, std::string_view detail = {});
    /// The first reason counts.
    void close(ClosingKind kind, std::string_view reason);

  private:
    std::uint64_t event_number_ = 0;
};

} // namespace peerdesk::irc
