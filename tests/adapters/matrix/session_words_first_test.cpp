// SPDX-License-Identifier: MIT
// A homeserver works on one thing after the other: somebody's words leave alone, before the
// program's lines, before the next sync; and what was sent is reported together.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string bo = "@bo:example.org";
const std::string ana = "@ana:example.org";
const auto staff_place = room_place("#staff:example.org");

bool is_send(const Request& request) {
    return request.lane == Lane::send;
}

bool is_sync(const Request& request) {
    return request.lane == Lane::poll;
}

class SessionWordsFirstTest : public testing::Test {
  protected:
    SessionWordsFirstTest() {
        staff = server.make_room(bo, "#staff:example.org");
        server.invite(staff, bo, us);
        chat = server.make_room(ana);
        server.invite(chat, ana, us, true);
        run.emplace(server);
        run->settle();
        run->is_slow = is_send;
    }

    static chat::Outbound row(const chat::Place& place, const std::string& text,
                              chat::Voice voice) {
        chat::Outbound row;
        row.place = place;
        row.text = text;
        row.voice = voice;
        if (place.kind == chat::PlaceKind::room) row.thread = "$card";
        return row;
    }
    std::int64_t deliver_words(const chat::Place& place, const std::string& text) {
        return run->deliver(row(place, text, chat::Voice::person));
    }
    std::int64_t deliver_line(const chat::Place& place, const std::string& text) {
        return run->deliver(row(place, text, chat::Voice::program));
    }
    std::vector<std::string> on_their_way() const {
        std::vector<std::string> words;
        for (const Request& request : run->slow)
            words.push_back(HomeserverModel::Json::parse(request.body)["body"]);
        return words;
    }
    std::size_t syncs() const {
        return static_cast<std::size_t>(std::ranges::count_if(run->asked, is_sync));
    }
    /// Batches that the session made, as they are offered.
    std::vector<std::size_t> events_of_batches() const {
        std::vector<std::size_t> counts;
        for (const NumberedBatch& batch : run->offered)
            counts.push_back(batch.batch.events.size());
        return counts;
    }

    HomeserverModel server;
    std::string staff;
    std::string chat;
    std::optional<SessionRun> run;
};

TEST_F(SessionWordsFirstTest, a_copy_leaves_alone_and_the_line_to_the_asker_after_it) {
    deliver_line(direct_place(ana), "added to your question");
    deliver_words(staff_place, "my photo is gone");
    run->rest();
    EXPECT_THAT(on_their_way(), ElementsAre("my photo is gone"));
    run->answer_slow();
    run->rest();
    EXPECT_THAT(on_their_way(), ElementsAre("added to your question"));
}

TEST_F(SessionWordsFirstTest, words_to_different_places_leave_together) {
    deliver_words(staff_place, "a question");
    deliver_words(direct_place(ana), "an answer");
    run->rest();
    EXPECT_THAT(on_their_way(), SizeIs(2));
}

TEST_F(SessionWordsFirstTest, words_keep_their_place_behind_the_lines_before_them) {
    deliver_line(staff_place, "bo has this question");
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    EXPECT_THAT(on_their_way(), ElementsAre("bo has this question"));
    run->answer_slow();
    run->rest();
    EXPECT_THAT(on_their_way(), ElementsAre("my photo is gone"));
    run->answer_slow();
    run->rest();
    EXPECT_THAT(on_their_way(), ElementsAre("added to your question"));
    EXPECT_THAT(server.our_words(staff), ElementsAre("bo has this question", "my photo is gone"));
}

TEST_F(SessionWordsFirstTest, a_server_that_never_answers_words_holds_lines_up_for_a_moment) {
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->pass(SendTurns::yield_max - 1ms);
    EXPECT_THAT(on_their_way(), SizeIs(1));
    run->pass(1ms);
    EXPECT_THAT(on_their_way(), ElementsAre("my photo is gone", "added to your question"));
}

TEST_F(SessionWordsFirstTest, words_that_wait_for_a_room_hold_nobody_up) {
    deliver_words(direct_place("@new:example.org"), "an answer");
    run->is_slow = [](const Request& request) {
        return is_send(request) || request.target.find("createRoom") != std::string::npos;
    };
    run->rest();
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    EXPECT_THAT(run->slow, SizeIs(2));
}

TEST_F(SessionWordsFirstTest, the_next_sync_waits_for_what_the_desk_says_to_words) {
    const std::size_t before = syncs();
    server.say(chat, ana, "my photo is gone");
    run->rest();
    EXPECT_EQ(syncs(), before);
    deliver_words(staff_place, "my photo is gone");
    run->rest();
    run->pass(SyncLoop::words_first_max / 2);
    EXPECT_EQ(syncs(), before);
    run->answer_slow();
    run->rest();
    EXPECT_GT(syncs(), before);
}

