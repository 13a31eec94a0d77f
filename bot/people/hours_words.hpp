// SPDX-License-Identifier: MIT
// The words of typed hours: days, times of day, dashes and commas, each with what was typed.
// Knows no order of words (hours_parse.cpp) and no dates (dates.cpp, which shares the words).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/people/hours.hpp"

namespace peerdesk::people {

enum class Meridiem { none, am, pm };

/// A time of day as typed, not yet checked: "25:00" is one too.
struct Clock {
    int hour = 0;
    int minute = 0;
    Meridiem meridiem = Meridiem::none;

    bool operator==(const Clock&) const = default;
};

/// Days as a set, Monday the lowest bit.
using DaySet = unsigned;
inline constexpr DaySet all_days = 0x7f;
constexpr DaySet day_bit(Weekday day) {
    return 1U << static_cast<unsigned>(day);
}

struct Word {
    enum class Kind { days, clock, dash, comma, always, filler, unknown };
    Kind kind = Kind::unknown;
    std::string_view piece; ///< points into the text given to `words_of`
    DaySet days = 0;        ///< of Kind::days
    Clock clock{};          ///< of Kind::clock
};

/// From the first byte of one piece to the last of another; both lie in one text.
constexpr std::string_view spanning(std::string_view first, std::string_view last) {
    return {first.begin(), last.end()};
}

/// ASCII letters in lower case, everything else as it is.
std::string folded(std::string_view text);

/// The English days a word stands for ("mon", "Tuesdays", "weekend", "daily"), or `names`' one.
std::optional<DaySet> days_named(std::string_view word, const DayNames& names);

/// Takes "18", "18:30", "1830", "6 pm", "18h30", "noon" from the front of `text`; leaves `text`
/// alone when it does not begin with one.
std::optional<Clock> take_clock(std::string_view& text);

/// Minutes after midnight, 0 to 1440; empty when there is no such time. 24:00 is one.
std::optional<int> minute_of_day(const Clock& clock);

/// Cuts `text` into words; no byte but spaces is left out. `names` may hold several words or a dash
/// ("segunda-feira").
std::vector<Word> words_of(std::string_view text, const DayNames& names);

} // namespace peerdesk::people
