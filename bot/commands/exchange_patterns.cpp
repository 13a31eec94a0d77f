// SPDX-License-Identifier: MIT
#include "bot/commands/exchange_patterns.hpp"

#include "bot/people/holidays.hpp"
#include "bot/text/fold.hpp"
#include "storage/introductions.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace peerdesk::commands {

namespace {

constexpr int language_level_max = 5;
constexpr std::size_t topic_words_max = 10;
constexpr std::int64_t introduction_max = 999'999'999;

/// Cuts a last word that says how well: 0 to 5, or "native".
std::optional<int> take_level(Rest& item) {
    const auto blank = item.text.find_last_of(blanks);
    if (blank == std::string_view::npos) return std::nullopt;
    const std::string_view word = item.text.substr(blank + 1);
    const auto number = text::fold(word) == "native"
                            ? std::optional<std::int64_t>{language_level_max}
                            : integer(word);
    if (!number || *number < 0 || *number > language_level_max) return std::nullopt;
    item.text = item.text.substr(0, blank);
    item.trim();
    return static_cast<int>(*number);
}

/// "want to know …", "offer me …": a sentence, not a skill.
bool begins_sentence(std::string_view word) {
    constexpr std::array<std::string_view, 16> words{"to",   "a",    "an",   "the",  "you", "your",
                                                     "my",   "me",   "some", "help", "any", "it",
                                                     "that", "this", "is",   "of"};
    return std::ranges::find(words, text::fold(word)) != words.end();
}

} // namespace

bool fill_locales(Rest& rest, Arguments& out, const FitContext& context) {
    const auto& languages = context.turn.services.texts->languages;
    std::string commas(rest.text); // the comma of Arabic is another one
    for (auto at = commas.find("،"); at != std::string::npos; at = commas.find("،"))
        commas.replace(at, std::string_view("،").size(), ",");
    std::string_view list = commas;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        Rest item{list.substr(0, comma)};
        item.trim();
        std::optional<int> level;
        auto locale = languages.find(item.text);
        if (!locale) {
            level = take_level(item);
            locale = level ? languages.find(item.text) : std::nullopt;
        }
        if (!locale) return false;
        if (std::ranges::find(out.locales, *locale) == out.locales.end()) {
            out.locales.push_back(*locale);
            if (level) {
                if (!out.text.empty()) out.text += ',';
                out.text += *locale + ':' + std::to_string(*level);
            }
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    rest.take_all();
    return !out.locales.empty();
}

bool fill_topic(Rest& rest, Arguments& out, const FitContext&) {
    constexpr std::string_view learn = "to learn ";
    Rest topic = rest;
    if (text::fold(topic.text.substr(0, learn.size())) == learn) topic.skip(learn.size());
    if (topic.text.empty() || has_question_mark(topic.text) || topic.text.contains('\n') ||
        count_words(topic.text) > topic_words_max || begins_sentence(topic.word())) {
        return false;
    }
    out.text = topic.text;
    rest.take_all();
    return true;
}

bool fill_name(Rest& rest, Arguments& out, const FitContext&) {
    if (rest.text.empty() || has_question_mark(rest.text) || rest.text.contains('\n') ||
        count_words(rest.text) > topic_words_max) {
        return false;
    }
    out.text = rest.take_all();
    return true;
}

bool fill_introduction(Rest& rest, Arguments& out, const FitContext&) {
    std::string_view word = rest.word();
    if (word.starts_with('#')) word.remove_prefix(1);
    const auto value = integer(word);
    if (!value || *value <= 0 || *value > introduction_max) return false;
    out.ticket = storage::TicketId{*value};
    rest.take_word();
    return true;
}

bool fill_holiday(Rest& rest, Arguments& out, const FitContext& context) {
    if (!people::is_holiday_text(rest.text, context.turn.now)) return false;
    out.text = rest.take_all();
    return true;
}

bool fill_pair(Rest&, Arguments&, const FitContext& context) {
    auto& database = context.turn.services.database;
    return storage::Introductions(database).newest_of(context.turn.person.id).has_value();
}

bool fill_open_pair(Rest&, Arguments&, const FitContext& context) {
    auto& database = context.turn.services.database;
    return !storage::Introductions(database).open_of(context.turn.person.id, 1).empty();
}

bool fill_round(Rest& rest, Arguments& out, const FitContext&) {
    constexpr std::array<std::string_view, 4> words{"mentors", "exchange", "coffee", "round"};
    const std::string word = text::fold(rest.word());
    if (std::ranges::find(words, word) == words.end()) return false;
    rest.take_word();
    out.word = word;
    return true;
}

} // namespace peerdesk::commands
