// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/text_parts.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t units_min = 64;
/// The server takes raw texts of 32 KiB; a unit has at most three bytes of UTF-8.
constexpr std::size_t units_most = 32UL * 1'024 / 3;

struct TextCloser {
    void operator()(UText* text) const { utext_close(text); }
};

/// The borders of what people take for one letter.
class Graphemes {
  public:
    explicit Graphemes(std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        text_.reset(
            utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
        breaks_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        if (U_SUCCESS(status)) breaks_->setText(text_.get(), status);
        is_ready_ = U_SUCCESS(status);
    }
    [[nodiscard]] bool is_border(std::size_t byte) const {
        return !is_ready_ || breaks_->isBoundary(static_cast<std::int32_t>(byte)) != 0;
    }
    /// The last border at or before it.
    [[nodiscard]] std::size_t border_at(std::size_t byte) const {
        if (is_border(byte)) return byte;
        return static_cast<std::size_t>(
            std::max(0, breaks_->preceding(static_cast<std::int32_t>(byte))));
    }

  private:
    std::unique_ptr<UText, TextCloser> text_;
    std::unique_ptr<icu::BreakIterator> breaks_;
    bool is_ready_ = false;
};

/// Bytes of the text from the first to before the last.
struct Stretch {
    std::size_t begin;
    std::size_t end;
};

class Splitter {
  public:
    Splitter(const FormattedText& formatted, std::size_t units_max)
        : whole_(formatted), text_(formatted.text), units_max_(units_max), graphemes_(text_) {
        Utf16Cursor begins{text_};
        Utf16Cursor ends{text_};
        for (const Entity& entity : formatted.entities) {
            if (entity.length > units_max) continue;
            const Stretch stretch{begins.byte_near(entity.offset),
                                  ends.byte_near(entity.offset + entity.length)};
            // What stands within another that is kept in one piece adds nothing.
            if (kept_.empty() || stretch.end > kept_.back().end) kept_.push_back(stretch);
        }
    }

    std::vector<FormattedText> split() {
        std::vector<FormattedText> parts;
        Utf16Cursor cursor{text_};
        for (std::size_t begin = 0, unit = 0; begin < text_.size();) {
            const std::size_t fit = cursor.byte_near(unit + units_max_);
            const std::size_t end = fit == text_.size() ? fit : cut(begin, fit);
            const std::string_view part = text_.substr(begin, end - begin);
            const std::size_t end_unit = unit + utf16_length(part);
            parts.push_back({std::string{part}, between(whole_.entities, unit, end_unit)});
            begin = end;
            unit = end_unit;
        }
        return parts;
    }

  private:
    /// A place in (begin, fit].
    [[nodiscard]] std::size_t cut(std::size_t begin, std::size_t fit) const {
        const std::size_t last = allowed_at(begin, fit);
        const std::size_t half = begin + (last - begin) / 2;
        for (const char border : {'\n', ' '})
            if (const auto found = border_behind(border, half, last)) return *found;
        return last;
    }

    /// The last place that cuts neither a kept entity nor a grapheme; where there is none, one
    /// that cuts an entity; else a grapheme too long for any part.
    [[nodiscard]] std::size_t allowed_at(std::size_t begin, std::size_t fit) const {
        std::size_t last = fit;
        while (last > begin) {
            std::size_t before = graphemes_.border_at(last);
            if (const Stretch* kept = kept_around(before)) before = kept->begin;
            if (before == last) return last;
            last = before;
        }
        const std::size_t border = graphemes_.border_at(fit);
        return border > begin ? border : fit;
    }

    [[nodiscard]] std::optional<std::size_t> border_behind(char border, std::size_t half,
                                                           std::size_t last) const {
        for (std::size_t at = last; at > half; --at)
            if (text_[at - 1] == border && kept_around(at) == nullptr && graphemes_.is_border(at))
                return at;
        return std::nullopt;
    }

    /// The entity that a cut there would go through.
    [[nodiscard]] const Stretch* kept_around(std::size_t byte) const {
        const auto behind = std::ranges::lower_bound(kept_, byte, {}, &Stretch::begin);
        if (behind == kept_.begin()) return nullptr;
        const Stretch& before = *std::prev(behind);
        return before.end > byte ? &before : nullptr;
    }

    const FormattedText& whole_;
    std::string_view text_;
    std::size_t units_max_;
    Graphemes graphemes_;
    std::vector<Stretch> kept_; ///< apart from each other, in their order
};

} // namespace

std::vector<FormattedText> split(const FormattedText& formatted, std::size_t units_max) {
    units_max = std::clamp(units_max, units_min, units_most);
    // No character has more units than bytes.
    if (formatted.text.size() <= units_max || utf16_length(formatted.text) <= units_max)
        return {formatted};
    return Splitter{formatted, units_max}.split();
}

} // namespace peerdesk::telegram
