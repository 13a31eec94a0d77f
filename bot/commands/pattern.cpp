// SPDX-License-Identifier: MIT
#include "bot/commands/pattern.hpp"

#include "bot/commands/exchange_patterns.hpp"
#include "bot/commands/lexicon.hpp"
#include "bot/commands/rest.hpp"
#include "bot/commands/skill_patterns.hpp"
#include "bot/desk/codes.hpp"
#include "bot/people/dates.hpp"
#include "bot/people/day_names.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"
#include "bot/text/weeks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::commands {

namespace {

constexpr std::int64_t number_max = 999'999'999;
constexpr std::size_t group_words_max = 4;
constexpr int count_max = 99;

using Filler = bool (*)(Rest&, Arguments&, const FitContext&);

bool fill_number(Rest& rest, Arguments& out, const FitContext& context) {
    std::string_view word = rest.word();
    const bool is_marked = word.starts_with('#');
    if (is_marked) word.remove_prefix(1);
    const auto value = integer(word);
    // "reply 5 minutes will do" to one ticket's message is no answer to ticket 5.
    const bool is_words = context.replied_to && !is_marked && context.takes_words && value &&
                          *value != context.replied_to.value;
    if (!is_words && value && *value > 0 && *value <= number_max) {
        out.ticket = storage::TicketId{*value};
        rest.take_word();
        return true;
    }
    out.ticket = context.replied_to;
    return static_cast<bool>(out.ticket);
}

bool fill_person(Rest& rest, Arguments& out, const FitContext& context) {
    std::string_view word = rest.take_word();
    // "@bo" is bo, "@irc:bo" is bo on a network; of "@bo:example.org", a whole id, the sign is a
    // part.
    if (word.starts_with('@')) {
        const auto bare = word.substr(1);
        const auto colon = bare.find(':');
        const auto& networks = context.turn.services.networks;
        if (colon == std::string_view::npos || networks.contains(bare.substr(0, colon)))
            word = bare;
    }
    out.person = word;
    return !word.empty();
}

bool fill_marked_person(Rest& rest, Arguments& out, const FitContext& context) {
    return rest.text.starts_with('@') && fill_person(rest, out, context);
}

bool fill_text(Rest& rest, Arguments& out, const FitContext&) {
    out.text = rest.take_all();
    return !out.text.empty();
}

bool fill_words(Rest& rest, Arguments& out, const FitContext& context) {
    return count_words(rest.text) > 1 && fill_text(rest, out, context);
}

bool fill_phrase(Rest& rest, Arguments& out, const FitContext& context) {
    const auto& networks = context.turn.services.networks;
    const auto network = networks.find(context.turn.place.network);
    if (network != networks.end() && network->second.capabilities.has_accounts) return false;
    if (rest.text.empty() || has_question_mark(rest.text)) return false;
    out.text = rest.take_all();
    return true;
}

bool fill_hours(Rest& rest, Arguments& out, const FitContext& context) {
    using Kind = people::HoursProblem::Kind;
    const auto& names = people::day_names(context.turn.services);
    const auto hours = people::parse_hours(text::fold(rest.text), "UTC", names);
    if (!hours && hours.error().kind != Kind::bad_time &&
        hours.error().kind != Kind::unknown_zone && hours.error().kind != Kind::empty_block) {
        return false;
    }
    out.text = rest.take_all();
    return true;
}

bool fill_outcome(Rest& rest, Arguments& out, const FitContext&) {
    const auto outcome = storage::outcome_from(text::fold(rest.word()));
    if (!outcome) return false;
    out.outcome = outcome;
    rest.take_word();
    if (*outcome == storage::Outcome::taught) out.skill = rest.take_all();
    return true;
}

bool fill_filter(Rest& rest, Arguments& out, const FitContext&) {
    constexpr std::array<std::string_view, 5> filters{"open", "mine", "unclaimed", "closed", "all"};
    const std::string word = text::fold(rest.word());
    if (std::ranges::find(filters, word) == filters.end()) return false;
    rest.take_word();
    out.word = word;
    return true;
}

bool fill_locale(Rest& rest, Arguments& out, const FitContext& context) {
    const auto locale = context.turn.services.texts->languages.find(rest.text);
    if (!locale) return false;
    rest.take_all();
    out.locales = {*locale};
    return true;
}

bool fill_count(Rest& rest, Arguments& out, const FitContext&) {
    const auto value = integer(rest.take_word());
    if (!value || *value < 0 || *value > count_max) return false;
    out.count = static_cast<int>(*value);
    return true;
}

bool fill_code(Rest& rest, Arguments& out, const FitContext&) {
    // One word with a digit or a dash is meant as a code, also when it is none of ours.
    const bool looks_like_code = count_words(rest.text) == 1 &&
                                 rest.text.find_first_of("0123456789-") != std::string_view::npos;
    const auto code = desk::read_code(rest.text);
    if (!code && !looks_like_code) return false;
    out.word = code.value_or(std::string(rest.text));
    rest.take_all();
    return true;
}

bool fill_week(Rest& rest, Arguments& out, const FitContext&) {
    const std::string word = text::fold(rest.word());
    const auto week = text::parse_week(word, text::Zone{});
    if (word != "last" && !week) return false;
    rest.take_word();
    out.word = week ? week->label : word;
    return true;
}

bool fill_format(Rest& rest, Arguments& out, const FitContext&) {
    constexpr std::array<std::string_view, 4> formats{"text", "json", "csv", "wikitext"};
    const std::string word = text::fold(rest.word());
    if (std::ranges::find(formats, word) == formats.end()) return false;
    rest.take_word();
    out.text = word;
    return true;
}

bool fill_goal(Rest& rest, Arguments& out, const FitContext&) {
    if (!integer(rest.word())) return false;
    out.text = rest.take_all();
    return true;
}

bool fill_group(Rest& rest, Arguments& out, const FitContext&) {
    if (rest.text.empty() || has_question_mark(rest.text)) return false;
    if (count_words(rest.text) > group_words_max) return false;
    out.text = rest.take_all();
    return true;
}

bool fill_desk(Rest& rest, Arguments& out, const FitContext& context) {
    const auto* found = context.turn.services.desks.named(rest.text);
    if (found == nullptr) return false;
    rest.take_all();
    out.word = found->settings.name;
    return true;
}

bool fill_command(Rest& rest, Arguments& out, const FitContext& context) {
    const Command* command = context.lexicon.find_exact(rest.text);
    if (command == nullptr) return false;
    rest.take_all();
    out.word = command->name;
    return true;
}

bool fill_until(Rest& rest, Arguments& out, const FitContext&) {
    if (text::fold(rest.word()) == "until") rest.take_word();
    if (rest.text.empty()) return false;
    // Any moment will do: only the form is looked at here, the handler knows the time.
    const auto sample = storage::Time{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
    const auto date = people::parse_date(rest.text, sample, "UTC");
    if (!date && date.error().kind == people::DateProblem::Kind::unclear) return false;
    out.text = rest.take_all();
    return true;
}

bool fill_duration(Rest& rest, Arguments& out, const FitContext&) {
    if (!people::parse_duration(rest.word())) return false;
    out.word = rest.take_word();
    return true;
}

bool fill_for(Rest& rest, Arguments& out, const FitContext& context) {
    if (!has_asked(context)) return false;
    // After a name any language's "for …" will do.
    const bool is_for = text::fold(rest.word()) == "for" || !out.person.empty();
    if (!is_for || has_question_mark(rest.text)) return false;
    out.text = rest.take_all();
    return !out.text.empty();
}

const std::map<std::string_view, Filler>& fillers() {
    static const std::map<std::string_view, Filler> table{
        {"n", fill_number},          {"@", fill_person},           {"@!", fill_marked_person},
        {"text", fill_text},         {"skill", fill_skill},        {"outcome", fill_outcome},
        {"filter", fill_filter},     {"locale", fill_locale},      {"locales", fill_locales},
        {"count", fill_count},       {"code", fill_code},          {"week", fill_week},
        {"desk", fill_desk},         {"command", fill_command},    {"until", fill_until},
        {"for", fill_for},           {"phrase", fill_phrase},      {"words", fill_words},
        {"hours", fill_hours},       {"duration", fill_duration},  {"topic", fill_topic},
        {"name", fill_name},         {"intro", fill_introduction}, {"lookup", fill_lookup},
        {"learning", fill_learning}, {"filing", fill_filing},      {"pair", fill_pair},
        {"open", fill_open_pair},    {"holiday", fill_holiday},    {"round", fill_round},
        {"format", fill_format},     {"goal", fill_goal},          {"group", fill_group}};
    return table;
}

} // namespace

std::optional<Arguments> fit(std::string_view pattern, std::string_view text,
                             const FitContext& given) {
    Rest rest{text};
    rest.trim();
    Rest words{pattern};
    const FitContext context{given.turn, given.lexicon, given.replied_to,
                             pattern.starts_with("n text")};
    Arguments arguments;
    while (!words.text.empty()) {
        std::string_view word = words.take_word();
        const bool is_optional = word.ends_with('?');
        if (is_optional) word.remove_suffix(1);
        Rest tried = rest;
        Arguments filled = arguments;
        if (fillers().at(word)(tried, filled, context)) {
            rest = tried;
            arguments = std::move(filled);
        } else if (!is_optional) {
            return std::nullopt;
        }
    }
    if (!rest.text.empty()) return std::nullopt;
    return arguments;
}

} // namespace peerdesk::commands
