// SPDX-License-Identifier: MIT
// A message of a Telegram chat, taken apart as far as tests need it.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::servers {

/// Where something is written. A private chat has the id of its person.
struct TelegramPlace {
    std::int64_t chat = 0;
    std::int64_t topic = 0; ///< 0: none, or the General one
    auto operator<=>(const TelegramPlace&) const = default;
};

/// A message as it stood in its chat when somebody looked.
struct TelegramMessage {
    telegram_fake::Json raw; ///< the type Message

    [[nodiscard]] std::int64_t id() const;
    [[nodiscard]] std::int64_t sender() const;
    [[nodiscard]] TelegramPlace place() const;
    [[nodiscard]] std::string text() const;        ///< or the caption
    [[nodiscard]] std::int64_t replied_to() const; ///< 0: no message, or the topic's creation
    [[nodiscard]] std::string album() const;       ///< empty: in none
    [[nodiscard]] bool has(const std::string& field) const { return raw.contains(field); }
    [[nodiscard]] std::string file() const; ///< the id of its file; empty: it has none

    struct Button {
        std::string label;
        std::string data;
    };
    [[nodiscard]] std::vector<Button> buttons() const;
    [[nodiscard]] std::vector<std::string> labels() const;
    /// What is pressed under this label. Throws when there is no such button.
    [[nodiscard]] std::string data_of(const std::string& label) const;
};

} // namespace peerdesk::servers
