// SPDX-License-Identifier: MIT
#include "adapters/irc/text_splitting.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace peerdesk::irc {
namespace {

constexpr std::size_t code_point_bytes_max = 4;
/// A word longer than this share of the line is cut in the middle rather than left to the next.
constexpr std::size_t worst_waste = 2;

struct TextCloser {
    void operator()(UText* text) const { utext_close(text); }
};

/// The last code point border at or before `bytes_max`.
std::size_t code_point_cut(std::string_view text, std::size_t bytes_max) {
    std::size_t cut = bytes_max;
    while (cut > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(text[cut])))
        --cut;
    return cut;
}

/// The last grapheme border at or before `bytes_max`, or 0 if the first grapheme is longer.
std::size_t grapheme_cut(std::string_view text, std::size_t bytes_max) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> graphemes(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) return 0;
    const std::unique_ptr<UText, TextCloser> opened(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    if (U_FAILURE(status)) return 0;
    graphemes->setText(opened.get(), status);
    if (U_FAILURE(status)) return 0;
    const auto limit = static_cast<std::int32_t>(bytes_max);
    if (graphemes->isBoundary(limit)) return bytes_max;
    const std::int32_t before = graphemes->preceding(limit);
    return before <= 0 ? 0 : static_cast<std::size_t>(before);
}

/// The place of the last blank at which `text` can be cut, or 0.
std::size_t blank_cut(std::string_view text, std::size_t bytes_max) {
    const std::size_t blank = text.substr(0, bytes_max + 1).find_last_of(' ');
    return blank == std::string_view::npos || blank < bytes_max / worst_waste ? 0 : blank;
}

std::string_view without_leading_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text;
}

std::string_view without_trailing_blanks(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \r") + 1);
}

/// Indentation at the start of a line stays; blanks around a cut go.
void split_line(std::string_view line, std::size_t bytes_max, std::string_view mark,
                std::vector<std::string>& pieces) {
    std::string begin; // the first piece begins with nothing
    const auto add = [&](std::string_view piece) {
        if (!piece.empty()) pieces.push_back(begin + std::string{piece});
    };
    line = without_trailing_blanks(line);
    while (line.size() > bytes_max) {
        std::size_t cut = blank_cut(line, bytes_max);
        // Only the neighbourhood of the border matters to ICU, and it need not see a whole book.
        if (cut == 0) cut = grapheme_cut(line.substr(0, bytes_max * 2), bytes_max);
        if (cut == 0) cut = code_point_cut(line, bytes_max);
        if (cut == 0) cut = bytes_max; // not UTF-8 after all; still never an endless loop
        add(without_trailing_blanks(line.substr(0, cut)));
        line = without_leading_blanks(line.substr(cut));
        if (begin.empty()) bytes_max -= mark.size();
        begin = mark;
    }
    add(line);
}

} // namespace

std::vector<std::string> split_text(std::string_view text, std::size_t bytes_max,
                                    std::string_view mark) {
    bytes_max = std::max(bytes_max, code_point_bytes_max);
    if (bytes_max < mark.size() + code_point_bytes_max) mark = {};
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        split_line(text.substr(0, end), bytes_max, mark, pieces);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pieces;
}

} // namespace peerdesk::irc
