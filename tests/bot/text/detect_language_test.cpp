// SPDX-License-Identifier: MIT
// Guessing languages, and keeping quiet when unsure. The shipped locales' own word lists are tried
// in locales_test.cpp.
#include "bot/text/detect_language.hpp"

#include <gtest/gtest.h>

#include "tests/bot/text/sample_catalogue.hpp"

namespace peerdesk::text {
namespace {

const LanguageDetector& detector() {
    constexpr auto key = "peerdesk-detect-words";
    static const LanguageDetector shipped(*sample_catalogue({
        {"en", {{key, "how|do|the|is|a|to|in|i|can|where|what|my|and|does|not|why|it|of|for"}}},
        {"es", {{key, "cómo|como|el|la|los|en|una|un|puedo|dónde|a|que|y|mi|por|de|no|es|hago"}}},
        {"fr", {{key, "comment|le|la|les|une|un|puis|je|où|que|et|mon|dans|de|ne|pas|est|pour"}}},
        {"pt-br", {{key, "como|o|a|os|uma|um|posso|onde|que|e|meu|em|de|não|é|para|eu|minha"}}},
        {"ar", {}},
        {"ru", {}},
        {"hi", {}},
    }));
    return shipped;
}

struct DetectCase {
    std::string text;
    std::string expected; ///< empty: unsure
};

TEST(LanguageDetector, knows_the_shipped_languages) {
    const std::vector<DetectCase> cases{
        {"How do I add a photo to my article?", "en"},
        {"my edit was reverted, why?", "en"},
        {"¿Cómo subo una foto?", "es"},
        {"como hago para subir una foto en el articulo", "es"},
        {"Comment puis-je ajouter une photo ?", "fr"},
        {"je ne trouve pas la page de l'œuvre", "fr"},
        {"Como posso enviar uma foto?", "pt-br"},
        {"não consigo enviar minha foto", "pt-br"},
        {"كيف أضيف صورة إلى Wikimedia Commons؟", "ar"},
        {"Как добавить фото на Wikimedia Commons?", "ru"},
        {"मेरी तस्वीर \u095aायब", "hi"},
        {"मैं लेख में फ़ोटो कैसे जोड़ूँ?", "hi"},
    };
    for (const DetectCase& row : cases) {
        EXPECT_EQ(detector().detect(row.text).value_or(""), row.expected) << row.text;
    }
}

TEST(LanguageDetector, says_nothing_when_unsure) {
    const std::vector<DetectCase> cases{
        {"", ""},
        {"foto", ""},
        {"a", ""},
        {"12345 ???", ""},
        {"Wie kann ich ein Foto hochladen?", ""},
        {"چگونه عکس را پیوست کنم؟", ""},       // Persian, which is not shipped here
        {"Як завантажити фото? Дякую їм", ""}, // Ukrainian
        {"ภาพถ่าย", ""},
        {"https://commons.wikimedia.org/", ""},
        {"\xff\xfe\xfd", ""},
    };
    for (const DetectCase& row : cases) {
        EXPECT_EQ(detector().detect(row.text).value_or(""), row.expected) << row.text;
    }
}

TEST(LanguageDetector, tells_two_languages_of_one_script_apart) {
    const LanguageDetector slavic(
        *sample_catalogue({{"en", {}},
                           {"ru", {{"peerdesk-detect-words", "как|что|это|не|и|я|мне"}}},
                           {"uk", {{"peerdesk-detect-words", "як|що|це|не|і|я|мені"}}}}));
    EXPECT_EQ(slavic.detect("Как мне загрузить это фото?"), "ru");
    EXPECT_EQ(slavic.detect("Як мені завантажити фото?"), "uk");
    EXPECT_EQ(slavic.detect("фото"), std::nullopt);
}

} // namespace
} // namespace peerdesk::text
