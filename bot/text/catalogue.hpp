// SPDX-License-Identifier: MIT
// Every message in every shipped locale: an immutable snapshot. SIGHUP makes a new one; readers
// keep the one they hold.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bot/text/locale_rules.hpp"
#include "bot/text/message.hpp"
#include "bot/text/problem.hpp"

namespace peerdesk::text {

/// One locale file's code and content.
struct LocaleText {
    std::string code; ///< "pt-br"
    std::string json;
};

class Catalogue {
  public:
    /// Reads every `<code>.json` of a folder except qqq.json. What is broken goes to `problems`
    /// and is as if it were missing: the message then comes from the locale's fallback chain.
    static std::shared_ptr<const Catalogue> load(const std::filesystem::path& folder,
                                                 Problems& problems);
    /// The locales compiled into the program.
    static std::shared_ptr<const Catalogue> from_embedded(Problems& problems);
    /// The compiled-in locales with a folder's messages over them, so that a broken or partial
    /// folder leaves no gap.
    static std::shared_ptr<const Catalogue> load_over_embedded(const std::filesystem::path& folder,
                                                               Problems& problems);
    /// From JSON texts; a later text of the same code adds to and replaces the earlier.
    static std::shared_ptr<const Catalogue> from_texts(std::span<const LocaleText> texts,
                                                       Problems& problems);

    /// The message of `key` in `locale` or the nearest locale that has it; the key itself where
    /// none has. A locale that is not shipped is read through its fallback chain.
    std::string render(std::string_view locale, std::string_view key,
                       std::span<const Param> params) const;
    std::string render(std::string_view locale, std::string_view key,
                       std::initializer_list<Param> params = {}) const {
        return render(locale, key, std::span<const Param>(params.begin(), params.size()));
    }

    /// Whether the locale or its chain has the key.
    bool has(std::string_view locale, std::string_view key) const;
    /// The text of a key as written in exactly this locale, without any fallback.
    std::optional<std::string_view> own_source(std::string_view locale, std::string_view key) const;
    /// The text of a pipe-separated key as its trimmed items, of exactly this locale.
    std::vector<std::string> own_list(std::string_view locale, std::string_view key) const;
    /// The parsed message of exactly this locale, or null.
    const Message* own_message(std::string_view locale, std::string_view key) const;

    /// The shipped locales' codes, sorted. Contains "en" whenever en was readable.
    const std::vector<std::string>& codes() const { return codes_; }
    bool ships(std::string_view locale) const;
    /// A locale's keys, sorted.
    std::vector<std::string> keys(std::string_view locale) const;

    /// The rules of the shipped locale nearest to `locale`.
    const LocaleRules& rules(std::string_view locale) const;

  private:
    friend class CatalogueBuilder;
    struct Entry {
        std::string source;
        Message message;
    };
    struct StringHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    template <class Value>
    using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;
    struct Locale {
        std::unique_ptr<LocaleRules> rules;
        StringMap<Entry> own;
        std::vector<const Locale*> chain; ///< itself first, en last
    };

    Catalogue() = default;
    const Locale* shipped(std::string_view locale) const;
    const Locale& nearest(std::string_view locale) const;

    StringMap<std::unique_ptr<Locale>> locales_;
    std::vector<std::string> codes_;
    const Locale* english_ = nullptr;
};

} // namespace peerdesk::text
