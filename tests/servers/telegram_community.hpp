// SPDX-License-Identifier: MIT
// The world of the Telegram tests: the fake server in this process, the people, the groups of a
// desk with who belongs there, and the desk in all of them.
#pragma once

#include "tests/fakes/telegram/fake_telegram.hpp"
#include "tests/servers/desk_plan.hpp"
#include "tests/servers/telegram_client.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace peerdesk::servers {

struct TelegramWorld {
    enum class Staff {
        forum,      ///< a supergroup with topics, in which the desk manages them
        supergroup, ///< without topics; the desk is a plain member
        group,      ///< a small group; the desk is a plain member
    };
    Staff staff = Staff::forum;
    telegram_fake::Settings server = {};
};

/// bo and chi are responders, cora coordinates; all three have started the desk. They are in the
/// public group and in the staff's; cora alone is in the coordinators' group. ana and ben have
/// never written to the desk.
class TelegramCommunity {
  public:
    explicit TelegramCommunity(const TelegramWorld& world = {});

    [[nodiscard]] TelegramPlan network() const;
    /// The desk of this community alone.
    [[nodiscard]] DeskPlan plan() const;

    [[nodiscard]] TelegramClient client(std::int64_t user) { return {server, user}; }
    /// Another newcomer.
    std::int64_t add_person(std::string_view name, std::string_view language = {});
    /// Another group with the desk and these people in it.
    std::int64_t add_group(std::string_view title, const std::vector<std::int64_t>& members);

    /// The topic of a question in the staff's group. Throws when none is there in time.
    [[nodiscard]] TelegramPlace topic_of(int ticket);
    /// A topic as it is now.
    [[nodiscard]] telegram_fake::Topic topic(TelegramPlace place);
    /// Waits until it is closed, or open.
    [[nodiscard]] bool becomes_closed(TelegramPlace place, bool is_closed = true);

    /// The kept calls of one method.
    [[nodiscard]] std::vector<telegram_fake::LoggedCall> calls(const std::string& method);
    [[nodiscard]] std::size_t call_count(const std::string& method);

    telegram_fake::FakeTelegram server;
    std::int64_t ana = 0;
    std::int64_t ben = 0;
    std::int64_t bo = 0;
    std::int64_t chi = 0;
    std::int64_t cora = 0;
    TelegramPlace help; ///< the public group
    TelegramPlace staff;
    TelegramPlace coordinators;

  private:
    std::string token_;
};

/// "tg:-100123", as the configuration names a group or a person.
[[nodiscard]] std::string telegram_id(std::int64_t id);

} // namespace peerdesk::servers
