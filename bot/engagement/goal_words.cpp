// SPDX-License-Identifier: MIT
#include "bot/engagement/goal_words.hpp"

#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::engagement {

namespace {

using Kind = GoalProblem::Kind;
using Tokens = std::vector<std::string>;

Tokens tokens_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\n";
    Tokens tokens;
    while (true) {
        const auto begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return tokens;
        text.remove_prefix(begin);
        const auto size = std::min(text.find_first_of(blanks), text.size());
        tokens.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
}

bool is_one_of(const std::vector<std::string>& words, std::string_view token) {
    return std::ranges::find(words, text::fold(token)) != words.end();
}

std::string joined(const std::string& left, const std::string& right) {
    return left.empty() || right.empty() ? left + right : left + ' ' + right;
}

std::vector<std::string> words_for(const text::Catalogue& catalogue,
                                   const std::vector<std::string>& locales, std::string_view key) {
    std::vector<std::string> words;
    for (const std::string& locale : locales) {
        for (const std::string& word : catalogue.own_list(locale, key))
            words.push_back(text::fold(word));
    }
    return words;
}

enum class Part { skill, language, region, date };

struct Segment {
    Part part = Part::skill;
    std::string word; ///< "in", "from", "by" as typed
    std::string text;
};

/// The text behind the numbers, cut at "in", "from" and "by".
std::vector<Segment> segments_of(const Tokens& tokens, std::size_t first, const GoalWords& words) {
    std::vector<Segment> segments{{}};
    for (std::size_t i = first; i < tokens.size(); ++i) {
        const std::string& token = tokens[i];
        if (is_one_of(words.in, token)) {
            segments.push_back({Part::language, token, {}});
        } else if (is_one_of(words.from, token)) {
            segments.push_back({Part::region, token, {}});
        } else if (is_one_of(words.by, token)) {
            segments.push_back({Part::date, token, {}});
        } else {
            segments.back().text = joined(segments.back().text, token);
        }
    }
    return segments;
}

/// "2027-06-30 तक": where the word for "by" stands last, the date is the word before it.
void turn_around(std::vector<Segment>& segments) {
    if (segments.size() < 2) return;
    Segment& last = segments.back();
    std::string& before = segments[segments.size() - 2].text;
    if (last.part != Part::date || !last.text.empty()) return;
    const auto blank = before.rfind(' ');
    last.text = blank == std::string::npos ? before : before.substr(blank + 1);
    before.resize(blank == std::string::npos ? 0 : blank);
}

/// "editing in the sandbox" names no language: the words stay with what stands before them.
std::optional<GoalProblem> take_language(const Segment& segment, GoalWish& wish,
                                         const FindLanguage& find_language) {
    if (const auto found = find_language(segment.text); found && wish.language.empty()) {
        wish.language = *found;
    } else if (!wish.skill.empty() && wish.region.empty()) {
        wish.skill = joined(wish.skill, joined(segment.word, segment.text));
    } else {
        return GoalProblem{Kind::unknown_language, segment.text};
    }
    return std::nullopt;
}

std::optional<GoalProblem> take(const std::vector<Segment>& segments, GoalWish& wish,
                                const FindLanguage& find_language) {
    for (const Segment& segment : segments) {
        switch (segment.part) {
        case Part::skill:
            wish.skill = segment.text;
            break;
        case Part::language:
            if (auto problem = take_language(segment, wish, find_language)) return problem;
            break;
        case Part::region:
            wish.region = joined(wish.region, segment.text);
            break;
        case Part::date:
            wish.date =
                text::plain_digits(segment.text); // the last one: "learning by doing by 2027-06-30"
            break;
        }
    }
    if (wish.date.empty()) return GoalProblem{Kind::no_date, {}};
    if (std::max(wish.skill.size(), wish.region.size()) > goal_words_max)
        return GoalProblem{Kind::too_long, {}};
    return std::nullopt;
}

} // namespace

GoalWords::GoalWords(const text::Catalogue& catalogue, const std::vector<std::string>& locales)
    : people(words_for(catalogue, locales, "peerdesk-words-goal-people")),
      learn(words_for(catalogue, locales, "peerdesk-words-goal-learn")),
      skill(words_for(catalogue, locales, "peerdesk-words-goal-skill")),
      in(words_for(catalogue, locales, "peerdesk-words-goal-in")),
      from(words_for(catalogue, locales, "peerdesk-words-goal-from")),
      by(words_for(catalogue, locales, "peerdesk-words-goal-by")) {}

std::variant<GoalWish, GoalProblem> read_goal(std::string_view text, const GoalWords& words,
                                              const FindLanguage& find_language) {
    const Tokens tokens = tokens_of(text);
    if (tokens.empty()) return GoalProblem{};
    std::size_t at = 0;
    const auto skip = [&](const std::vector<std::string>& small) {
        const std::size_t before = at;
        while (at < tokens.size() && is_one_of(small, tokens[at]))
            ++at;
        return at > before;
    };
    const auto people = text::read_whole(text::plain_digits(tokens[at++]));
    if (!people) return GoalProblem{};
    const bool has_people = skip(words.people);
    const bool has_learn = skip(words.learn);
    if ((!has_people && !has_learn) || at == tokens.size()) return GoalProblem{};
    const auto skills = text::read_whole(text::plain_digits(tokens[at++]));
    if (!skills) return GoalProblem{};
    skip(words.skill);
    skip(words.learn); // where the verb stands last
    if (*people < 1 || *people > goal_people_max) return GoalProblem{Kind::people_range, tokens[0]};
    if (*skills < 1 || *skills > goal_skills_max)
        return GoalProblem{Kind::skills_range, std::to_string(*skills)};
    GoalWish wish;
    wish.people = static_cast<int>(*people);
    wish.skills = static_cast<int>(*skills);
    auto segments = segments_of(tokens, at, words);
    turn_around(segments);
    if (auto problem = take(segments, wish, find_language)) return *problem;
    return wish;
}

} // namespace peerdesk::engagement
