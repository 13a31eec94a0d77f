// SPDX-License-Identifier: MIT
// Messages of ours: lines, turns, proofs, and what is said when the link is lost.
#include "tests/adapters/irc/talk.hpp"

#include "adapters/irc/inbox_feeder.hpp"
#include "adapters/irc/text_cleaning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::irc {
namespace {

using chat::Delivery;
using chat::DeliveryReported;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

DeliveryReported report(std::int64_t id, Delivery delivery, std::string remote_id = {},
                        std::string reason = {}) {
    return {id, delivery, std::move(remote_id), std::move(reason)};
}

TEST(Outbound, an_echo_with_our_label_proves_a_line) {
    Talk talk;
    talk.come_up_modern();
    talk.deliver(11, Talk::room(), "hello all");
    EXPECT_THAT(talk.sent(), ElementsAre("@label=1 PRIVMSG #help :hello all"));
    EXPECT_THAT(talk.reports(), IsEmpty());
    talk.hear("@label=1;msgid=Xy :peerdesk!pd@our.host PRIVMSG #help :hello all");
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::sent, "Xy")));
    EXPECT_TRUE(talk.session.is_idle());
}

TEST(Outbound, a_message_of_several_lines_is_reported_once_when_the_last_is_proved) {
    Talk talk;
    talk.come_up_modern();
    talk.deliver(11, Talk::room(), "one\ntwo\n\nthree");
    EXPECT_EQ(talk.sent().size(), 3U);
    talk.hear({"@label=1;msgid=a :peerdesk!pd@h PRIVMSG #help :one",
               "@label=2;msgid=b :peerdesk!pd@h PRIVMSG #help :two"});
    EXPECT_THAT(talk.reports(), IsEmpty());
    talk.hear("@label=3;msgid=c :peerdesk!pd@h PRIVMSG #help :three");
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::sent, "c")));
}

TEST(Outbound, an_error_for_the_label_refuses_with_the_servers_words) {
    for (const std::string_view line :
         {"@label=1 :s 404 peerdesk #help :Cannot send", "@label=1 :s 417 peerdesk :Cannot send",
          "@label=1 FAIL PRIVMSG INVALID_UTF8 :Cannot send",
          "@label=1 :s 531 peerdesk x :Cannot send"}) {
        Talk talk;
        talk.come_up_modern();
        talk.deliver(11, Talk::room(), "one\ntwo");
        (void)talk.sent();
        talk.hear(line);
        const auto reports = talk.reports();
        ASSERT_EQ(reports.size(), 1U) << line;
        EXPECT_EQ(reports[0].delivery, Delivery::refused);
        EXPECT_THAT(reports[0].reason, testing::EndsWith("Cannot send"));
        talk.hear("@label=2;msgid=b :peerdesk!pd@h PRIVMSG #help :two");
        EXPECT_THAT(talk.reports(), IsEmpty());
    }
}

TEST(Outbound, nobody_of_that_nick_means_absent_not_refused) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":bo!b@h JOIN #help Bo :x"});
    talk.deliver(11, Talk::direct("a:bo"), "hello");
    (void)talk.sent();
    talk.hear("@label=1 :s 401 peerdesk bo :No such nick");
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::absent);
}

TEST(Outbound, an_acknowledgement_without_an_echo_is_no_proof) {
    Talk talk;
    talk.come_up_modern();
    talk.deliver(11, Talk::room(), "hello");
    talk.deliver(12, Talk::room(), "again");
    (void)talk.sent();
    talk.hear({"@label=1 :s ACK", "@label=2 :s BATCH +x labeled-response", ":s BATCH -x"});
    EXPECT_THAT(talk.reports(),
                ElementsAre(report(11, Delivery::unconfirmed), report(12, Delivery::unconfirmed)));
}

TEST(Outbound, an_echo_inside_a_labelled_batch_counts) {
    Talk talk;
    talk.come_up_modern();
    talk.deliver(11, Talk::room(), "hello");
    (void)talk.sent();
    talk.hear({"@label=1 :s BATCH +x labeled-response",
               "@batch=x;msgid=q :peerdesk!pd@h PRIVMSG #help :hello", ":s BATCH -x"});
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::sent, "q")));
}

TEST(Outbound, a_proof_that_never_comes_is_not_waited_for_for_ever) {
    Talk talk;
    talk.come_up_modern();
    talk.deliver(11, Talk::room(), "hello");
    (void)talk.sent();
    talk.pass(29s);
    EXPECT_THAT(talk.reports(), IsEmpty());
    talk.pass(1s);
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::unconfirmed)));
}

TEST(Outbound, echoes_without_labels_prove_in_order) {
    Talk talk;
    talk.come_up("echo-message", "CHANTYPES=#");
    talk.deliver(11, Talk::room(), "one");
    talk.deliver(12, Talk::room(), "two");
    EXPECT_THAT(talk.sent(), ElementsAre("PRIVMSG #help one", "PRIVMSG #help two"));
    talk.hear({":peerdesk!pd@h PRIVMSG #HELP :one", ":s 404 peerdesk #help :no"});
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::sent),
                                            report(12, Delivery::refused, "", "404 no")));
}

