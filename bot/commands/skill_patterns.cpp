// SPDX-License-Identifier: MIT
#include "bot/commands/skill_patterns.hpp"

#include "bot/learning/origins.hpp"
#include "bot/skills/filing.hpp"
#include "bot/skills/recognise.hpp"
#include "storage/introductions.hpp"
#include "storage/learnings.hpp"

namespace peerdesk::commands {

namespace {

constexpr std::size_t skill_words_max = 8;
constexpr std::size_t lookup_words_max = 2; ///< of what is no skill that we know

skills::Recognised recognised(const FitContext& context, std::string_view words) {
    conversation::Context step{context.turn.services, context.turn.now};
    return skills::recognise(step, words, context.turn.language);
}

/// "https://example.org/?page=2" asks nothing.
bool asks(std::string_view text) {
    Rest rest{text};
    rest.trim();
    while (!rest.text.empty()) {
        const auto word = rest.take_word();
        if (!word.contains("://") && has_question_mark(word)) return true;
    }
    return false;
}

} // namespace

bool has_asked(const FitContext& context) {
    const auto person = context.turn.person.id;
    return context.turn.tables().tickets.newest_of(person).has_value() ||
           storage::Introductions(context.turn.services.database).newest_of(person).has_value();
}

bool fill_skill(Rest& rest, Arguments& out, const FitContext& context) {
    if (rest.text.empty() || asks(rest.text)) return false;
    const auto told = learning::divide(context.turn.services, rest.text);
    if (count_words(told.skill) > skill_words_max) return false;
    const bool is_sure = !told.from.empty() || has_asked(context) ||
                         recognised(context, told.skill).clarity == skills::Clarity::clear;
    if (!is_sure) return false;
    while (!rest.text.empty()) {
        if (!out.text.empty()) out.text += ' ';
        out.text += rest.take_word();
    }
    return true;
}

bool fill_lookup(Rest& rest, Arguments& out, const FitContext& context) {
    if (rest.text.empty() || asks(rest.text)) return false;
    if (count_words(rest.text) > lookup_words_max &&
        recognised(context, rest.text).clarity == skills::Clarity::new_words)
        return false;
    out.text = rest.take_all();
    return true;
}

bool fill_learning(Rest& rest, Arguments& out, const FitContext& context) {
    storage::Learnings learnings(context.turn.services.database);
    if (asks(rest.text) || !learnings.newest_of(context.turn.person.id)) return false;
    out.text = rest.take_all();
    return !out.text.empty();
}

bool fill_filing(Rest& rest, Arguments& out, const FitContext& context) {
    if (!skills::read_filing(context.turn.services, rest.text)) return false;
    out.text = rest.take_all();
    return true;
}

} // namespace peerdesk::commands
