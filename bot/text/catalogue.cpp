// SPDX-License-Identifier: MIT
// Looking messages up. Making a catalogue is in catalogue_builder.cpp.
#include "bot/text/catalogue.hpp"

#include <algorithm>

#include "bot/text/fallbacks.hpp"
#include "bot/text/pipe_list.hpp"

namespace peerdesk::text {

const Catalogue::Locale* Catalogue::shipped(std::string_view locale) const {
    const auto found = locales_.find(locale);
    return found == locales_.end() ? nullptr : found->second.get();
}

const Catalogue::Locale& Catalogue::nearest(std::string_view locale) const {
    if (const Locale* exact = shipped(locale)) return *exact;
    for (const std::string& code : lookup_chain(locale)) {
        if (const Locale* found = shipped(code)) return *found;
    }
    return *english_;
}

std::string Catalogue::render(std::string_view locale, std::string_view key,
                              std::span<const Param> params) const {
    const Locale& asked = nearest(locale);
    for (const Locale* candidate : asked.chain) {
        const auto found = candidate->own.find(key);
        // The rules are those of the language the message is written in: its plural forms are.
        if (found != candidate->own.end()) {
            return found->second.message.render(*candidate->rules, params);
        }
    }
    return std::string(key);
}

bool Catalogue::has(std::string_view locale, std::string_view key) const {
    return std::ranges::any_of(nearest(locale).chain, [&](const Locale* candidate) {
        return candidate->own.contains(key);
    });
}

std::optional<std::string_view> Catalogue::own_source(std::string_view locale,
                                                      std::string_view key) const {
    const Locale* exact = shipped(locale);
    if (exact == nullptr) return std::nullopt;
    const auto found = exact->own.find(key);
    if (found == exact->own.end()) return std::nullopt;
    return found->second.source;
}

const Message* Catalogue::own_message(std::string_view locale, std::string_view key) const {
    const Locale* exact = shipped(locale);
    if (exact == nullptr) return nullptr;
    const auto found = exact->own.find(key);
    return found == exact->own.end() ? nullptr : &found->second.message;
}

std::vector<std::string> Catalogue::own_list(std::string_view locale, std::string_view key) const {
    const auto source = own_source(locale, key);
    return source ? split_pipe_list(*source) : std::vector<std::string>{};
}

bool Catalogue::ships(std::string_view locale) const {
    return shipped(locale) != nullptr;
}

std::vector<std::string> Catalogue::keys(std::string_view locale) const {
    std::vector<std::string> keys;
    if (const Locale* exact = shipped(locale)) {
        for (const auto& [key, entry] : exact->own) {
            keys.push_back(key);
        }
    }
    std::ranges::sort(keys);
    return keys;
}

const LocaleRules& Catalogue::rules(std::string_view locale) const {
    return *nearest(locale).rules;
}

} // namespace peerdesk::text
