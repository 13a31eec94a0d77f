// SPDX-License-Identifier: MIT
// What ICU knows about one locale, fetched once: plural classes, digits and grouping, direction,
// dates and lists. Read-only after construction, so any thread may use it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::text {

/// The six plural classes of CLDR, in the order a message lists its forms.
enum class PluralClass { zero, one, two, few, many, other };

class LocaleRules {
  public:
    /// Rules for a locale code such as "pt-br"; what ICU does not know takes its fallback chain.
    explicit LocaleRules(std::string_view code);
    ~LocaleRules();
    LocaleRules(const LocaleRules&) = delete;
    LocaleRules& operator=(const LocaleRules&) = delete;

    const std::string& code() const { return code_; }
    bool is_right_to_left() const { return right_to_left_; }

    /// The classes this locale has, in order; `other` is always the last.
    const std::vector<PluralClass>& plural_classes() const { return plural_classes_; }
    /// The place of a count's class within plural_classes().
    std::size_t plural_index(std::int64_t count) const;
    std::size_t plural_index(double count) const;
    /// Up to `count_max` sample counts of a class, from ICU.
    std::vector<double> plural_samples(PluralClass plural_class, std::size_t count_max) const;

    /// Appends the number with the locale's digits and grouping.
    void append_number(std::string& out, std::int64_t number) const;
    void append_number(std::string& out, double number) const;
    /// "a, b and c" in the locale's way.
    std::string join(const std::vector<std::string>& items) const;
    /// A civil date and time, given as milliseconds since 1970 as if it were UTC, written with an
    /// ICU skeleton ("Hm", "MMMEd"). The caller has applied the zone's offset.
    std::string format_civil(std::int64_t civil_ms, std::string_view skeleton) const;

  private:
    struct Icu;
    std::string code_;
    bool right_to_left_ = false;
    std::vector<PluralClass> plural_classes_;
    std::unique_ptr<Icu> icu_;
};

} // namespace peerdesk::text
