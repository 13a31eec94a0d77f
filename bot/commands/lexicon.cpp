// SPDX-License-Identifier: MIT
#include "bot/commands/lexicon.hpp"

#include "bot/text/fold.hpp"

#include <algorithm>
#include <ranges>

namespace peerdesk::commands {

namespace {

constexpr std::string_view blanks = " \t\n";
constexpr std::size_t near_word_max = 24; // letters
/// Longer than any command: texts are not folded further than this.
constexpr std::size_t head_bytes_max = 160;

/// How many letters a single word may be off: short words are easily another word.
std::size_t distance_max(std::size_t length) {
    return length < 5 ? 1 : 2;
}

std::size_t count_words(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

/// The first words of a text, joined by single blanks as the commands' words are.
struct Head {
    std::string words;
    std::size_t end = 0; ///< of the last of them in the text
};

/// One head for each number of words from one to `count`.
std::vector<Head> heads(std::string_view text, std::size_t count) {
    std::vector<Head> found;
    Head head;
    while (found.size() < count) {
        const auto start = text.find_first_not_of(blanks, head.end);
        if (start == std::string_view::npos) break;
        head.end = std::min(text.find_first_of(blanks, start), text.size());
        if (head.end > head_bytes_max) break;
        if (!head.words.empty()) head.words += ' ';
        head.words += text.substr(start, head.end - start);
        found.push_back(head);
    }
    return found;
}

} // namespace

Lexicon::Lexicon(const text::Words& words) {
    for (const Command& command : all()) {
        add(command.name, command);
        std::string_view aliases = command.aliases;
        while (!aliases.empty()) {
            const auto blank = std::min(aliases.find(' '), aliases.size());
            add(aliases.substr(0, blank), command);
            aliases.remove_prefix(std::min(blank + 1, aliases.size()));
        }
        for (const text::CommandWord& own : words.command_words()) {
            // Keys write "forget-me" for what people type as "forget me".
            std::string name = own.command;
            std::ranges::replace(name, '-', ' ');
            if (name == command.name) add(own.word, command);
        }
    }
}

void Lexicon::add(std::string_view word, const Command& command) {
    const std::string folded = text::fold(word);
    auto& commands = by_word_[folded];
    if (std::ranges::find(commands, &command) == commands.end()) commands.push_back(&command);
    words_max_ = std::max(words_max_, count_words(folded));
}

std::vector<Match> Lexicon::match(std::string_view text) const {
    std::vector<Match> found;
    for (const Head& head : heads(text, words_max_) | std::views::reverse) {
        const auto entry = by_word_.find(text::fold(head.words));
        if (entry == by_word_.end()) continue;
        for (const Command* command : entry->second)
            found.push_back({command, text.substr(head.end)});
    }
    return found;
}

const Command* Lexicon::find_exact(std::string_view word) const {
    for (const Match& each : match(word)) {
        if (each.rest.find_first_not_of(blanks) == std::string_view::npos) return each.command;
    }
    return nullptr;
}

const Command* Lexicon::find_near(const Turn& turn, std::string_view word) const {
    const std::string folded = text::fold(word);
    const std::size_t length = text::count_letters(folded);
    if (length > near_word_max) return nullptr;
    const Command* best = nullptr;
    std::size_t best_distance = distance_max(length) + 1;
    for (const auto& [candidate, commands] : by_word_) {
        const auto usable = std::ranges::find_if(
            commands, [&](const Command* command) { return may_use(turn, *command); });
        if (usable == commands.end()) continue;
        const auto apart = text::distance(folded, candidate, best_distance);
        if (apart >= best_distance) continue;
        best = *usable;
        best_distance = apart;
    }
    return best;
}

} // namespace peerdesk::commands
