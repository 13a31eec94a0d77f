// SPDX-License-Identifier: MIT
#include "bot/learning/origins.hpp"

#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"
#include "bot/text/trimmed.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace peerdesk::learning {

using conversation::Services;
using storage::LearningSource;

namespace {

constexpr std::string_view blanks = " \t\n";
constexpr std::size_t source_bytes_max = 300;
constexpr std::string_view from_key = "peerdesk-words-from";
constexpr std::string_view session_key = "peerdesk-words-session";
constexpr std::string_view resource_key = "peerdesk-words-resource";

/// The words of a list of all locales, folded.
std::set<std::string, std::less<>> listed(const Services& services, std::string_view key) {
    std::set<std::string, std::less<>> found;
    for (const std::string& locale : services.catalogue().codes()) {
        for (const std::string& word : services.catalogue().own_list(locale, key))
            found.insert(text::folded_words(word));
    }
    return found;
}

/// A word of the text and where it begins.
struct Piece {
    std::string_view text;
    std::size_t begin = 0;
};

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> found;
    std::size_t at = text.find_first_not_of(blanks);
    while (at != std::string_view::npos) {
        const auto end = std::min(text.find_first_of(blanks, at), text.size());
        found.push_back({text.substr(at, end - at), at});
        at = text.find_first_not_of(blanks, end);
    }
    return found;
}

std::optional<std::int64_t> ticket_number(std::string_view word) {
    if (!word.starts_with('#')) return std::nullopt;
    const std::string digits = text::plain_digits(word.substr(1));
    std::int64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [read_to, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || read_to != end || value <= 0) return std::nullopt;
    return value;
}

bool is_address(std::string_view word) {
    return word.contains("://") || word.starts_with("www.") || word.starts_with("[[");
}

/// The last of a run of words, or all of them, as one phrase of the list: "help page".
bool names_one_of(const std::set<std::string, std::less<>>& list, std::string_view text) {
    const std::string words = " " + text::folded_words(text) + " ";
    return std::ranges::any_of(
        list, [&](const std::string& each) { return words.contains(" " + each + " "); });
}

class Divider {
  public:
    explicit Divider(const Services& services)
        : from_(listed(services, from_key)), session_(listed(services, session_key)),
          resource_(listed(services, resource_key)) {}

    [[nodiscard]] Told divide(std::string_view text) const {
        const auto pieces = pieces_of(text);
        if (pieces.size() < 2) return {std::string(text), {}};
        for (std::size_t i = pieces.size() - 1; i >= 1; --i) {
            const bool is_last = i + 1 == pieces.size();
            if (is_last || !is_from(pieces[i])) continue;
            const auto rest = text.substr(pieces[i + 1].begin);
            if (!is_source(rest)) continue;
            while (i > 1 && is_from(pieces[i - 1])) // "out of", "de la"
                --i;
            return {std::string(text::trimmed(text.substr(0, pieces[i].begin))),
                    std::string(text::trimmed(rest))};
        }
        return is_from(pieces.back()) ? divide_before_source(text, pieces)
                                      : Told{std::string(text), {}};
    }

  private:
    [[nodiscard]] bool is_from(const Piece& piece) const {
        return from_.contains(text::folded_words(piece.text));
    }

    [[nodiscard]] bool is_source(std::string_view text) const {
        const auto pieces = pieces_of(text);
        return std::ranges::any_of(pieces,
                                   [](const Piece& each) {
                                       return is_address(each.text) || ticket_number(each.text);
                                   }) ||
               names_one_of(session_, text) || names_one_of(resource_, text);
    }

    /// Languages that put their "from" behind the source.
    [[nodiscard]] Told divide_before_source(std::string_view text,
                                            const std::vector<Piece>& pieces) const {
        for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
            if (is_source(pieces[i].text))
                return {std::string(text::trimmed(text.substr(0, pieces[i].begin))),
                        std::string(text::trimmed(text.substr(pieces[i].begin)))};
        }
        return {std::string(text), {}};
    }

    std::set<std::string, std::less<>> from_;
    std::set<std::string, std::less<>> session_;
    std::set<std::string, std::less<>> resource_;
};

} // namespace

Told divide(const Services& services, std::string_view text) {
    return Divider(services).divide(text);
}

Origin origin_of(conversation::Turn& turn, std::string_view from) {
    if (from.empty()) return {};
    if (const auto number = ticket_number(from)) {
        const auto ticket = turn.tables().tickets.find(storage::TicketId{*number});
        if (ticket && ticket->asker == turn.person.id)
            return {LearningSource::ticket, ticket->id, {}};
    }
    const bool is_session = names_one_of(listed(turn.services, session_key), from);
    return {is_session ? LearningSource::session : LearningSource::resource,
            {},
            std::string(from.substr(0, source_bytes_max))};
}

} // namespace peerdesk::learning