TEST_F(SessionWordsFirstTest, the_next_sync_waits_no_longer_than_twenty_milliseconds) {
    const std::size_t before = syncs();
    server.say(chat, ana, "my photo is gone");
    run->rest();
    deliver_words(staff_place, "my photo is gone");
    run->pass(SyncLoop::words_first_max - 1ms);
    EXPECT_EQ(syncs(), before);
    run->pass(1ms);
    EXPECT_EQ(syncs(), before + 1);
}

TEST_F(SessionWordsFirstTest, when_the_desk_says_nothing_the_next_sync_follows_soon) {
    const std::size_t before = syncs();
    server.say(chat, ana, "my photo is gone");
    run->rest();
    run->pass(SyncLoop::desk_speaks_within - 1ms);
    EXPECT_EQ(syncs(), before);
    run->pass(1ms);
    EXPECT_EQ(syncs(), before + 1);
}

TEST_F(SessionWordsFirstTest, lines_of_ours_do_not_keep_the_next_sync) {
    const std::size_t before = syncs();
    deliver_line(direct_place(ana), "good morning");
    server.set_state(staff, bo, "m.room.power_levels", {{"users", {{bo, 100}}}});
    run->rest();
    EXPECT_EQ(syncs(), before + 1);
}

TEST_F(SessionWordsFirstTest, a_copy_and_the_line_after_it_are_reported_together) {
    run->commits = false;
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->answer_slow();
    run->rest();
    EXPECT_THAT(events_of_batches(), IsEmpty());
    run->answer_slow();
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(2U));
}

TEST_F(SessionWordsFirstTest, a_report_waits_for_others_fifty_milliseconds_and_no_longer) {
    run->commits = false;
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->answer_slow();
    run->pass(49ms);
    EXPECT_THAT(events_of_batches(), IsEmpty());
    run->pass(1ms);
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, with_nothing_else_on_its_way_a_report_does_not_wait) {
    run->commits = false;
    deliver_words(staff_place, "my photo is gone");
    run->rest();
    run->answer_slow();
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, a_report_goes_with_the_words_of_the_next_sync) {
    run->commits = false;
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->answer_slow();
    run->rest();
    server.say(staff, bo, "I am on it");
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(2U));
}

TEST_F(SessionWordsFirstTest, what_others_may_hang_on_is_reported_at_once) {
    run->commits = false;
    chat::Outbound card = row(staff_place, "Question 7", chat::Voice::program);
    card.thread.clear();
    run->deliver(card);
    deliver_line(direct_place(ana), "your question is number 7");
    run->rest();
    run->answer_slow("Question 7");
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, what_was_changed_is_reported_at_once) {
    run->commits = false;
    chat::Outbound change = row(staff_place, "Question 7, taken", chat::Voice::program);
    change.act = chat::Act::change;
    change.target = "$card";
    run->deliver(change);
    deliver_line(direct_place(ana), "bo has your question");
    run->rest();
    run->answer_slow("Question 7");
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, in_a_place_with_more_to_send_reports_do_not_wait) {
    run->commits = false;
    deliver_words(staff_place, "one");
    deliver_words(direct_place(ana), "an answer");
    run->rest();
    deliver_words(staff_place, "two");
    run->answer_slow("one");
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, a_report_that_waits_goes_when_more_comes_for_a_place) {
    run->commits = false;
    deliver_words(staff_place, "one");
    deliver_words(direct_place(ana), "an answer");
    run->rest();
    run->answer_slow("one");
    run->rest();
    EXPECT_THAT(events_of_batches(), IsEmpty());
    deliver_words(direct_place(ana), "another answer");
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest,
       a_desk_that_may_hand_over_one_message_alone_gets_each_report_at_once) {
    NetworkConfig config = account_config();
    config.in_place_max = 1;
    StoredState stored = run->stored;
    run.emplace(server, config);
    run->stored = std::move(stored);
    run->restart();
    run->settle();
    run->is_slow = is_send;
    run->commits = false;
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->answer_slow();
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, when_stopping_no_report_waits) {
    deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->session->stop_reading();
    run->commits = false;
    run->answer_slow();
    run->rest();
    EXPECT_THAT(events_of_batches(), ElementsAre(1U));
}

TEST_F(SessionWordsFirstTest, a_report_that_waits_is_told_when_the_session_ends) {
    const auto id = deliver_words(staff_place, "my photo is gone");
    deliver_line(direct_place(ana), "added to your question");
    run->rest();
    run->answer_slow();
    run->rest();
    EXPECT_THAT(run->reports(id), IsEmpty());
    run->session->give_up(run->now);
    run->rest();
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::sent);
}

} // namespace
} // namespace peerdesk::matrix
