// SPDX-License-Identifier: MIT
// What somebody said with its form and files, in the best form of each network.
#include "bot/desk/said.hpp"

#include "tests/bot/desk/threaded_desk.hpp"

namespace peerdesk::desk {
namespace {

using support::words;

struct SaidWords : ThreadedDesk {
    static Said with_file(std::string text) {
        Said said{"irc", std::move(text), {}, {}};
        said.attachments.push_back(
            {chat::AttachmentKind::image, "mxc://x/1", "menu.png", "image/png", 1200});
        return said;
    }
    static std::string framed(std::string_view text) { return "ana: " + std::string(text); }
    std::vector<chat::Outbound> post(const Said& said, const char* network = "irc") {
        auto context = house.context();
        post_said(context, {network, false, "#staff"}, said, "en", framed, {});
        return hand_out();
    }
};

TEST_F(SaidWords, files_are_named_in_a_line_each) {
    const std::string line =
        words("peerdesk-file-sized", {words("peerdesk-file-image", {"menu.png"}), std::int64_t{2}});
    EXPECT_EQ(in_words(house.state.services, "en", with_file("See here")), "See here\n" + line);
    EXPECT_EQ(in_words(house.state.services, "en", with_file("")), line);
}

TEST_F(SaidWords, the_size_is_left_out_where_nobody_told_it) {
    Said said = with_file("");
    said.attachments[0].bytes = 0;
    said.attachments[0].name.clear();
    EXPECT_EQ(in_words(house.state.services, "en", said),
              words("peerdesk-file-image", {words("peerdesk-file-unnamed")}));
}

TEST_F(SaidWords, the_form_of_the_words_is_kept_and_what_stands_around_is_escaped) {
    const Said said{"irc", "bold & more", "<b>bold</b> &amp; more", {}};
    const auto rendered = render(house.state.services, "en", said, [](std::string_view text) {
        return "<eve> & co: " + std::string(text);
    });
    EXPECT_EQ(rendered.text, "<eve> & co: bold & more");
    EXPECT_EQ(rendered.html, "&lt;eve&gt; &amp; co: <b>bold</b> &amp; more");
}

TEST_F(SaidWords, words_without_a_form_get_none) {
    const Said said{"irc", "<b>not bold</b>", {}, {}};
    EXPECT_EQ(render(house.state.services, "en", said, framed).html, "");
}

TEST_F(SaidWords, a_file_is_posted_where_it_can_be_shown_again) {
    const auto out = post(with_file("See here"));
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0].voice, chat::Voice::person);
    EXPECT_TRUE(out[0].attachments.empty());
    ASSERT_FALSE(out[1].attachments.empty());
    EXPECT_EQ(out[1].attachments.front().ref, "mxc://x/1");
}

TEST_F(SaidWords, a_file_of_another_network_is_only_named) {
    Said said = with_file("See here");
    said.network = "telegram";
    const auto out = post(said);
    ASSERT_EQ(out.size(), 1U);
    EXPECT_TRUE(out[0].text.contains("menu.png"));
    EXPECT_TRUE(out[0].attachments.empty());
}

} // namespace
} // namespace peerdesk::desk
