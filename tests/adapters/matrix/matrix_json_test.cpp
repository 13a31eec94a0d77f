// SPDX-License-Identifier: MIT
// Answers of a homeserver, good and bad.
#include "adapters/matrix/matrix_json.hpp"

#include "adapters/matrix/clean_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>

namespace peerdesk::matrix {
namespace {

using nlohmann::json;
using namespace std::string_literals;

std::string event_with(const std::string& members, const std::string& id = "$1") {
    return R"({"event_id":")" + id + R"(","sender":"@ana:x.org","origin_server_ts":5,)" + members +
           "}";
}

std::string sync_of(const std::string& events) {
    return R"({"next_batch":"s1","rooms":{"join":{"!a:x":{"timeline":{"events":[)" + events +
           "]}}}}}";
}

std::string page_of(const std::string& events) {
    return R"({"chunk":[)" + events + R"(],"end":"t2"})";
}

/// The neighbours that no bad event may cost.
std::vector<RoomEvent> between_neighbours(const std::string& bytes, std::size_t& dropped) {
    const std::string good = R"("type":"m.room.message","content":{"msgtype":"m.text","body":"x"})";
    const auto page =
        parse_messages(page_of(event_with(good) + "," + bytes + "," + event_with(good, "$3")));
    if (!page || page->events.size() < 2) return {};
    EXPECT_EQ(page->events.front().id, "$1");
    EXPECT_EQ(page->events.back().id, "$3");
    dropped = page->dropped;
    return page->events;
}

TEST(MatrixJson, reads_a_sync_answer) {
    const auto answer = parse_sync(R"({"next_batch":"s2","rooms":{
      "join":{"!a:x":{"summary":{"m.joined_member_count":2,"m.invited_member_count":0},
        "state":{"events":[{"type":"m.room.member","state_key":"@ana:x.org","sender":"@ana:x.org",
          "event_id":"$m","content":{"membership":"join","displayname":"Ana\n"}}]},
        "timeline":{"limited":true,"prev_batch":"p1","events":[
          {"type":"m.room.message","sender":"@ana:x.org","event_id":"$1","origin_server_ts":9,
           "content":{"msgtype":"m.text","body":"Hi","org.peerdesk.txn":"pd1.2"}}]}}},
      "invite":{"!b:x":{"invite_state":{"events":[{"type":"m.room.member","state_key":"@bot:x.org",
        "sender":"@ana:x.org","content":{"membership":"invite","is_direct":true}}]}}},
      "leave":{"!c:x":{"timeline":{"events":[]}}}},
      "account_data":{"events":[{"type":"m.direct","content":{"@ana:x.org":["!a:x"]}}]}})");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->next_batch, "s2");
    ASSERT_EQ(answer->joined.size(), 1U);
    const JoinedRoom& room = answer->joined[0];
    EXPECT_EQ(room.id, "!a:x");
    EXPECT_EQ(room.joined_count, 2);
    EXPECT_EQ(room.invited_count, 0);
    EXPECT_TRUE(room.is_limited);
    EXPECT_EQ(room.prev_batch, "p1");
    EXPECT_EQ(std::get<Member>(room.state.at(0).body),
              (Member{.user = "@ana:x.org", .membership = Membership::join, .name = "Ana"}));
    EXPECT_EQ(room.timeline.at(0).own_txn, "pd1.2");
    EXPECT_EQ(room.timeline.at(0).sent_ms, 9);
    EXPECT_EQ(std::get<Message>(room.timeline.at(0).body).body, "Hi");
    EXPECT_TRUE(std::get<Member>(answer->invited.at(0).state.at(0).body).is_direct);
    EXPECT_EQ(answer->left.at(0).id, "!c:x");
    EXPECT_EQ(answer->direct, (DirectRooms{{"@ana:x.org", {"!a:x"}}}));
    EXPECT_EQ(answer->dropped, 0U);
}

TEST(MatrixJson, what_is_no_answer_is_none) {
    for (const char* bytes : {"", "<html>", "[]", "{}", R"({"next_batch":5})",
                              R"({"next_batch":"")", R"({"next_batch":"s","rooms":{)"}) {
        EXPECT_FALSE(parse_sync(bytes)) << bytes;
        EXPECT_FALSE(parse_messages(bytes)) << bytes;
    }
    EXPECT_TRUE(parse_sync(R"({"next_batch":"s","rooms":[],"account_data":7})"));
    EXPECT_TRUE(parse_sync(R"({"next_batch":"s","rooms":{"join":{"!a":5,"!b":{"timeline":[]}}}})"));
}

struct BadEvent {
    const char* what;
    std::string bytes;
    bool is_dropped;
};

