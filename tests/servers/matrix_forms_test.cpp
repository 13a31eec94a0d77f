// SPDX-License-Identifier: MIT
// The forms of what the desk sends, and what becomes of people's edits, removals, signs, files and
// formatted texts.
#include "tests/servers/community.hpp"
#include "tests/servers/matrix_desk.hpp"
#include "tests/servers/waiting.hpp"

#include <map>

namespace peerdesk::servers {
namespace {

using nlohmann::json;

void expect_mentions(const json& content) {
    ASSERT_TRUE(content.contains("m.mentions")) << content;
    for (const auto& [key, value] : content.at("m.mentions").items())
        EXPECT_EQ(key, "user_ids") << content;
}

/// Whoever reads only the event must know whom it calls and where it belongs.
void expect_forms(const std::vector<MatrixEvent>& events, const std::string& desk) {
    std::map<std::string, std::string> latest; // of each thread
    for (const MatrixEvent& one : events) {
        const json& content = one.raw.at("content");
        const std::string root = one.thread_root();
        if (one.sender() == desk && (one.is_message() || one.type() == "m.reaction")) {
            expect_mentions(content);
            if (content.contains("m.new_content")) expect_mentions(content.at("m.new_content"));
            if (!root.empty() && one.is_falling_back()) {
                const auto known = latest.find(root);
                EXPECT_EQ(one.replied_to(), known == latest.end() ? root : known->second)
                    << one.raw;
            }
            if (!root.empty()) EXPECT_FALSE(one.replied_to().empty()) << one.raw;
        }
        if (!root.empty()) latest[root] = one.id();
    }
}

/// Whether any text of the desk's tables holds the word.
bool is_kept(const DeskDatabase& database, const std::string& word) {
    for (const auto& table : database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"))
        if (database.table("SELECT * FROM \"" + table.front() + "\"").contains(word)) return true;
    return false;
}

class MatrixForms : public MatrixDesk {
  protected:
    /// A question of a newcomer, and bo, who sees it.
    struct Asked {
        std::string chat;
        std::string said; ///< the question's event
        int ticket = 0;
        std::string card;
        std::string copy; ///< of the question in the thread
    };
    Asked asked_by(MatrixClient& asker, const std::string& question) {
        Asked asked;
        asked.chat = open_desk_chat(asker, desk_id());
        asked.said = asker.say(asked.chat, question);
        asked.ticket = number_in(asker.expect(asked.chat, phrases::opened), phrases::opened);
        asked.card = card_of(bo, staff(), asked.ticket).id();
        asked.copy = in_thread(bo, staff(), asked.card, question).id();
        return asked;
    }

    DeskProcess desk{community().plan(), workspace};
    MatrixClient bo{community().log_in("bo")};
};

TEST_F(MatrixForms, every_event_of_the_desk_says_whom_it_calls_and_where_it_belongs) {
    desk.start();
    MatrixClient ana = newcomer("ana1");
    const Asked asked = asked_by(ana, "How do I add a photo?");
    bo.say_in_thread(staff(), asked.card, "I know this one.");
    ana.say(asked.chat, "It is a big one.");
    in_thread(bo, staff(), asked.card, "it is a big one");
    bo.say_in_thread(staff(), asked.card, "!claim");
    const MatrixEvent claimed = in_thread(bo, staff(), asked.card, phrases::is_yours(asked.ticket));
    EXPECT_EQ(claimed.msgtype(), "m.notice");
    EXPECT_EQ(claimed.raw.at("content").at("m.mentions").at("user_ids").at(0), bo.user_id());
    change_of(bo, staff(), asked.card, "taken by bo");
    bo.say_in_thread(staff(), asked.card, "!note Big files need the other form.");
    in_thread(bo, staff(), asked.card, "your note is kept");
    bo.reply_in_thread(staff(), asked.card, asked.copy, "Press Add.");
    const MatrixEvent answer = ana.expect(asked.chat, "press add");
    EXPECT_EQ(answer.msgtype(), "m.text");
    EXPECT_EQ(answer.replied_to(), asked.said);
    in_thread(bo, staff(), asked.card, "your answer to question");
    ana.say(asked.chat, "It is grey.");
    const MatrixEvent copy = in_thread(bo, staff(), asked.card, "it is grey");
    EXPECT_EQ(copy.msgtype(), "m.text");
    ana.expect(asked.chat, "added to your question");
    expect_forms(bo.heard(staff()), desk_id());
    expect_forms(ana.heard(asked.chat), desk_id());
}

TEST_F(MatrixForms, edits_removals_and_signs_cross_in_both_directions) {
    desk.start();
    MatrixClient ana = newcomer("ana2");
    const Asked asked = asked_by(ana, "How do I add a photo?");
    bo.react(staff(), asked.card, "👍");
    in_thread(bo, staff(), asked.card, phrases::is_yours(asked.ticket));
    const std::string said =
        bo.reply_in_thread(staff(), asked.card, asked.copy, "Press the button.");
    const std::string answer = ana.expect(asked.chat, "press the button").id();
    ana.react(asked.chat, answer, "❤️");
    sign_on(bo, staff(), said, "❤️");
    bo.react(staff(), asked.copy, "🎉");
    sign_on(ana, asked.chat, asked.said, "🎉");

    ana.edit(asked.chat, asked.said, "How do I add a big photo?");
    change_of(bo, staff(), asked.copy, "add a big photo");
    bo.edit(staff(), said, "Press the left button.");
    change_of(ana, asked.chat, answer, "press the left button");
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM message_edits"), 2);

    bo.redact(staff(), said);
    removal_of(ana, asked.chat, answer);
    ana.redact(asked.chat, asked.said);
    removal_of(bo, staff(), asked.copy);
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state IN ('refused', 'failed')"),
              0);
    expect_forms(bo.heard(staff()), desk_id());
    expect_forms(ana.heard(asked.chat), desk_id());
}

TEST_F(MatrixForms, a_removed_message_leaves_no_text_in_the_database) {
    desk.start();
    MatrixClient ana = newcomer("ana3");
    const Asked asked = asked_by(ana, "My zebrafish password is aardvark?");
    ana.edit(asked.chat, asked.said, "My zebrafish picture is gone?");
    change_of(bo, staff(), asked.copy, "zebrafish picture");
    bo.react(staff(), asked.card, "👍");
    in_thread(bo, staff(), asked.card, phrases::is_yours(asked.ticket));
    ASSERT_TRUE(is_kept(DeskDatabase{desk.database_file()}, "zebrafish"));
    ana.redact(asked.chat, asked.said);
    removal_of(bo, staff(), asked.copy);
    const DeskDatabase database{desk.database_file()};
    EXPECT_TRUE(eventually(std::chrono::seconds{5}, [&] {
        return !is_kept(database, "zebrafish") && !is_kept(database, "aardvark");
    }));
    for (const auto& table : database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"))
        EXPECT_FALSE(
            database.table("SELECT * FROM \"" + table.front() + "\"").contains("zebrafish"))
            << table.front();
}

TEST_F(MatrixForms, files_cross_as_files_and_can_still_be_opened) {
    desk.start();
    MatrixClient ana = newcomer("ana4");
    const Asked asked = asked_by(ana, "What is this button?");
    const std::string picture{"\x89PNG\0\r\n", 7};
    const std::string url = ana.upload(picture, "image/png");
    ana.send_file(asked.chat, "m.image", "screen.png", url);
    in_thread(bo, staff(), asked.card, "ana4.*: picture: screen.png");
    const MatrixEvent file = bo.expect(
        staff(), [](const MatrixEvent& one) { return one.msgtype() == "m.image"; }, "the picture");
    EXPECT_EQ(file.thread_root(), asked.card);
    EXPECT_EQ(file.raw.at("content").at("url"), url);
    EXPECT_EQ(file.raw.at("content").at("filename"), "screen.png");
    EXPECT_EQ(bo.download(url).body, picture);
}

TEST_F(MatrixForms, formatted_texts_keep_only_what_is_harmless) {
    desk.start();
    MatrixClient ana = newcomer("ana5");
    const Asked asked = asked_by(ana, "How do I write in bold?");
    ana.send_event(
        asked.chat, "m.room.message",
        {{"msgtype", "m.text"},
         {"body", "Is this strong enough?"},
         {"format", "org.matrix.custom.html"},
         {"formatted_body",
          "Is this <strong onclick=\"x()\">strong</strong> <script>alert(1)</script>"
          "<img src=\"http://tracker.example/x.png\"><a href=\"javascript:x()\">enough"
          "</a><iframe src=\"http://evil.example\"></iframe><mx-reply>old</mx-reply>?"}});
    const std::string html = in_thread(bo, staff(), asked.card, "strong enough").formatted_body();
    EXPECT_TRUE(html.contains("<strong>strong</strong>")) << html;
    for (const char* const bad :
         {"script", "onclick", "tracker", "iframe", "evil", "mx-reply", "alert"})
        EXPECT_FALSE(html.contains(bad)) << bad << " in " << html;
}

TEST_F(MatrixForms, what_happens_in_a_thread_is_told_in_words_on_irc) {
    const Network network{workspace};
    DeskPlan plan = community().plan();
    plan.networks = {network.plan()};
    plan.public_rooms.emplace_back("insp:#help");
    Workspace second;
    DeskProcess both{plan, second};
    both.start();
    IrcClient ana = network.visit("ana");
    const int ticket = peerdesk::servers::ask(ana, "How do I add a photo?");
    const std::string card = card_of(bo, staff(), ticket).id();
    const std::string copy = in_thread(bo, staff(), card, "add a photo").id();
    bo.react(staff(), card, "👍");
    in_thread(bo, staff(), card, phrases::is_yours(ticket));
    const std::string said = bo.reply_in_thread(staff(), card, copy, "Press the button.");
    ana.expect_message(bot, phrases::answer(ticket, "press the button"));
    bo.edit(staff(), said, "Press the left button.");
    ana.expect_message(bot, "it now says: press the left button");
    bo.react(staff(), copy, "👀");
    ana.expect_message(bot, "reacted to your question " + std::to_string(ticket) + " with 👀");
    const std::string url = bo.upload("PNG", "image/png");
    bo.send_event(staff(), "m.room.message",
                  {{"msgtype", "m.image"},
                   {"body", "See here."},
                   {"filename", "menu.png"},
                   {"url", url},
                   {"m.relates_to",
                    {{"rel_type", "m.thread"},
                     {"event_id", card},
                     {"is_falling_back", false},
                     {"m.in_reply_to", {{"event_id", copy}}}}}});
    ana.expect_message(bot, "see here");
    ana.expect_message(bot, "picture: menu.png");
    bo.redact(staff(), said);
    ana.expect_message(bot, "was removed by its author, bo");
    ana.say(bot, "It is still grey.");
    in_thread(bo, staff(), card, "ana: it is still grey");
}

} // namespace
} // namespace peerdesk::servers
