// SPDX-License-Identifier: MIT
// Looking messages up, and locales that are broken.
#include "bot/text/catalogue.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/bot/text/sample_catalogue.hpp"

namespace peerdesk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A folder that is gone when the test is over.
class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "peerdesk-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    void write(const std::string& name, std::string_view content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

TEST(Catalogue, reads_the_locale_then_its_chain_then_english_then_the_key) {
    const auto texts = sample_catalogue({{"en", {{"a", "a-en"}, {"b", "b-en"}, {"c", "c-en"}}},
                                         {"pt", {{"a", "a-pt"}, {"b", "b-pt"}}},
                                         {"pt-br", {{"a", "a-br"}}}});
    EXPECT_EQ(texts->render("pt-br", "a"), "a-br");
    EXPECT_EQ(texts->render("PT_BR", "a"), "a-br");
    EXPECT_EQ(texts->render("pt-br", "b"), "b-pt");
    EXPECT_EQ(texts->render("pt-br", "c"), "c-en");
    EXPECT_EQ(texts->render("pt-br", "none"), "none");
    EXPECT_EQ(texts->render("pt-ao", "a"), "a-pt") << "a truncation that is shipped";
    EXPECT_EQ(texts->render("xx", "a"), "a-en");
    EXPECT_EQ(texts->render("", "a"), "a-en");
}

TEST(Catalogue, an_empty_message_counts_as_found) {
    const auto texts = sample_catalogue({{"en", {{"a", "english"}}}, {"es", {{"a", ""}}}});
    EXPECT_EQ(texts->render("es", "a"), "");
}

TEST(Catalogue, a_locale_that_is_not_shipped_reads_its_fallback) {
    const auto texts = sample_catalogue({{"en", {{"a", "en"}}}, {"es", {{"a", "es"}}}});
    EXPECT_EQ(texts->render("gn", "a"), "es");
    EXPECT_EQ(texts->render("gn-py", "a"), "es");
    EXPECT_EQ(texts->render("es-419", "a"), "es");
}

TEST(Catalogue, a_message_taken_from_english_keeps_english_plurals_and_digits) {
    const auto texts =
        sample_catalogue({{"en", {{"a", "{{PLURAL:$1|$1 day|$1 days}}"}}}, {"ar", {}}});
    EXPECT_EQ(texts->render("ar", "a", {2}), "2 days");
}

TEST(Catalogue, has_and_own_source_tell_chain_and_locale_apart) {
    const auto texts = sample_catalogue({{"en", {{"a", "x | y||z "}}}, {"es", {}}});
    EXPECT_TRUE(texts->has("es", "a"));
    EXPECT_FALSE(texts->has("es", "b"));
    EXPECT_FALSE(texts->own_source("es", "a"));
    EXPECT_EQ(texts->own_source("en", "a"), "x | y||z ");
    EXPECT_THAT(texts->own_list("en", "a"), ElementsAre("x", "y", "z"));
    EXPECT_THAT(texts->own_list("es", "a"), IsEmpty());
    EXPECT_THAT(texts->codes(), ElementsAre("en", "es"));
    EXPECT_THAT(texts->keys("en"), ElementsAre("a"));
}

TEST(Catalogue, a_broken_message_is_reported_and_read_from_the_chain) {
    Problems problems;
    const auto texts = sample_catalogue(
        {{"en", {{"a", "good"}}}, {"es", {{"a", "malo {{PLURAL:"}, {"b", "bueno"}}}}, &problems);
    EXPECT_EQ(texts->render("es", "a"), "good");
    EXPECT_EQ(texts->render("es", "b"), "bueno");
    EXPECT_THAT(problems, ElementsAre(Problem{"es.json", "a", "parse error at position 5"}));
}

TEST(Catalogue, a_broken_english_message_is_sent_raw) {
    Problems problems;
    const auto texts = sample_catalogue({{"en", {{"a", "Hi $1 {{"}}}}, &problems);
    EXPECT_EQ(texts->render("en", "a", {"Ana"}), "Hi Ana {{");
    EXPECT_EQ(problems.size(), 1U);
}

TEST(Catalogue, no_file_however_broken_stops_the_others) {
    const Folder folder;
    folder.write("en.json", R"({"@metadata": {"authors": ["x"]}, "a": "english"})");
    folder.write("es.json", "{\"a\": \"sin fin");
    folder.write("fr.json", "[1, 2]");
    folder.write("ru.json", R"({"a": 5, "b": "да"})");
    folder.write("hi.json", "{\"a\": \"\xff\xfe\"}");
    folder.write("qqq.json", "not even JSON");
    folder.write("Bad Name.json", "{}");
    folder.write("notes.txt", "not a locale");
    Problems problems;
    const auto texts = Catalogue::load(folder.path(), problems);
    EXPECT_THAT(texts->codes(), ElementsAre("en", "ru"));
    for (const auto* locale : {"es", "fr", "ru", "hi"}) {
        EXPECT_EQ(texts->render(locale, "a"), "english");
    }
    EXPECT_EQ(texts->render("ru", "b"), "да");
    std::vector<std::string> files;
    for (const Problem& problem : problems) {
        files.push_back(problem.file);
    }
    EXPECT_THAT(files, testing::UnorderedElementsAre("Bad Name.json", "es.json", "fr.json",
                                                     "hi.json", "ru.json"));
}

TEST(Catalogue, a_missing_folder_gives_keys_and_a_problem) {
    Problems problems;
    const auto texts = Catalogue::load("/nonexistent/locales", problems);
    EXPECT_EQ(texts->render("en", "a-key"), "a-key");
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_THAT(problems[0].what, HasSubstr("cannot be listed"));
    EXPECT_EQ(problems[1], (Problem{"en.json", "", "is missing"}));
}

TEST(Catalogue, a_later_text_of_a_locale_covers_the_earlier_but_not_with_broken_messages) {
    const std::vector<LocaleText> layers{{"en", R"({"a": "first", "b": "first"})"},
                                         {"en", R"({"a": "{{", "b": "second"})"}};
    Problems problems;
    const auto texts = Catalogue::from_texts(layers, problems);
    EXPECT_EQ(texts->render("en", "a"), "first");
    EXPECT_EQ(texts->render("en", "b"), "second");
    EXPECT_EQ(problems.size(), 1U);
}

TEST(Catalogue, the_compiled_in_locales_are_those_of_the_source_folder) {
    Problems of_folder;
    Problems of_program;
    const auto folder = Catalogue::load(PEERDESK_SOURCE_DIR "/locales", of_folder);
    const auto program = Catalogue::from_embedded(of_program);
    EXPECT_EQ(folder->codes(), program->codes());
    for (const std::string& code : folder->codes()) {
        ASSERT_EQ(folder->keys(code), program->keys(code)) << code;
        for (const std::string& key : folder->keys(code)) {
            EXPECT_EQ(folder->own_source(code, key), program->own_source(code, key)) << key;
        }
    }
}

} // namespace
} // namespace peerdesk::text
