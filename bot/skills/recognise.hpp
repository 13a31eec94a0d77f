// SPDX-License-Identifier: MIT
// From a person's own words ("subir fotos") to a skill of the tree, or to words that are kept as
// they are until a coordinator files them.
#pragma once

#include "bot/conversation/services.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace peerdesk::skills {

inline constexpr std::size_t near_count_max = 5;

enum class Clarity { clear, unsure, new_words };

struct Recognised {
    Clarity clarity = Clarity::new_words;
    storage::SkillId skill{};             ///< clear: never retired, never filed into another
    std::vector<storage::SkillId> near{}; ///< unsure: best first, at most `near_count_max`
};

/// What a person's own words mean: a name or alias in their locale, then in any, then what a
/// coordinator filed these words into, then near spelling: other order, endings and slips count as
/// clear where one skill alone is that near. A heading, which nobody teaches as such, is never
/// clear: what lies below it is near.
[[nodiscard]] Recognised recognise(conversation::Context& context, std::string_view words,
                                   std::string_view locale);

/// Short enough for the name of a skill: `name_letters_max` letters, one line.
inline constexpr std::size_t name_letters_max = 60;
inline constexpr std::size_t name_bytes_max = 240; ///< the same in any script
[[nodiscard]] bool is_short(std::string_view words);

/// The skill of these words, kept as own words where nothing has that name.
storage::SkillId keep(conversation::Context& context, std::string_view words);

} // namespace peerdesk::skills
