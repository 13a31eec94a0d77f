// SPDX-License-Identifier: MIT
// Language names from ICU.
#include "bot/text/locale_info.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <unicode/localpointer.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include "bot/text/catalogue.hpp"
#include "bot/text/fallbacks.hpp"
#include "bot/text/fold.hpp"

namespace peerdesk::text {
namespace {

constexpr std::size_t typed_bytes_max = 100; ///< no language has a longer name

icu::Locale icu_locale(std::string_view code) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(normal_code(code), status);
    return U_SUCCESS(status) ? locale : icu::Locale::getRoot();
}

std::string language_part(std::string_view code) {
    return std::string(code.substr(0, code.find('-')));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// "Portuguese (Brazil)", where display_name says "Brazilian Portuguese".
std::string long_display_name(std::string_view language, std::string_view in_locale) {
    icu::UnicodeString name;
    icu_locale(language).getDisplayName(icu_locale(in_locale), name);
    return to_utf8(name);
}

bool is_tag(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace

bool is_right_to_left(std::string_view locale) {
    return icu_locale(locale).isRightToLeft() != 0;
}

std::string display_name(std::string_view language, std::string_view in_locale) {
    const std::unique_ptr<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(icu_locale(in_locale), ULDN_DIALECT_NAMES));
    icu::UnicodeString name;
    if (names) names->localeDisplayName(icu_locale(language), name);
    return name.isEmpty() ? std::string(language) : to_utf8(name);
}

std::string own_name(std::string_view language) {
    return display_name(language, language);
}

Languages::Languages(const Catalogue& catalogue) : codes_(catalogue.codes()) {
    // "Português" alone means a plain "pt" before a "pt-br", so the short codes name first.
    std::vector<std::string> by_length = codes_;
    std::ranges::sort(by_length, {},
                      [](const std::string& code) { return std::pair(code.size(), code); });
    for (const std::string& code : by_length) {
        by_name_.emplace(code, code);
    }
    for (const std::string& code : by_length) {
        const std::string language = language_part(code);
        add_name(icu_locale(code).getISO3Language(), code);
        std::vector<std::string> readers = codes_;
        readers.push_back(code);
        readers.emplace_back("en");
        for (const std::string& reader : readers) {
            add_name(display_name(code, reader), code);
            add_name(long_display_name(code, reader), code);
            add_name(display_name(language, reader), code);
        }
    }
}

void Languages::add_name(std::string_view name, const std::string& code) {
    std::string folded = folded_words(name);
    if (!folded.empty()) by_name_.emplace(std::move(folded), code);
}

std::optional<std::string> Languages::find(std::string_view typed) const {
    if (typed.size() > typed_bytes_max) return std::nullopt;
    const auto named = by_name_.find(folded_words(typed));
    if (named != by_name_.end()) return named->second;
    const std::size_t start = typed.find_first_not_of(" \t");
    if (start == std::string_view::npos) return std::nullopt;
    typed = typed.substr(start, typed.find_last_not_of(" \t") - start + 1);
    const std::string tag = normal_code(typed);
    if (!is_tag(tag)) return std::nullopt;
    for (const std::string& candidate : lookup_chain(tag)) {
        const bool same_language = language_part(candidate) == language_part(tag);
        if (same_language && std::ranges::binary_search(codes_, candidate)) return candidate;
    }
    return std::nullopt;
}

std::optional<std::string> Languages::closest(std::string_view tag) const {
    const std::string code = normal_code(tag);
    if (code.size() > typed_bytes_max || !is_tag(code)) return std::nullopt;
    for (const std::string& candidate : lookup_chain(code)) {
        if (candidate == "en" && language_part(code) != "en") continue;
        if (std::ranges::binary_search(codes_, candidate)) return candidate;
    }
    return std::nullopt;
}

} // namespace peerdesk::text
