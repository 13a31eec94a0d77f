// SPDX-License-Identifier: MIT
// The locale files themselves: complete, renderable in every plural class, readable aloud, and
// with words that mean one thing.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "bot/text/accessible.hpp"
#include "bot/text/catalogue.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/pipe_list.hpp"
#include "bot/text/snapshot.hpp"

namespace peerdesk::text {
namespace {

using testing::IsEmpty;

constexpr auto folder = PEERDESK_SOURCE_DIR "/locales";
/// The locales the desk promises; others in the folder are held to the same.
const std::set<std::string> promised{"en", "es", "fr", "ar", "ru", "pt-br", "hi"};
constexpr std::size_t samples_per_class = 4;

const Snapshot& shipped(Problems* problems = nullptr) {
    static Problems found;
    static const auto snapshot = std::make_shared<const Snapshot>(Catalogue::load(folder, found));
    if (problems != nullptr) *problems = found;
    return *snapshot;
}

const Catalogue& texts() {
    return *shipped().catalogue;
}

/// Lists of a language's words are data: not shown to anybody, and with no counterpart elsewhere.
bool is_word_list(const std::string& key) {
    return key == "peerdesk-detect-words" || key.starts_with("peerdesk-words-") ||
           key.starts_with("peerdesk-command-");
}

nlohmann::json read_json(const std::string& code) {
    std::ifstream file(std::filesystem::path(folder) / (code + ".json"));
    return nlohmann::json::parse(file, nullptr, false);
}

std::vector<std::string> keys_of(const nlohmann::json& json) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) {
        if (!key.starts_with('@')) keys.push_back(key);
    }
    return keys;
}

TEST(Locales, load_without_a_problem) {
    Problems problems;
    shipped(&problems);
    for (const Problem& problem : problems) {
        ADD_FAILURE() << problem.file << ' ' << problem.key << ": " << problem.what;
    }
}

TEST(Locales, all_promised_ones_are_there) {
    for (const std::string& code : promised) {
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(folder) / (code + ".json")))
            << code;
    }
}

TEST(Locales, have_exactly_the_keys_of_english) {
    const std::vector<std::string> english = texts().keys("en");
    ASSERT_THAT(english, testing::Not(IsEmpty()));
    for (const std::string& code : texts().codes()) {
        for (const std::string& key : english) {
            EXPECT_TRUE(texts().own_source(code, key)) << code << " lacks " << key;
        }
        for (const std::string& key : texts().keys(code)) {
            if (key.starts_with("peerdesk-command-")) continue; // a locale's own words
            EXPECT_TRUE(texts().own_source("en", key)) << code << " has " << key << " beyond en";
        }
    }
}

TEST(Locales, every_key_is_explained_to_translators) {
    const nlohmann::json notes = read_json("qqq");
    ASSERT_TRUE(notes.is_object());
    for (const std::string& key : texts().keys("en")) {
        ASSERT_TRUE(notes.contains(key)) << "qqq lacks " << key;
        EXPECT_TRUE(notes[key].is_string() && !notes[key].get<std::string>().empty()) << key;
    }
    for (const std::string& key : keys_of(notes)) {
        EXPECT_TRUE(texts().own_source("en", key)) << "qqq explains " << key << ", which is gone";
    }
}

TEST(Locales, name_their_authors_and_keep_keys_in_form) {
    for (const std::string& code : texts().codes()) {
        const nlohmann::json json = read_json(code);
        EXPECT_TRUE(json.contains("@metadata") && json["@metadata"].contains("authors")) << code;
        for (const std::string& key : keys_of(json)) {
            EXPECT_TRUE(key.starts_with("peerdesk-")) << code << ' ' << key;
            EXPECT_EQ(key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
                      std::string::npos)
                << code << ' ' << key;
        }
    }
}

TEST(Locales, use_the_parameters_english_uses) {
    for (const std::string& code : texts().codes()) {
        for (const std::string& key : texts().keys("en")) {
            const Message* english = texts().own_message("en", key);
            const Message* message = texts().own_message(code, key);
            if (message == nullptr || is_word_list(key)) continue;
            EXPECT_EQ(message->parameters(), english->parameters()) << code << ' ' << key;
        }
    }
}

/// Counts that between them reach every plural class of a locale, 0 and 1 among them.
std::set<std::int64_t> sample_counts(const LocaleRules& rules) {
    std::set<std::int64_t> counts{0, 1, 2, 12, 1234};
    for (const PluralClass plural_class : rules.plural_classes()) {
        for (const double sample : rules.plural_samples(plural_class, samples_per_class)) {
            counts.insert(static_cast<std::int64_t>(sample));
        }
    }
    return counts;
}

/// What is wrong with one rendered text.
std::string fault_in(const std::string& text) {
    std::string faults;
    if (text.find("{{") != std::string::npos || text.find("}}") != std::string::npos) {
        faults += " braces";
    }
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        if (at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0) {
            faults += " unfilled parameter";
        }
    }
    for (const AccessFinding& finding : check_accessible(text)) {
        faults += fmt::format(" {} at {}", name(finding.rule), finding.position);
    }
    return faults;
}

