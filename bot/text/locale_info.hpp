// SPDX-License-Identifier: MIT
// Languages as people name them: "es", "Español", "spanish", "pt_BR" -> a shipped locale.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::text {

class Catalogue;

/// Whether a locale is written from right to left; works for any code, shipped or not.
bool is_right_to_left(std::string_view locale);

/// The name of a language in a locale ("ruso" for "ru" in "es"); the code if ICU has no name.
std::string display_name(std::string_view language, std::string_view in_locale);

/// The name of a language in itself: "español", "português (Brasil)".
std::string own_name(std::string_view language);

/// The names of the shipped locales. Immutable, built from one catalogue.
class Languages {
  public:
    explicit Languages(const Catalogue& catalogue);

    /// What a person typed: a tag, an own name, or a name in English or any shipped locale, with
    /// or without accents. Nothing when no shipped locale is meant ("gn" is not Spanish here).
    std::optional<std::string> find(std::string_view typed) const;

    /// What a network hinted ("pt-PT", "gn", "zh-Hans-SG"): the nearest shipped locale by the
    /// fallback chain, but never English for want of better.
    std::optional<std::string> closest(std::string_view tag) const;

    const std::vector<std::string>& codes() const { return codes_; }

  private:
    void add_name(std::string_view name, const std::string& code);
    std::vector<std::string> codes_;
    std::map<std::string, std::string, std::less<>> by_name_; ///< folded name -> code
};

} // namespace peerdesk::text
