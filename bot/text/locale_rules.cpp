// SPDX-License-Identifier: MIT
// ICU behind LocaleRules. Counts under 256 are looked up in a table and numbers under 1,000 are
// written without ICU, since nearly every number in a chat is one of those.
#include "bot/text/locale_rules.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <mutex>

#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/ures.h>

#include "bot/text/fallbacks.hpp"

namespace peerdesk::text {
namespace {

constexpr std::size_t counts_in_table = 256;
constexpr std::int64_t ungrouped_max = 999; ///< no locale groups three digits
constexpr int fraction_digits_max = 3;      ///< as JavaScript's Intl.NumberFormat

constexpr std::array<std::u16string_view, 6> class_names{u"zero", u"one",  u"two",
                                                         u"few",  u"many", u"other"};

/// Zones are the date library's affair; without this ICU would search the machine for one.
void keep_icu_off_time_zones() {
    static const bool done = [] {
        icu::TimeZone::adoptDefault(icu::TimeZone::getGMT()->clone());
        return true;
    }();
    static_cast<void>(done);
}

bool icu_knows(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle* bundle = ures_open(nullptr, locale.getName(), &status);
    ures_close(bundle);
    return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

/// The ICU locale of a code, or of the first in its fallback chain that ICU has.
icu::Locale icu_locale(std::string_view code) {
    for (const std::string& candidate : lookup_chain(code)) {
        UErrorCode status = U_ZERO_ERROR;
        icu::Locale locale = icu::Locale::forLanguageTag(candidate, status);
        if (U_SUCCESS(status) && !locale.isBogus() && icu_knows(locale)) return locale;
    }
    return icu::Locale::getEnglish();
}

/// Read all over the world, plain "en" writes the day before the month, no AM or PM, and no comma
/// before "and".
icu::Locale worldwide(const icu::Locale& locale) {
    const bool is_plain_english = std::string_view(locale.getName()) == "en";
    return {is_plain_english ? "en_001" : locale.getName(), nullptr, nullptr, "calendar=gregorian"};
}

PluralClass class_named(const icu::UnicodeString& name) {
    for (std::size_t i = 0; i < class_names.size(); ++i) {
        if (std::u16string_view(name.getBuffer(), static_cast<std::size_t>(name.length())) ==
            class_names[i]) {
            return static_cast<PluralClass>(i);
        }
    }
    return PluralClass::other;
}

} // namespace

struct LocaleRules::Icu {
    icu::Locale locale;
    std::unique_ptr<icu::PluralRules> plurals;
    icu::number::LocalizedNumberFormatter numbers;
    std::unique_ptr<icu::ListFormatter> lists;
    std::array<std::uint8_t, counts_in_table> plural_table{};
    std::array<std::string, 10> digits;
    std::mutex dates_mutex; ///< guards `dates`, which fills as skeletons are asked for
    std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>, std::less<>> dates;

