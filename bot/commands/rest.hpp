// SPDX-License-Identifier: MIT
// The part of a text that a pattern has not used up yet, and what its words look like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace peerdesk::commands {

inline constexpr std::string_view blanks = " \t\n";

/// The text not yet used up.
struct Rest {
    std::string_view text;

    void trim();
    [[nodiscard]] std::string_view word() const;
    void skip(std::size_t length);
    std::string_view take_word();
    std::string_view take_all();
};

/// A number in the digits of any script.
[[nodiscard]] std::optional<std::int64_t> integer(std::string_view typed);
[[nodiscard]] bool has_question_mark(std::string_view text);
[[nodiscard]] std::size_t count_words(std::string_view text);

} // namespace peerdesk::commands