TEST(MatrixJson, a_bad_event_never_costs_its_neighbours) {
    const std::string message = R"("type":"m.room.message","content":)";
    const std::vector<BadEvent> bad{
        {"null", "null", true},
        {"text", "\"x\"", true},
        {"list", "[]", true},
        {"no type", event_with(R"("content":{})"), true},
        {"id is a number", R"({"event_id":5,"sender":"@a:b","type":"t","content":{}})", true},
        {"id too long", event_with(message + "{}", std::string(256, 'i')), true},
        {"sender is none", R"({"event_id":"$2","sender":"a","type":"t"})", true},
        {"commas wrong", R"({"event_id":"$2",,})", true},
        {"brackets wrong",
         R"({"event_id":["$2"})"
         "}",
         true},
        {"content is a list", event_with(message + "[]"), false},
        {"body is a number", event_with(message + R"({"msgtype":"m.text","body":5})"), false},
        {"1e400", event_with(message + R"({"body":1e400,"x":-1e999999})"), false},
        {"1e308", event_with(message + R"({"body":1e308})"), false},
        {"time beyond int64", event_with(R"("type":"t","origin_server_ts":1e30)"), false},
        {"deep", event_with(message + std::string(100'000, '[') + std::string(100'000, ']')),
         false},
        {"half a pair", event_with(message + R"({"msgtype":"m.text","body":"\ud800"})"), false},
        {"no UTF-8", event_with(message + "{\"msgtype\":\"m.text\",\"body\":\"a\xff\xc3\"}"),
         false},
        {"NUL", event_with(message + "{\"msgtype\":\"m.text\",\"body\":\"a\0b\\u0000c\"}"s), false},
        {"60 KiB",
         event_with(message + R"({"msgtype":"m.text","body":")" + std::string(61'440, 'x') + "\"}"),
         false},
    };
    for (const BadEvent& row : bad) {
        SCOPED_TRACE(row.what);
        std::size_t dropped = 0;
        const auto events = between_neighbours(row.bytes, dropped);
        EXPECT_EQ(events.size(), row.is_dropped ? 2U : 3U);
        EXPECT_EQ(dropped, row.is_dropped ? 1U : 0U);
        ASSERT_TRUE(parse_sync(sync_of(row.bytes)));
    }
}

RoomEvent read_one(const std::string& bytes) {
    const auto page = parse_messages(page_of(bytes));
    return page && page->events.size() == 1 ? page->events.front() : RoomEvent{};
}

Message read_message_of(const std::string& content, const std::string& type = "m.room.message") {
    const RoomEvent event =
        read_one(event_with(R"("type":")" + type + R"(","content":)" + content));
    const auto* message = std::get_if<Message>(&event.body);
    EXPECT_NE(message, nullptr) << content;
    return message == nullptr ? Message{} : *message;
}

struct MessageCase {
    const char* content;
    Message expected;
};

TEST(MatrixJson, reads_what_people_say) {
    using Kind = Message::Kind;
    const chat::Attachment cat{.kind = chat::AttachmentKind::image,
                               .ref = "mxc://x/1",
                               .name = "cat.png",
                               .type = "image/png",
                               .bytes = 12};
    const std::string info = R"("url":"mxc://x/1","info":{"mimetype":"image/png","size":12})";
    const std::string named = R"({"msgtype":"m.image","body":"cat.png",)" + info + "}";
    const std::string captioned =
        R"({"msgtype":"m.image","filename":"cat.png","body":"My cat",)" + info + "}";
    const MessageCase cases[] = {
        {R"({"msgtype":"m.notice","body":"n"})", {.kind = Kind::notice, .body = "n"}},
        {R"({"msgtype":"m.server_notice","body":"n"})", {.kind = Kind::notice, .body = "n"}},
        {R"({"msgtype":"m.emote","body":"waves"})", {.kind = Kind::emote, .body = "waves"}},
        {R"({"msgtype":"org.example.new","body":"words"})", {.body = "words"}},
        {R"({"msgtype":"m.location","body":"Here","geo_uri":"geo:1,2"})",
         {.body = "Here\ngeo:1,2"}},
        {R"({"msgtype":"m.text","format":"org.matrix.custom.html","formatted_body":"<b>x</b>"})",
         {.body = "x", .html = "<b>x</b>"}},
        {R"({"msgtype":"m.text","body":"@bot hi","m.mentions":{"user_ids":["@bot:x",5]}})",
         {.body = "@bot hi", .mentions = {"@bot:x"}}},
        {named.c_str(), {.attachments = {cat}}},
        {captioned.c_str(), {.body = "My cat", .attachments = {cat}}},
        {R"({"msgtype":"m.file","body":"secret.txt","file":{"url":"mxc://x/1"}})",
         {.body = "secret.txt"}},
        {R"({"msgtype":"m.text","body":"t","m.relates_to":{"rel_type":"m.thread","event_id":"$r",
             "is_falling_back":true,"m.in_reply_to":{"event_id":"$l"}}})",
         {.body = "t", .thread_root = "$r"}},
        {R"({"msgtype":"m.text","body":"t","m.relates_to":{"rel_type":"io.element.thread",
             "event_id":"$r","m.in_reply_to":{"event_id":"$l"}}})",
         {.body = "t", .thread_root = "$r", .reply_to = "$l"}},
        {R"({"msgtype":"m.text","body":"> <@a:b> one\n> two\n\nanswer\n\nmore",
             "m.relates_to":{"m.in_reply_to":{"event_id":"$l"}}})",
         {.body = "answer\n\nmore", .reply_to = "$l"}},
        {R"({"msgtype":"m.text","body":"> <@a:b> my own quote\n\nx"})",
         {.body = "> <@a:b> my own quote\n\nx"}},
        {R"({"msgtype":"m.text","body":"> quoted by hand\n\nx",
             "m.relates_to":{"m.in_reply_to":{"event_id":"$l"}}})",
         {.body = "> quoted by hand\n\nx", .reply_to = "$l"}},
    };
    for (const MessageCase& row : cases)
        EXPECT_EQ(read_message_of(row.content), row.expected) << row.content;
}

