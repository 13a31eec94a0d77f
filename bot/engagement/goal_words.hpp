// SPDX-License-Identifier: MIT
// Reads a goal as people write it: "10 people learn 1 skill photo upload in Spanish from Peru by
// 2027-06-30". The small words come from locales/; languages and dates are read by the caller's
// functions, since both depend on more than the text.
#pragma once

#include "bot/text/catalogue.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace peerdesk::engagement {

inline constexpr int goal_people_max = 1'000'000;
inline constexpr int goal_skills_max = 50;
inline constexpr std::size_t goal_words_max = 60; ///< bytes of a skill's or region's name

/// Folded words that may stand for each other; English and those of the locales asked for.
struct GoalWords {
    std::vector<std::string> people;
    std::vector<std::string> learn;
    std::vector<std::string> skill;
    std::vector<std::string> in;   ///< before a language
    std::vector<std::string> from; ///< before a region
    std::vector<std::string> by;   ///< before a date

    GoalWords(const text::Catalogue& catalogue, const std::vector<std::string>& locales);
};

/// What was asked for; empty texts limit nothing.
struct GoalWish {
    int people = 0;
    int skills = 0;
    std::string skill;
    std::string language; ///< a locale's code
    std::string region;
    std::string date; ///< as typed
    bool operator==(const GoalWish&) const = default;
};

struct GoalProblem {
    enum class Kind {
        unclear,          ///< not of this form at all; piece is empty
        people_range,     ///< nobody, or too many; piece: the number
        skills_range,     ///< piece: the number
        unknown_language, ///< piece: what stood there
        no_date,          ///< piece is empty
        too_long,         ///< a skill's or region's name; piece is empty
    };
    Kind kind = Kind::unclear;
    std::string piece;
    bool operator==(const GoalProblem&) const = default;
};

/// A language's code by what a person typed.
using FindLanguage = std::function<std::optional<std::string>(std::string_view)>;

[[nodiscard]] std::variant<GoalWish, GoalProblem>
read_goal(std::string_view text, const GoalWords& words, const FindLanguage& find_language);

} // namespace peerdesk::engagement
