// SPDX-License-Identifier: MIT
#include "bot/mentoring/topic.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"
#include "bot/text/trimmed.hpp"
#include "matching/mentor_score.hpp"

#include <charconv>

namespace peerdesk::mentoring {

namespace {

/// Cuts " for GROUP" where the desk has such a group.
storage::GroupId cut_group(conversation::Turn& turn, std::string_view& text) {
    constexpr std::string_view word = " for ";
    Tables tables(turn);
    for (auto at = text.rfind(word); at != std::string_view::npos && at > 0;
         at = text.rfind(word, at - 1)) {
        const auto name = text::trimmed(text.substr(at + word.size()));
        if (const auto group = tables.groups.named(turn.desk.id, text::fold(name))) {
            text = text::trimmed(text.substr(0, at));
            return group->id;
        }
    }
    return {};
}

/// Cuts a last word that is a level. A number alone is no level but the words.
std::optional<int> cut_level(std::string_view& text) {
    const auto blank = text.find_last_of(" \t\n");
    if (blank == std::string_view::npos) return std::nullopt;
    const std::string digits = text::plain_digits(text.substr(blank + 1));
    int level = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), level);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (level < 1 || level > matching::skill_level_max) return std::nullopt;
    text = text::trimmed(text.substr(0, blank));
    return level;
}

} // namespace

std::optional<Topic> read_topic(conversation::Turn& turn, std::string_view typed) {
    Topic topic;
    std::string_view text = text::trimmed(typed);
    topic.group = cut_group(turn, text);
    if (topic.group && !Tables(turn).groups.has(topic.group, turn.person.id)) {
        const auto group = Tables(turn).groups.find(topic.group);
        conversation::answer(turn, "peerdesk-group-not-yours", {text::Name{group->name}});
        return std::nullopt;
    }
    topic.level = cut_level(text);
    topic.words = text;
    return topic;
}

std::string write_rest(const Topic& topic) {
    return std::to_string(topic.level.value_or(0)) + ' ' + std::to_string(topic.group.value);
}

Topic read_rest(std::string_view rest) {
    Topic topic;
    int level = 0;
    const char* const end = rest.data() + rest.size();
    const auto [behind, error] = std::from_chars(rest.data(), rest.data() + rest.size(), level);
    if (error != std::errc{} || behind == end) return topic;
    if (level > 0) topic.level = level;
    std::from_chars(behind + 1, end, topic.group.value);
    return topic;
}

} // namespace peerdesk::mentoring
