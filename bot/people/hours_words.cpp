// SPDX-License-Identifier: MIT
#include "bot/people/hours_words.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::people {

namespace {

/// What people's keyboards make of a dash: hyphens and dashes U+2010 to U+2015, minus U+2212.
constexpr std::array<std::string_view, 9> dashes{"-",      "~",      "\u2010", "\u2011", "\u2012",
                                                 "\u2013", "\u2014", "\u2015", "\u2212"};
constexpr std::array<std::string_view, 5> dash_words{"to", "until", "till", "thru", "through"};
constexpr std::array<std::string_view, 8> fillers{"from",  "on",   "at",  "in",
                                                  "every", "each", "all", "time"};
constexpr std::array<std::string_view, 4> always_words{"always", "anytime", "24/7", "24x7"};
/// Longer numbers are no times of day, and would not fit an int for ever.
constexpr std::size_t clock_digits_max = 4;

constexpr DaySet working_days = 0x1f;
constexpr DaySet weekend_days = 0x60;

struct EnglishDay {
    std::string_view full;
    std::string_view shortest; ///< any beginning of `full` from here on, with or without an s
};
constexpr std::array<EnglishDay, 7> english_days{{{"monday", "mon"},
                                                  {"tuesday", "tue"},
                                                  {"wednesday", "wed"},
                                                  {"thursday", "thu"},
                                                  {"friday", "fri"},
                                                  {"saturday", "sat"},
                                                  {"sunday", "sun"}}};

bool contains(const auto& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
/// Every byte of a letter outside ASCII counts as a letter.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

std::size_t dash_length(std::string_view text) {
    for (const std::string_view dash : dashes)
        if (text.starts_with(dash)) return dash.size();
    return 0;
}

std::optional<DaySet> english_days_named(std::string_view word) {
    if (word == "daily" || word == "everyday" || word == "day" || word == "days") return all_days;
    if (word == "weekday" || word == "weekdays") return working_days;
    if (word == "weekend" || word == "weekends") return weekend_days;
    for (std::size_t day = 0; day < english_days.size(); ++day) {
        const auto& [full, shortest] = english_days[day];
        std::string_view stem = word;
        if (!full.starts_with(stem) && stem.ends_with('s')) stem.remove_suffix(1);
        if (full.starts_with(stem) && stem.starts_with(shortest)) return 1U << day;
    }
    return std::nullopt;
}

int take_number(std::string_view& text, std::size_t& digits) {
    int value = 0;
    for (digits = 0; !text.empty() && is_digit(text.front()); ++digits) {
        if (digits < clock_digits_max) value = value * 10 + (text.front() - '0');
        text.remove_prefix(1);
    }
    return value;
}

/// "am", "p.m.", also behind a space; nothing when letters follow ("9 amsterdam").
Meridiem take_meridiem(std::string_view& text) {
    std::string_view rest = text;
    while (!rest.empty() && is_space(rest.front()))
        rest.remove_prefix(1);
    const std::string front = folded(rest.substr(0, 4));
    for (const auto& [word, meridiem] : {std::pair{std::string_view("a.m."), Meridiem::am},
                                         {"p.m.", Meridiem::pm},
                                         {"am", Meridiem::am},
                                         {"pm", Meridiem::pm}}) {
        if (!front.starts_with(word)) continue;
        rest.remove_prefix(word.size());
        if (!rest.empty() && is_letter(rest.front())) break;
        text = rest;
        return meridiem;
    }
    return Meridiem::none;
}

/// The longest of `names` that stands at the front of `text` as a whole word.
std::optional<Word> take_day_name(std::string_view& text, const DayNames& names) {
    std::optional<Word> best;
    for (const auto& [name, day] : names) {
        if (name.empty() || !text.starts_with(name)) continue;
        const std::string_view behind = text.substr(name.size());
        if (!behind.empty() && is_letter(behind.front()) && dash_length(behind) == 0) continue;
        if (!best || name.size() > best->piece.size())
            best = Word{Word::Kind::days, text.substr(0, name.size()), day_bit(day)};
    }
    if (best) text.remove_prefix(best->piece.size());
    return best;
}

Word take_letters(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && dash_length(text.substr(size)) == 0 &&
           (is_letter(text[size]) || text[size] == '.' || text[size] == '_' || text[size] == '\''))
        ++size;
    Word word{Word::Kind::unknown, text.substr(0, std::max<std::size_t>(size, 1))};
    text.remove_prefix(word.piece.size());
    std::string name = folded(word.piece);
    while (name.ends_with('.')) // "mon."
        name.pop_back();
    if (const auto days = english_days_named(name)) {
        word.kind = Word::Kind::days;
        word.days = *days;
    } else if (contains(dash_words, name)) {
        word.kind = Word::Kind::dash;
    } else if (name == "and") {
        word.kind = Word::Kind::comma;
    } else if (contains(always_words, name)) {
        word.kind = Word::Kind::always;
    } else if (contains(fillers, name)) {
        word.kind = Word::Kind::filler;
    }
    return word;
}

Word take_word(std::string_view& text, const DayNames& names) {
    const std::string_view before = text;
    const auto taken = [&](Word::Kind kind, std::size_t size) {
        text = before.substr(size);
        return Word{kind, before.substr(0, size)};
    };
    if (const auto day = take_day_name(text, names)) return *day;
    if (const auto size = dash_length(text)) return taken(Word::Kind::dash, size);
    if (std::string_view(",;&+/").contains(text.front())) return taken(Word::Kind::comma, 1);
    if (before.starts_with("24/7") || before.starts_with("24x7"))
        return taken(Word::Kind::always, 4);
    if (const auto clock = take_clock(text)) {
        return {Word::Kind::clock, before.substr(0, before.size() - text.size()), 0, *clock};
    }
    return take_letters(text);
}

} // namespace

