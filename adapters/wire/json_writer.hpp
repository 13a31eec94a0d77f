// SPDX-License-Identifier: MIT
// One JSON object, written member by member.
#pragma once

#include "adapters/chat/event.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace peerdesk::wire {

/// Writes objects member by member. Every event passes here on its way to the desk: a tree of JSON
/// values in between would cost twenty times as much.
class Writer {
  public:
    void open(std::string_view name) {
        begin(name);
        text_ += '{';
        is_first_ = true;
    }

    void close() {
        text_ += '}';
        is_first_ = false;
    }

    void open_list(std::string_view name) {
        begin(name);
        text_ += '[';
        is_first_ = true;
    }

    /// An object of the list that is open.
    void open_item() {
        if (!is_first_) text_ += ',';
        text_ += '{';
        is_first_ = true;
    }

    void close_list() {
        text_ += ']';
        is_first_ = false;
    }

    void add(std::string_view name, std::string_view value) {
        begin(name);
        const bool is_plain = std::ranges::all_of(value, [](char letter) {
            return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
        });
        if (is_plain) {
            text_ += '"';
            text_ += value;
            text_ += '"';
        } else {
            // Bytes that are not UTF-8 become U+FFFD: what is kept can always be read again.
            text_ += nlohmann::ordered_json(value).dump(
                -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        }
    }

    void add(std::string_view name, const std::string& value) {
        add(name, std::string_view(value));
    }

    void add(std::string_view name, bool value) {
        begin(name);
        text_ += value ? "true" : "false";
    }

    void add(std::string_view name, std::int64_t value) {
        begin(name);
        text_ += std::to_string(value);
    }

    void add(std::string_view name, const chat::Seed& value) {
        begin(name);
        text_ += '[' + std::to_string(value[0]) + ',' + std::to_string(value[1]) + ']';
    }

    [[nodiscard]] std::string finish() { return std::move(text_) + '}'; }

  private:
    void begin(std::string_view name) {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        text_ += '"';
        text_ += name;
        text_ += "\":";
    }

    std::string text_ = "{";
    bool is_first_ = true;
};

} // namespace peerdesk::wire
