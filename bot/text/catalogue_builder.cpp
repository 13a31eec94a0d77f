// SPDX-License-Identifier: MIT
// Makes a catalogue from locale files. Whatever is wrong in one is a problem in the list, never an
// exception: the bot must speak with the rest.
#include "bot/text/catalogue.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bot/text/embedded_locales.hpp"
#include "bot/text/fallbacks.hpp"

namespace peerdesk::text {
namespace {

constexpr std::string_view documentation_code = "qqq"; ///< notes for translators, no locale
constexpr std::string_view final_fallback = "en";
constexpr std::uintmax_t file_bytes_max = 4U << 20U;
constexpr std::size_t message_bytes_max = 16U << 10U;
constexpr std::size_t code_bytes_max = 35; ///< RFC 5646, section 4.4.1

/// A code ends up in file names, prompts and ICU: letters, digits and "-" only.
bool is_code(std::string_view code) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !code.empty() && code.size() <= code_bytes_max && std::ranges::all_of(code, is_allowed);
}

std::string file_of(std::string_view code) {
    return fmt::format("{}.json", code);
}

std::optional<std::string> read_file(const std::filesystem::path& path, Problems& problems) {
    const std::string name = path.filename().string();
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) {
        problems.push_back({name, "", fmt::format("cannot be read: {}", error.message())});
        return std::nullopt;
    }
    if (size > file_bytes_max) {
        problems.push_back({name, "", fmt::format("is larger than {} bytes", file_bytes_max)});
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
        problems.push_back({name, "", "cannot be read"});
        return std::nullopt;
    }
    return content.str();
}

std::vector<std::filesystem::path> locale_files(const std::filesystem::path& folder,
                                                Problems& problems) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    }
    if (error) {
        problems.push_back(
            {folder.string(), "", fmt::format("cannot be listed: {}", error.message())});
    }
    std::ranges::sort(files);
    return files;
}

std::vector<LocaleText> read_folder(const std::filesystem::path& folder, Problems& problems) {
    std::vector<LocaleText> texts;
    for (const auto& path : locale_files(folder, problems)) {
        std::string code = path.stem().string();
        if (code == documentation_code) continue;
        if (!is_code(code)) {
            problems.push_back({path.filename().string(), "", "is not named by a locale code"});
            continue;
        }
        if (auto json = read_file(path, problems)) texts.push_back({code, std::move(*json)});
    }
    return texts;
}

std::vector<LocaleText> embedded_texts() {
    std::vector<LocaleText> texts;
    for (const EmbeddedLocale& locale : embedded_locales()) {
        LocaleText text{std::string(locale.code), {}};
        for (const std::string_view part : locale.parts) {
            text.json += part;
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace

class CatalogueBuilder {
  public:
    explicit CatalogueBuilder(Problems& problems) : problems_(problems) {}

    void add(const LocaleText& text) {
        if (text.code == documentation_code) return;
        nlohmann::json json;
        try {
            json = nlohmann::json::parse(text.json);
        } catch (const nlohmann::json::exception& error) {
            problems_.push_back({file_of(text.code), "", error.what()});
            return;
        }
        if (!json.is_object()) {
            problems_.push_back({file_of(text.code), "", "is not a JSON object"});
            return;
        }
        Catalogue::Locale& locale = locale_of(text.code);
        for (const auto& [key, value] : json.items()) {
            if (key.starts_with('@')) continue; // @metadata and translators' remarks
            if (value.is_string()) {
                add_message(locale, key, value.get_ref<const std::string&>());
            } else {
                report(locale, key, "is not a string");
            }
        }
    }

    std::shared_ptr<const Catalogue> finish() {
        if (!catalogue_->locales_.contains(final_fallback)) {
            problems_.push_back({file_of(final_fallback), "", "is missing"});
        }
        catalogue_->english_ = &locale_of(std::string(final_fallback));
        for (auto& [code, locale] : catalogue_->locales_) {
            catalogue_->codes_.push_back(code);
            for (const std::string& candidate : lookup_chain(code)) {
                if (const auto* found = catalogue_->shipped(candidate)) {
                    locale->chain.push_back(found);
                }
            }
        }
        std::ranges::sort(catalogue_->codes_);
        return catalogue_;
    }

  private:
    Catalogue::Locale& locale_of(const std::string& code) {
        auto& slot = catalogue_->locales_[code];
        if (!slot) {
            slot = std::make_unique<Catalogue::Locale>();
            slot->rules = std::make_unique<LocaleRules>(code);
        }
        return *slot;
    }

    void report(const Catalogue::Locale& locale, const std::string& key, std::string what) {
        problems_.push_back({file_of(locale.rules->code()), key, std::move(what)});
    }

    void add_message(Catalogue::Locale& locale, const std::string& key, const std::string& source) {
        if (source.size() > message_bytes_max) {
            report(locale, key, fmt::format("is longer than {} bytes", message_bytes_max));
            return;
        }
        auto message = parse(source);
        if (!message) {
            report(locale, key,
                   fmt::format("parse error at position {}", message.error().position));
            keep_raw_english(locale, key, source);
            return;
        }
        locale.own.insert_or_assign(key, Catalogue::Entry{source, std::move(*message)});
    }

    /// Behind English there is nothing to fall back on: its raw text is better than a bare key.
    void keep_raw_english(Catalogue::Locale& locale, const std::string& key,
                          const std::string& source) {
        if (locale.rules->code() != final_fallback) return;
        locale.own.try_emplace(key, Catalogue::Entry{source, Message::plain(source)});
    }

    Problems& problems_;
    std::shared_ptr<Catalogue> catalogue_{new Catalogue};
};

std::shared_ptr<const Catalogue> Catalogue::from_texts(std::span<const LocaleText> texts,
                                                       Problems& problems) {
    CatalogueBuilder builder(problems);
    for (const LocaleText& text : texts) {
        builder.add(text);
    }
    return builder.finish();
}

std::shared_ptr<const Catalogue> Catalogue::load(const std::filesystem::path& folder,
                                                 Problems& problems) {
    return from_texts(read_folder(folder, problems), problems);
}

std::shared_ptr<const Catalogue> Catalogue::from_embedded(Problems& problems) {
    return from_texts(embedded_texts(), problems);
}

std::shared_ptr<const Catalogue> Catalogue::load_over_embedded(const std::filesystem::path& folder,
                                                               Problems& problems) {
    std::vector<LocaleText> texts = embedded_texts();
    for (LocaleText& text : read_folder(folder, problems)) {
        texts.push_back(std::move(text));
    }
    return from_texts(texts, problems);
}

} // namespace peerdesk::text