    icu::SimpleDateFormat* date_format(std::string_view skeleton);
};

/// Call with `dates_mutex` held. Null where ICU fails.
icu::SimpleDateFormat* LocaleRules::Icu::date_format(std::string_view skeleton) {
    if (const auto known = dates.find(skeleton); known != dates.end()) return known->second.get();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale where = worldwide(locale);
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(where, status));
    std::unique_ptr<icu::SimpleDateFormat> format;
    if (U_SUCCESS(status)) {
        const auto wanted = icu::UnicodeString::fromUTF8(
            icu::StringPiece(skeleton.data(), static_cast<std::int32_t>(skeleton.size())));
        const icu::UnicodeString pattern = patterns->getBestPattern(wanted, status);
        format = std::make_unique<icu::SimpleDateFormat>(pattern, where, status);
        format->setTimeZone(*icu::TimeZone::getGMT());
    }
    if (U_FAILURE(status)) format.reset();
    return dates.emplace(std::string(skeleton), std::move(format)).first->second.get();
}

LocaleRules::LocaleRules(std::string_view code)
    : code_(normal_code(code)), icu_(std::make_unique<Icu>()) {
    keep_icu_off_time_zones();
    UErrorCode status = U_ZERO_ERROR;
    icu_->locale = icu_locale(code_);
    right_to_left_ = icu_->locale.isRightToLeft() != 0;
    icu_->plurals.reset(icu::PluralRules::forLocale(icu_->locale, status));
    icu_->numbers = icu::number::NumberFormatter::withLocale(icu_->locale)
                        .precision(icu::number::Precision::maxFraction(fraction_digits_max));
    icu_->lists.reset(icu::ListFormatter::createInstance(worldwide(icu_->locale), status));

    std::array<bool, class_names.size()> has{};
    has[static_cast<std::size_t>(PluralClass::other)] = true;
    const std::unique_ptr<icu::StringEnumeration> keywords(
        icu_->plurals ? icu_->plurals->getKeywords(status) : nullptr);
    while (const icu::UnicodeString* keyword = keywords ? keywords->snext(status) : nullptr) {
        has[static_cast<std::size_t>(class_named(*keyword))] = true;
    }
    for (std::size_t i = 0; i < has.size(); ++i) {
        if (has[i]) plural_classes_.push_back(static_cast<PluralClass>(i));
    }
    for (std::size_t count = 0; count < counts_in_table; ++count) {
        icu_->plural_table[count] =
            static_cast<std::uint8_t>(plural_index(static_cast<double>(count)));
    }
    for (std::int64_t digit = 0; digit < 10; ++digit) {
        icu_->numbers.formatInt(digit, status)
            .toString(status)
            .toUTF8String(icu_->digits[static_cast<std::size_t>(digit)]);
    }
}

LocaleRules::~LocaleRules() = default;

std::size_t LocaleRules::plural_index(std::int64_t count) const {
    const std::int64_t last = static_cast<std::int64_t>(counts_in_table) - 1;
    if (count >= -last && count <= last) {
        return icu_->plural_table[static_cast<std::size_t>(count < 0 ? -count : count)];
    }
    return plural_index(static_cast<double>(count));
}

std::size_t LocaleRules::plural_index(double count) const {
    const std::size_t other = plural_classes_.size() - 1;
    if (!icu_->plurals || !std::isfinite(count)) return other;
    const PluralClass wanted = class_named(icu_->plurals->select(count));
    for (std::size_t i = 0; i < plural_classes_.size(); ++i) {
        if (plural_classes_[i] == wanted) return i;
    }
    return other;
}

std::vector<double> LocaleRules::plural_samples(PluralClass plural_class,
                                                std::size_t count_max) const {
    std::vector<double> samples(count_max);
    UErrorCode status = U_ZERO_ERROR;
    const std::u16string_view name = class_names[static_cast<std::size_t>(plural_class)];
    std::int32_t found = 0;
    if (icu_->plurals) {
        found = icu_->plurals->getSamples(
            icu::UnicodeString(name.data(), static_cast<std::int32_t>(name.size())), samples.data(),
            static_cast<std::int32_t>(count_max), status);
    }
    samples.resize(U_SUCCESS(status) && found > 0 ? static_cast<std::size_t>(found) : 0);
    return samples;
}

void LocaleRules::append_number(std::string& out, std::int64_t number) const {
    if (number >= 0 && number <= ungrouped_max) {
        if (number > 99) out += icu_->digits[static_cast<std::size_t>(number / 100)];
        if (number > 9) out += icu_->digits[static_cast<std::size_t>(number / 10 % 10)];
        out += icu_->digits[static_cast<std::size_t>(number % 10)];
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu_->numbers.formatInt(number, status).toString(status).toUTF8String(out);
}

void LocaleRules::append_number(std::string& out, double number) const {
    UErrorCode status = U_ZERO_ERROR;
    icu_->numbers.formatDouble(number, status).toString(status).toUTF8String(out);
}

std::string LocaleRules::join(const std::vector<std::string>& items) const {
    std::vector<icu::UnicodeString> texts;
    texts.reserve(items.size());
    for (const std::string& item : items) {
        texts.push_back(icu::UnicodeString::fromUTF8(item));
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString joined;
    std::string out;
    if (icu_->lists && !texts.empty()) {
        icu_->lists->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, status);
    }
    joined.toUTF8String(out);
    return out;
}

std::string LocaleRules::format_civil(std::int64_t civil_ms, std::string_view skeleton) const {
    const std::lock_guard lock(icu_->dates_mutex);
    const icu::SimpleDateFormat* format = icu_->date_format(skeleton);
    std::string out;
    if (format == nullptr) return out;
    icu::UnicodeString text;
    format->format(static_cast<UDate>(civil_ms), text);
    text.toUTF8String(out);
    return out;
}

} // namespace peerdesk::text
