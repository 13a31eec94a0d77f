// SPDX-License-Identifier: MIT
// Small catalogues written out in a test.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/text/catalogue.hpp"

namespace peerdesk::text {

/// A locale's messages as (key, text) pairs.
struct SampleLocale {
    std::string code;
    std::vector<std::pair<std::string, std::string>> messages;
};

inline std::shared_ptr<const Catalogue> sample_catalogue(const std::vector<SampleLocale>& locales,
                                                         Problems* problems = nullptr) {
    std::vector<LocaleText> texts;
    for (const SampleLocale& locale : locales) {
        nlohmann::json json = nlohmann::json::object();
        for (const auto& [key, text] : locale.messages) {
            json[key] = text;
        }
        texts.push_back({locale.code, json.dump()});
    }
    Problems ignored;
    return Catalogue::from_texts(texts, problems == nullptr ? ignored : *problems);
}

} // namespace peerdesk::text