TEST(Outbound, without_echo_a_written_line_is_the_best_there_is) {
    Talk talk;
    talk.come_up_bare();
    talk.deliver(11, Talk::room(), "hello");
    EXPECT_THAT(talk.taken(), ElementsAre("PRIVMSG #help hello"));
    EXPECT_THAT(talk.reports(), IsEmpty());
    talk.session.written(talk.now);
    EXPECT_THAT(talk.reports(), ElementsAre(report(11, Delivery::unconfirmed)));
}

TEST(Outbound, a_lost_link_tells_what_left_from_what_did_not) {
    NetworkConfig config = simple_config();
    config.lines_per_second = 1;
    config.burst = 2;
    Talk talk{config};
    talk.come_up_modern();
    talk.pass(10s);
    talk.deliver(1, Talk::room("#help"), "proved");
    talk.deliver(2, Talk::room("#help"), "on its way");
    talk.deliver(3, Talk::room("#help"), "still here");
    EXPECT_EQ(talk.sent().size(), 2U);
    talk.hear("@label=1;msgid=a :peerdesk!pd@h PRIVMSG #help :proved");
    (void)talk.reports();
    talk.disconnect("reset by peer");
    const auto events = talk.events();
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(std::get<chat::LinkChanged>(events[0].body).reason, "reset by peer");
    EXPECT_EQ(std::get<DeliveryReported>(events[1].body),
              report(2, Delivery::unknown, "", "reset by peer"));
    EXPECT_EQ(std::get<DeliveryReported>(events[2].body),
              report(3, Delivery::returned, "", "reset by peer"));
}

TEST(Outbound, bytes_that_were_taken_but_not_written_may_have_left) {
    Talk talk;
    talk.come_up_bare();
    talk.deliver(1, Talk::room(), "one");
    (void)talk.taken();
    talk.deliver(2, Talk::room(), "two");
    talk.disconnect("broken pipe");
    EXPECT_THAT(talk.reports(), ElementsAre(report(1, Delivery::unknown, "", "broken pipe"),
                                            report(2, Delivery::returned, "", "broken pipe")));
}

TEST(Outbound, while_the_link_is_down_everything_comes_back_at_once) {
    Talk talk;
    talk.deliver(1, Talk::room(), "hello");
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::returned);
}

TEST(Outbound, a_room_we_are_not_in_is_refused_with_the_reason) {
    Talk talk;
    talk.hear({":s CAP * LS :", ":s 001 peerdesk :W", ":s 422 peerdesk :x",
               ":s 474 peerdesk #help :Cannot join (+b)"});
    (void)talk.sent();
    (void)talk.events();
    talk.deliver(1, Talk::room(), "hello");
    talk.deliver(2, Talk::room("#elsewhere"), "hello");
    (void)talk.sent();
    EXPECT_THAT(talk.reports(),
                ElementsAre(report(1, Delivery::refused, "", "474 Cannot join (+b)"),
                            report(2, Delivery::refused, "", "not in this channel")));
}

TEST(Outbound, a_text_without_text_is_refused) {
    Talk talk;
    talk.come_up_bare();
    talk.deliver(1, Talk::room(), " \n\x02\n ");
    (void)talk.sent();
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::refused);
}

TEST(Outbound, places_take_turns_and_each_keeps_its_order) {
    NetworkConfig config = simple_config();
    config.channels = {{"#help", ""}, {"#two", ""}};
    Talk talk{config};
    talk.hear({":s CAP * LS :", ":s 001 peerdesk :W", ":s 422 peerdesk :x",
               ":peerdesk!p@h JOIN #help", ":s 366 peerdesk #help :E", ":peerdesk!p@h JOIN #two",
               ":s 366 peerdesk #two :E"});
    (void)talk.sent();
    talk.deliver(1, Talk::room("#help"), "a1\na2\na3");
    talk.deliver(2, Talk::room("#help"), "a4");
    talk.deliver(3, Talk::room("#two"), "b1\nb2");
    EXPECT_THAT(talk.sent(),
                ElementsAre("PRIVMSG #help a1", "PRIVMSG #two b1", "PRIVMSG #help a2",
                            "PRIVMSG #two b2", "PRIVMSG #help a3", "PRIVMSG #help a4"));
}

TEST(Outbound, keeps_to_the_rate_but_answers_ping_at_once) {
    NetworkConfig config = simple_config();
    config.lines_per_second = 2;
    config.burst = 3;
    Talk talk{config};
    talk.come_up_bare();
    talk.pass(10s);
    for (int i = 0; i < 10; ++i)
        talk.deliver(i, Talk::room(), "line");
    EXPECT_EQ(talk.sent().size(), 3U);
    talk.hear("PING now");
    EXPECT_THAT(talk.sent(), ElementsAre("PONG now"));
    const net::SteadyTime wake = talk.session.next_wake(talk.now);
    EXPECT_LE(wake, talk.now.steady + 1001ms);
    talk.now.steady = wake;
    EXPECT_EQ(talk.sent().size(), 1U);
}

