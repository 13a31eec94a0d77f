// SPDX-License-Identifier: MIT
// Locale files are written by many hands: any bytes must load, render and be checked without harm.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/accessible.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/locale_rules.hpp"
#include "bot/text/message.hpp"
#include "bot/text/snapshot.hpp"

namespace {

using namespace peerdesk::text;

void fuzz_message(std::string_view source) {
    static const std::array<LocaleRules, 3> rules{LocaleRules("en"), LocaleRules("ar"),
                                                  LocaleRules("ru")};
    const auto message = parse(source);
    if (!message) {
        if (message.error().position > source.size()) std::abort();
        return;
    }
    const std::vector<Param> params{7, "text {{PLURAL:$1|", Name{"سعيد"}, -1};
    for (const LocaleRules& locale : rules) {
        static_cast<void>(check_accessible(message->render(locale, params)));
    }
}

/// The whole input as one locale file, beside a sound English one.
void fuzz_file(std::string_view json) {
    const std::vector<LocaleText> texts{{"en", R"({"a": "sound"})"}, {"es", std::string(json)}};
    Problems problems;
    const Snapshot snapshot(Catalogue::from_texts(texts, problems));
    if (snapshot.catalogue->render("en", "a") != "sound") std::abort();
    static_cast<void>(snapshot.catalogue->render("es", "a", {1, "x"}));
}

/// The input as what a person typed.
void fuzz_typed(std::string_view text) {
    static const Snapshot shipped = [] {
        Problems problems;
        return Snapshot(Catalogue::from_embedded(problems));
    }();
    static_cast<void>(shipped.words.is_small_talk(text));
    static_cast<void>(shipped.words.answer_word(text));
    static_cast<void>(shipped.languages.find(text));
    static_cast<void>(shipped.languages.closest(text));
    static_cast<void>(shipped.detector.detect(text));
    static_cast<void>(distance(fold(text), "claim", 2));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    fuzz_message(text);
    fuzz_file(text);
    fuzz_typed(text);
    return 0;
}