TEST(MatrixJson, reads_stickers_and_polls_as_what_can_be_shown) {
    const Message sticker =
        read_message_of(R"({"body":"Party","url":"mxc://x/2","info":{}})", "m.sticker");
    EXPECT_EQ(sticker.attachments.at(0).kind, chat::AttachmentKind::sticker);
    EXPECT_EQ(sticker.attachments.at(0).name, "Party");
    EXPECT_EQ(read_message_of(R"({"m.poll":{"question":{"m.text":[{"body":"Tea?"}]},
                "answers":[{"m.id":"1","m.text":[{"body":"Yes"}]},{"m.text":[{"body":"No"}]}]}})",
                              "m.poll.start")
                  .body,
              "Tea?\n1. Yes\n2. No");
    EXPECT_EQ(read_message_of(R"({"org.matrix.msc3381.poll.start":{
                "question":{"org.matrix.msc1767.text":"Tea?"},
                "answers":[{"org.matrix.msc1767.text":"Yes"}]}})",
                              "org.matrix.msc3381.poll.start")
                  .body,
              "Tea?\n1. Yes");
}

TEST(MatrixJson, cuts_a_long_body_and_says_so) {
    const Message message = read_message_of(R"({"msgtype":"m.text","body":")" +
                                            std::string(body_bytes_max + 1, 'x') + "\"}");
    EXPECT_TRUE(message.was_cut);
    EXPECT_EQ(message.body.size(), body_bytes_max);
}

TEST(MatrixJson, reads_changes_signs_and_removals) {
    const RoomEvent edit = read_one(event_with(R"("type":"m.room.message","content":{
        "msgtype":"m.text","body":"* new","m.new_content":{"msgtype":"m.text","body":"new"},
        "m.relates_to":{"rel_type":"m.replace","event_id":"$0"}})"));
    EXPECT_EQ(std::get<Edit>(edit.body), (Edit{"$0", {.body = "new"}}));
    const RoomEvent empty_edit = read_one(event_with(R"("type":"m.room.message","content":{
        "msgtype":"m.text","body":"* new","m.relates_to":{"rel_type":"m.replace","event_id":"$0"}})"));
    EXPECT_TRUE(std::holds_alternative<OtherEvent>(empty_edit.body));
    const RoomEvent sign = read_one(event_with(R"("type":"m.reaction","content":{
        "m.relates_to":{"rel_type":"m.annotation","event_id":"$0","key":"👍"}})"));
    EXPECT_EQ(std::get<Reaction>(sign.body), (Reaction{"$0", "👍"}));
    for (const char* members : {R"("type":"m.room.redaction","redacts":"$0","content":{})",
                                R"("type":"m.room.redaction","content":{"redacts":"$0"})"})
        EXPECT_EQ(std::get<Redaction>(read_one(event_with(members)).body), Redaction{"$0"});
    const RoomEvent gone = read_one(event_with(
        R"("type":"m.room.message","content":{},"unsigned":{"redacted_because":{"type":"x"}})"));
    EXPECT_TRUE(std::holds_alternative<OtherEvent>(gone.body));
}

TEST(MatrixJson, keeps_an_encrypted_event_whole) {
    const std::string bytes =
        event_with(R"("type":"m.room.encrypted","content":{"algorithm":"m.megolm.v1.aes-sha2"})");
    const RoomEvent event = read_one(bytes);
    EXPECT_TRUE(std::holds_alternative<Encrypted>(event.body));
    EXPECT_EQ(event.raw, bytes);
}