TEST(Outbound, a_stranger_is_verified_even_at_the_slowest_rate) {
    NetworkConfig config = simple_config();
    config.lines_per_second = 0.5;
    config.burst = 1;
    Talk talk{config};
    talk.come_up_bare();
    talk.hear({":ana!a@h PRIVMSG peerdesk :question"});
    const std::string guest = talk.messages().at(0).author.id;
    const auto whois = [&talk] {
        talk.hear({":s 311 peerdesk ana a h * :x", ":s 317 peerdesk ana 3 1700000000 :x",
                   ":s 318 peerdesk ana :E"});
    };
    talk.pass(5s);
    EXPECT_THAT(talk.sent(), ElementsAre("WHOIS ana ana"));
    whois();
    talk.pass(60s);
    talk.deliver(1, Talk::direct(guest), "one\ntwo");
    std::vector<std::string> texts;
    for (int i = 0; i < 20; ++i) {
        talk.pass(2s);
        for (const std::string& line : talk.sent()) {
            if (line.starts_with("WHOIS")) whois();
            if (line.starts_with("PRIVMSG")) texts.push_back(line);
        }
    }
    EXPECT_THAT(texts, ElementsAre("PRIVMSG ana one", "PRIVMSG ana two"));
}

TEST(Outbound, after_a_quit_nothing_else_leaves) {
    Talk talk;
    talk.come_up_bare();
    talk.deliver(1, Talk::room(), "hello");
    talk.session.quit("bye bye", talk.now);
    EXPECT_THAT(talk.sent(), ElementsAre("QUIT :bye bye"));
    talk.disconnect("stopped");
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::returned);
}

/// What others get: our prefix as the server sees it and the line, with its end.
std::size_t bytes_for_others(std::string_view line, std::string_view prefix) {
    const std::size_t tags = line.starts_with('@') ? line.find(' ') + 1 : 0;
    return 1 + prefix.size() + 1 + (line.size() - tags) + 2;
}

TEST(Outbound, every_line_fits_for_everybody_and_is_whole_utf8) {
    const auto words = rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("word", "непростое", "👩‍🏫", "e\xcc\x81", "長い言葉",
                                      std::string(600, 'y'), "\n", std::string{"\r\n\0QUIT", 7},
                                      "\x01"
                                      "ACTION",
                                      "\xff\xfe"));
    EXPECT_TRUE(rc::check([&] {
        std::string text;
        for (const std::string& word : *words)
            text += word + ' ';
        Talk talk;
        talk.come_up_modern();
        const std::string host(*rc::gen::inRange<std::size_t>(1, 63), 'h');
        talk.hear(":peerdesk!~user@" + host + " CHGHOST ~user " + host);
        talk.deliver(1, Talk::room(), text);
        const std::string prefix = "peerdesk!~user@" + host;
        for (const std::string& line : talk.sent()) {
            RC_ASSERT(bytes_for_others(line, prefix) <= 512U);
            RC_ASSERT(is_valid_utf8(line));
            RC_ASSERT(line.find_first_of(std::string_view{"\r\n\0\x01", 4}) == std::string::npos);
        }
    }));
}

class CountingSink final : public chat::InboxSink {
  public:
    bool offer(chat::Batch batch) override {
        if (!is_open) return false;
        batches.push_back(std::move(batch));
        return true;
    }
    bool is_open = true;
    std::vector<chat::Batch> batches;
};

std::vector<chat::Event> numbered(int first, int count) {
    std::vector<chat::Event> events;
    for (int i = first; i < first + count; ++i)
        events.push_back({std::to_string(i), {}, {}, chat::IdentityLost{"g"}});
    return events;
}

TEST(InboxFeeder, keeps_what_a_full_inbox_refuses_and_offers_it_in_order) {
    CountingSink sink;
    InboxFeeder feeder{"net", sink};
    sink.is_open = false;
    feeder.add(chat::StateChange{"epoch", "8"});
    feeder.add(numbered(0, 1'500));
    EXPECT_FALSE(feeder.offer());
    feeder.add(numbered(1'500, 10));
    EXPECT_EQ(feeder.held_count(), 1'510U);
    sink.is_open = true;
    EXPECT_TRUE(feeder.offer());
    EXPECT_TRUE(feeder.is_empty());
    ASSERT_EQ(sink.batches.size(), 2U);
    EXPECT_EQ(sink.batches[0].network, "net");
    EXPECT_THAT(sink.batches[0].state, ElementsAre(chat::StateChange{"epoch", "8"}));
    EXPECT_THAT(sink.batches[1].state, IsEmpty());
    EXPECT_EQ(sink.batches[0].events.size(), 1'000U);
    EXPECT_EQ(sink.batches[1].events.back().key, "1509");
}

TEST(InboxFeeder, passes_on_state_alone) {
    CountingSink sink;
    InboxFeeder feeder{"net", sink};
    feeder.add(chat::StateChange{"epoch", "8"});
    EXPECT_TRUE(feeder.offer());
    EXPECT_EQ(sink.batches.size(), 1U);
    EXPECT_TRUE(feeder.offer());
    EXPECT_EQ(sink.batches.size(), 1U);
}

} // namespace
} // namespace peerdesk::irc
