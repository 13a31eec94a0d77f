// SPDX-License-Identifier: MIT
// The catalogue and everything derived from it, made and replaced as one.
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include "bot/text/catalogue.hpp"
#include "bot/text/detect_language.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/problem.hpp"
#include "bot/text/words.hpp"

namespace peerdesk::text {

/// All words of the program at one moment. Immutable; a reload makes another one.
struct Snapshot {
    explicit Snapshot(std::shared_ptr<const Catalogue> source)
        : catalogue(std::move(source)), languages(*catalogue), words(*catalogue),
          detector(*catalogue) {}

    std::shared_ptr<const Catalogue> catalogue;
    Languages languages;
    Words words;
    LanguageDetector detector;
};

/// The compiled-in locales; with a folder, its messages over them.
std::shared_ptr<const Snapshot> make_snapshot(Problems& problems);
std::shared_ptr<const Snapshot> make_snapshot(const std::filesystem::path& folder,
                                              Problems& problems);

} // namespace peerdesk::text