TEST(Locales, every_message_renders_in_every_plural_class_and_gender_and_can_be_read_aloud) {
    for (const std::string& code : texts().codes()) {
        const LocaleRules& rules = texts().rules(code);
        for (const std::string& key : texts().keys(code)) {
            if (is_word_list(key)) continue;
            const Message* message = texts().own_message(code, key);
            const auto used = message->parameters();
            const std::size_t count_max = used.empty() ? 0 : used.back();
            for (const std::int64_t count : sample_counts(rules)) {
                const std::vector<Param> numbers(count_max, Param(count));
                const std::string text = message->render(rules, numbers);
                EXPECT_EQ(fault_in(text), "") << code << ' ' << key << ": " << text;
                EXPECT_FALSE(text.empty()) << code << ' ' << key << " with " << count;
                if (count_max == 0) break;
            }
            for (const auto* word : {"male", "female", "word"}) {
                const std::vector<Param> params(count_max, Param(word));
                const std::string text = message->render(rules, params);
                EXPECT_EQ(fault_in(text), "") << code << ' ' << key << ": " << text;
            }
        }
    }
}

void count_plural_forms(const Sequence& nodes, std::vector<std::size_t>& forms) {
    for (const Node& node : nodes) {
        const bool is_plural = node.kind == Node::Kind::call && node.function == Function::plural;
        std::size_t plain = 0;
        for (const Argument& argument : node.arguments) {
            count_plural_forms(argument.text, forms);
            if (!argument.exact_count) ++plain;
        }
        if (is_plural && plain > 0) forms.push_back(plain - 1); // the first argument is the count
    }
}

TEST(Locales, have_no_more_plural_forms_than_classes) {
    for (const std::string& code : texts().codes()) {
        const std::size_t classes = texts().rules(code).plural_classes().size();
        for (const std::string& key : texts().keys(code)) {
            std::vector<std::size_t> forms;
            count_plural_forms(texts().own_message(code, key)->nodes(), forms);
            for (const std::size_t count : forms) {
                EXPECT_GE(count, 1U) << code << ' ' << key;
                EXPECT_LE(count, classes) << code << ' ' << key;
            }
        }
    }
}

TEST(Locales, no_command_word_means_two_commands_in_one_locale) {
    for (const std::string& code : texts().codes()) {
        std::map<std::string, std::string> command_of;
        for (const std::string& key : texts().keys(code)) {
            if (!key.starts_with("peerdesk-command-")) continue;
            for (const std::string& item : texts().own_list(code, key)) {
                const auto [known, is_new] = command_of.emplace(fold(item), key);
                EXPECT_EQ(known->second, key) << code << ": " << item;
            }
        }
    }
}

TEST(Locales, word_lists_hold_words) {
    for (const std::string& code : texts().codes()) {
        for (const auto* list : {"greeting", "thanks", "ok", "yes", "no"}) {
            const std::string key = fmt::format("peerdesk-words-{}", list);
            EXPECT_THAT(texts().own_list(code, key), testing::Not(IsEmpty())) << code << ' ' << key;
        }
        EXPECT_GE(texts().own_list(code, "peerdesk-detect-words").size(), 10U) << code;
    }
}

TEST(Locales, listed_small_talk_and_answers_are_recognised) {
    const Words& words = shipped().words;
    for (const std::string& code : texts().codes()) {
        for (const std::string& item : texts().own_list(code, "peerdesk-words-greeting")) {
            EXPECT_TRUE(words.is_greeting(item)) << code << ' ' << item;
        }
        for (const std::string& item : texts().own_list(code, "peerdesk-words-thanks")) {
            EXPECT_TRUE(words.is_thanks(item)) << code << ' ' << item;
        }
        for (const std::string& item : texts().own_list(code, "peerdesk-words-ok")) {
            EXPECT_TRUE(words.is_acknowledgement(item)) << code << ' ' << item;
        }
        for (const std::string& item : texts().own_list(code, "peerdesk-words-yes")) {
            EXPECT_EQ(words.answer_word(item), Answer::yes) << code << ' ' << item;
        }
        for (const std::string& item : texts().own_list(code, "peerdesk-words-no")) {
            EXPECT_EQ(words.answer_word(item), Answer::no) << code << ' ' << item;
        }
    }
}

TEST(Locales, own_names_lead_back_to_the_locale) {
    for (const std::string& code : texts().codes()) {
        EXPECT_EQ(shipped().languages.find(own_name(code)), code);
        EXPECT_EQ(shipped().languages.find(display_name(code, "en")), code);
    }
}

TEST(Locales, questions_are_recognised_in_their_language) {
    const std::vector<std::pair<std::string, std::string>> questions{
        {"en", "How do I add a photo to the article about my village?"},
        {"en", "Why was my edit removed and what can I do?"},
        {"en", "Where can I find a list of all the templates?"},
        {"es", "¿Cómo puedo agregar una foto al artículo de mi pueblo?"},
        {"es", "Quiero saber por qué borraron mi edición"},
        {"es", "donde encuentro la lista de las plantillas"},
        {"fr", "Comment puis-je ajouter une photo dans l'article sur mon village ?"},
        {"fr", "Pourquoi ma modification a été supprimée ?"},
        {"fr", "je voudrais savoir comment citer une source"},
        {"pt-br", "Como posso adicionar uma foto ao artigo da minha cidade?"},
        {"pt-br", "Por que minha edição foi removida?"},
        {"pt-br", "onde eu encontro a lista de predefinições"},
        {"ar", "كيف يمكنني إضافة صورة إلى المقالة؟"},
        {"ru", "Как добавить фотографию в статью о моей деревне?"},
        {"hi", "मैं अपने गाँव के लेख में फ़ोटो कैसे जोड़ सकता हूँ?"},
    };
    for (const auto& [code, question] : questions) {
        EXPECT_EQ(shipped().detector.detect(question).value_or("unsure"), code) << question;
    }
}

} // namespace
} // namespace peerdesk::text