std::string folded(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::optional<DaySet> days_named(std::string_view word, const DayNames& names) {
    for (const auto& [name, day] : names)
        if (name == word) return day_bit(day);
    return english_days_named(folded(word));
}

std::optional<Clock> take_clock(std::string_view& text) {
    const std::string front = folded(text.substr(0, std::string_view("midnight").size() + 1));
    for (const auto& [name, hour] :
         {std::pair{std::string_view("noon"), 12}, {"midday", 12}, {"midnight", 24}}) {
        if (!front.starts_with(name) ||
            (front.size() > name.size() && is_letter(front[name.size()])))
            continue;
        text.remove_prefix(name.size());
        return Clock{hour};
    }
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    Clock clock;
    std::size_t digits = 0;
    clock.hour = take_number(text, digits);
    if (digits > clock_digits_max) return Clock{.hour = -1};
    if (digits > 2) { // "1830"
        clock.minute = clock.hour % 100;
        clock.hour /= 100;
    } else if (!text.empty() && std::string_view(":.hH").contains(text.front())) {
        const bool needs_minutes = text.front() == ':' || text.front() == '.';
        std::string_view behind = text.substr(1);
        const int minute = take_number(behind, digits);
        if (digits == 2) clock.minute = minute;
        if (digits == 1 || digits > 2) clock.minute = -1; // "18:5"
        if (digits > 0 || !needs_minutes) text = behind;
    }
    clock.meridiem = take_meridiem(text);
    return clock;
}

std::optional<int> minute_of_day(const Clock& clock) {
    constexpr int minutes_per_hour = 60;
    if (clock.minute < 0 || clock.minute >= minutes_per_hour || clock.hour < 0) return std::nullopt;
    int hour = clock.hour;
    if (clock.meridiem != Meridiem::none) {
        if (hour < 1 || hour > 12) return std::nullopt;
        hour = hour % 12 + (clock.meridiem == Meridiem::pm ? 12 : 0);
    }
    const int minute = hour * minutes_per_hour + clock.minute;
    if (minute > 24 * minutes_per_hour) return std::nullopt;
    return minute;
}

std::vector<Word> words_of(std::string_view text, const DayNames& names) {
    std::vector<Word> words;
    while (!text.empty()) {
        if (is_space(text.front()))
            text.remove_prefix(1);
        else
            words.push_back(take_word(text, names));
    }
    return words;
}

} // namespace peerdesk::people