TEST(MatrixJson, reads_what_makes_up_a_room) {
    const auto state = parse_state(R"([
      {"event_id":"$1","sender":"@a:b","type":"m.room.create","state_key":"","content":{
        "room_version":"12","predecessor":{"room_id":"!old"},"additional_creators":["@c:d"],
        "org.peerdesk.for":"@ana:x.org"}},
      {"event_id":"$2","sender":"@a:b","type":"m.room.power_levels","state_key":"","content":{
        "users":{"@a:b":100,"@c:d":"50","@e:f":1e400},"state_default":50.0,"events_default":"x"}},
      {"event_id":"$3","sender":"@a:b","type":"m.room.tombstone","state_key":"","content":{
        "replacement_room":"!new"}},
      {"event_id":"$4","sender":"@a:b","type":"m.room.encryption","state_key":"","content":{}},
      {"event_id":"$5","sender":"@a:b","type":"m.room.member","state_key":"@z:b","content":{
        "membership":"ban","reason":"rude"}}])");
    ASSERT_TRUE(state);
    ASSERT_EQ(state->size(), 5U);
    EXPECT_EQ(std::get<Create>(state->at(0).body), (Create{"12", "!old", {"@c:d"}, "@ana:x.org"}));
    EXPECT_EQ(std::get<PowerLevels>(state->at(1).body),
              (PowerLevels{.users = {{"@a:b", 100}, {"@c:d", 50}}}));
    EXPECT_EQ(std::get<Tombstone>(state->at(2).body), Tombstone{"!new"});
    EXPECT_TRUE(std::holds_alternative<Encryption>(state->at(3).body));
    EXPECT_EQ(std::get<Member>(state->at(4).body),
              (Member{.user = "@z:b", .membership = Membership::ban, .reason = "rude"}));
}

TEST(MatrixJson, reads_the_small_answers) {
    const ErrorAnswer error = parse_error(
        R"({"errcode":"M_LIMIT_EXCEEDED","error":"Too\nmuch","retry_after_ms":2000,"soft_logout":true})");
    EXPECT_EQ(error.code, "M_LIMIT_EXCEEDED");
    EXPECT_EQ(error.words, "Too much");
    EXPECT_EQ(error.retry_after, std::chrono::milliseconds{2'000});
    EXPECT_TRUE(error.soft_logout);
    EXPECT_EQ(parse_error("<html>").code, "");
    EXPECT_EQ(parse_versions(R"({"versions":["r0.6.1","v1.11",5]})"),
              (Versions{{"r0.6.1", "v1.11"}}));
    EXPECT_EQ(parse_well_known(R"({"m.homeserver":{"base_url":"https://x.org/"}})"),
              "https://x.org");
    EXPECT_FALSE(parse_well_known(R"({"m.homeserver":{"base_url":"file:///etc"}})"));
    EXPECT_EQ(parse_whoami(R"({"user_id":"@a:b","device_id":"D"})")->device, "D");
    EXPECT_EQ(parse_login(R"({"access_token":"t","expires_in_ms":5})")->expires_in,
              std::chrono::milliseconds{5});
    EXPECT_FALSE(parse_login(R"({"access_token":"a\r\nb"})"));
    EXPECT_TRUE(
        offers_password(R"({"flows":[{"type":"m.login.sso"},{"type":"m.login.password"}]})"));
    EXPECT_EQ(parse_text_member(R"({"event_id":"$1"})", "event_id"), "$1");
    EXPECT_EQ(parse_joined_members(R"({"joined":{"@a:b":{}}})"), std::vector<std::string>{"@a:b"});
    EXPECT_EQ(parse_joined_rooms(R"({"joined_rooms":["!a"]})"), std::vector<std::string>{"!a"});
    EXPECT_EQ(parse_direct(R"({"@a:b":["!a",5]})"), (DirectRooms{{"@a:b", {"!a"}}}));
}

TEST(MatrixJson, any_damage_to_an_answer_is_borne) {
    const std::string good = sync_of(event_with(
        R"("type":"m.room.message","content":{"msgtype":"m.text","body":"é \u00e9 \ud83d\ude00"})"));
    EXPECT_TRUE(rc::check([&] {
        std::string bytes = good;
        for (int i = *rc::gen::inRange(1, 6); i > 0; --i)
            bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
        const auto answer = parse_sync(bytes);
        if (!answer) return;
        for (const JoinedRoom& room : answer->joined)
            for (const RoomEvent& event : room.timeline)
                if (const auto* message = std::get_if<Message>(&event.body))
                    RC_ASSERT(is_valid_utf8(message->body));
        (void)parse_messages(bytes);
        (void)parse_error(bytes);
    }));
}

} // namespace
} // namespace peerdesk::matrix
