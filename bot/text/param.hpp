// SPDX-License-Identifier: MIT
// What a message is filled with: `$1`, `$2` … in the order of the list.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace peerdesk::text {

/// A person's name or other text in an unknown direction. It is wrapped in U+2068 … U+2069 when
/// its first strong letter runs against the locale; direction controls inside it are dropped.
struct Name {
    std::string text;
    bool operator==(const Name&) const = default;
};

/// One parameter: text is put in as it is and never parsed again; a number is written in the
/// locale's digits and grouping where it stands plain, and counts by its raw value in PLURAL.
class Param {
  public:
    Param(std::string text) : value_(std::move(text)) {}
    Param(std::string_view text) : value_(std::string(text)) {}
    Param(const char* text) : value_(std::string(text)) {}
    Param(std::integral auto number) : value_(static_cast<std::int64_t>(number)) {}
    Param(bool) = delete; ///< a truth value has no words of its own
    Param(Name name) : value_(std::move(name)) {}

    const std::variant<std::string, std::int64_t, Name>& value() const { return value_; }

  private:
    std::variant<std::string, std::int64_t, Name> value_;
};

} // namespace peerdesk::text
