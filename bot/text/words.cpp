// SPDX-License-Identifier: MIT
// Word lists read from the locales and compared as folded words.
#include "bot/text/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/text/catalogue.hpp"
#include "bot/text/fold.hpp"

namespace peerdesk::text {
namespace {

constexpr std::string_view command_prefix = "peerdesk-command-";
constexpr std::string_view english = "en";

/// Where each word of a text joined by single spaces starts, and one past its end.
std::vector<std::pair<std::size_t, std::size_t>> word_bounds(std::string_view joined) {
    std::vector<std::pair<std::size_t, std::size_t>> bounds;
    std::size_t start = 0;
    while (start < joined.size()) {
        const std::size_t end = std::min(joined.find(' ', start), joined.size());
        bounds.emplace_back(start, end);
        start = end + 1;
    }
    return bounds;
}

} // namespace

Words::Words(const Catalogue& catalogue) {
    for (const std::string& locale : catalogue.codes()) {
        add_phrases(catalogue, locale);
        if (locale != english) add_commands(catalogue, locale);
    }
}

void Words::add_phrases(const Catalogue& catalogue, const std::string& locale) {
    constexpr std::array<std::pair<std::string_view, Kind>, 5> lists{{
        {"peerdesk-words-greeting", greeting},
        {"peerdesk-words-thanks", thanks},
        {"peerdesk-words-ok", ok},
        {"peerdesk-words-yes", yes},
        {"peerdesk-words-no", no},
    }};
    std::vector<std::string> small_talk_phrases;
    for (const auto& [key, kind] : lists) {
        for (const std::string& item : catalogue.own_list(locale, key)) {
            std::string phrase = folded_words(item);
            if (phrase.empty()) continue;
            phrases_[phrase] |= kind;
            if (kind == greeting || kind == thanks || kind == ok) {
                small_talk_phrases.push_back(std::move(phrase));
            }
        }
    }
    add_fillers(small_talk_phrases);
}

/// What follows a phrase inside a longer phrase may follow any phrase.
void Words::add_fillers(const std::vector<std::string>& phrases) {
    for (const std::string& longer : phrases) {
        for (const std::string& start : phrases) {
            const bool extends = longer.size() > start.size() + 1 && longer.starts_with(start) &&
                                 longer[start.size()] == ' ';
            if (extends) phrases_[longer.substr(start.size() + 1)] |= filler;
        }
    }
}

void Words::add_commands(const Catalogue& catalogue, const std::string& locale) {
    for (const std::string& key : catalogue.keys(locale)) {
        if (!key.starts_with(command_prefix)) continue;
        for (const std::string& item : catalogue.own_list(locale, key)) {
            command_words_.push_back({fold(item), key.substr(command_prefix.size()), locale});
        }
    }
}

std::uint8_t Words::kinds_of(std::string_view phrase) const {
    const auto found = phrases_.find(phrase);
    return found == phrases_.end() ? std::uint8_t{0} : found->second;
}

/// The kinds of small talk in a text that is nothing else; 0 for any other text.
std::uint8_t Words::small_talk(std::string_view text) const {
    constexpr std::uint8_t wanted = greeting | thanks | ok;
    if (text.size() > small_talk_bytes_max) return 0;
    const std::string joined = folded_words(text);
    const auto words = word_bounds(joined);
    if (words.empty() || words.size() > small_talk_words_max) return 0;
    // kinds[n]: what the first n words hold, if they can be cut into phrases at all.
    std::array<std::uint8_t, small_talk_words_max + 1> kinds{};
    for (std::size_t end = 1; end <= words.size(); ++end) {
        for (std::size_t start = 0; start < end; ++start) {
            if (start > 0 && kinds[start] == 0) continue;
            const std::uint8_t found = kinds_of(std::string_view(joined).substr(
                words[start].first, words[end - 1].second - words[start].first));
            // A filler carries no meaning, so it cannot open a text.
            if ((found & wanted) == 0 && !(start > 0 && (found & filler) != 0)) continue;
            kinds[end] |= static_cast<std::uint8_t>(kinds[start] | (found & wanted));
        }
    }
    return kinds[words.size()];
}

bool Words::is_greeting(std::string_view text) const {
    return (small_talk(text) & greeting) != 0;
}

bool Words::is_thanks(std::string_view text) const {
    return (small_talk(text) & thanks) != 0;
}

bool Words::is_acknowledgement(std::string_view text) const {
    return (small_talk(text) & ok) != 0;
}

bool Words::is_small_talk(std::string_view text) const {
    if (small_talk(text) != 0) return true;
    return text.size() <= small_talk_bytes_max && folded_words(text).empty();
}

Answer Words::answer_word(std::string_view text) const {
    if (text.size() > small_talk_bytes_max) return Answer::none;
    const std::uint8_t kinds = kinds_of(folded_words(text));
    const bool is_yes = (kinds & yes) != 0;
    const bool is_no = (kinds & no) != 0;
    if (is_yes == is_no) return Answer::none; // a word that is both in two languages is neither
    return is_yes ? Answer::yes : Answer::no;
}

} // namespace peerdesk::text
