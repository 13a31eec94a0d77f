// SPDX-License-Identifier: MIT
#include "adapters/matrix/body_pieces.hpp"

#include "adapters/matrix/clean_text.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace peerdesk::matrix {
namespace {

/// Below this a piece would not hold one character with its escape.
constexpr std::size_t size_min = 64;
/// What ICU is shown around a border; no grapheme people write is longer.
constexpr std::size_t neighbourhood = 1'024;

struct TextCloser {
    void operator()(UText* text) const { utext_close(text); }
};

std::size_t json_size(char c) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r' || c == '\b' || c == '\f')
        return 2;
    return static_cast<unsigned char>(c) < 0x20 ? 6 : 1; // as \u001f
}

/// The length of the longest beginning that fits, cut between characters.
std::size_t longest_fit(std::string_view text, std::size_t size_max) {
    std::size_t size = 0;
    std::size_t at = 0;
    while (at < text.size() && size + json_size(text[at]) <= size_max)
        size += json_size(text[at++]);
    return cut_text(text, at).size();
}

/// The last border between graphemes at or before `cut`; `cut` when there is none nearby.
std::size_t grapheme_cut(std::string_view text, std::size_t cut) {
    const std::size_t begin = cut_text(text, cut - std::min(cut, neighbourhood)).size();
    const std::string_view near = text.substr(begin, 2 * neighbourhood);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> graphemes(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    const std::unique_ptr<UText, TextCloser> opened(
        utext_openUTF8(nullptr, near.data(), static_cast<std::int64_t>(near.size()), &status));
    if (U_FAILURE(status)) return cut;
    graphemes->setText(opened.get(), status);
    if (U_FAILURE(status)) return cut;
    const auto at = static_cast<std::int32_t>(cut - begin);
    if (graphemes->isBoundary(at)) return cut;
    const std::int32_t before = graphemes->preceding(at);
    return before <= 0 ? cut : begin + static_cast<std::size_t>(before);
}

} // namespace

std::size_t json_size(std::string_view text) {
    std::size_t size = 0;
    for (const char c : text)
        size += json_size(c);
    return size;
}

std::vector<std::string> body_pieces(std::string_view text, PieceSizes sizes) {
    std::vector<std::string> pieces;
    while (true) {
        const std::size_t size = pieces.empty() ? sizes.first : sizes.further;
        std::size_t cut = longest_fit(text, std::max(size, size_min));
        if (cut == text.size()) break;
        std::size_t gone = 0;
        for (const char border : {'\n', ' '}) {
            const std::size_t found = text.substr(0, cut + 1).rfind(border);
            if (found == std::string_view::npos || found < cut / 2 || found == 0) continue;
            cut = found;
            gone = 1;
            break;
        }
        if (gone == 0) cut = grapheme_cut(text, cut);
        pieces.emplace_back(text.substr(0, cut));
        text.remove_prefix(cut + gone);
    }
    if (!text.empty() || pieces.empty()) pieces.emplace_back(text);
    return pieces;
}

} // namespace peerdesk::matrix
