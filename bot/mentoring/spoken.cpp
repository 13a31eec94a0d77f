// SPDX-License-Identifier: MIT
#include "bot/mentoring/spoken.hpp"

#include <algorithm>
#include <charconv>

namespace peerdesk::mentoring {

namespace {

constexpr int named_level = 3;
constexpr int chosen_level = 4;
constexpr int guessed_level = 3;

void add_unless_known(std::vector<matching::LanguageLevel>& levels, const std::string& code,
                      int level) {
    if (code.empty()) return;
    if (std::ranges::find(levels, code, &matching::LanguageLevel::code) != levels.end()) return;
    levels.push_back({code, level});
}

} // namespace

std::vector<matching::LanguageLevel> read_levels(std::string_view text) {
    std::vector<matching::LanguageLevel> levels;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view item = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const auto colon = item.find(':');
        if (colon == std::string_view::npos) continue;
        int level = 0;
        const std::string_view digits = item.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), level);
        if (error != std::errc{}) continue;
        levels.push_back({std::string(item.substr(0, colon)),
                          std::clamp(level, 0, matching::language_level_max)});
    }
    return levels;
}

std::vector<matching::LanguageLevel> spoken_by(Context& context, const storage::Person& person) {
    auto levels = read_levels(Tables(context).exchange.profile(person.id).language_levels);
    for (const std::string& code : context.tables().volunteers.get(person.id).languages) {
        add_unless_known(levels, code, named_level);
    }
    add_unless_known(levels, person.language, chosen_level);
    if (levels.empty()) add_unless_known(levels, person.guessed_language, guessed_level);
    std::ranges::sort(levels, {}, &matching::LanguageLevel::code);
    return levels;
}

} // namespace peerdesk::mentoring
