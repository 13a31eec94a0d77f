// SPDX-License-Identifier: MIT
// What goes wrong with people and groups: somebody blocks the desk, topics vanish, groups change.
#include "tests/servers/telegram_desk.hpp"

#include "tests/servers/community.hpp"
#include "tests/servers/waiting.hpp"

#include <gmock/gmock.h>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using telegram_fake::Json;
using telegram_fake::People;
using telegram_fake::World;
using testing::ElementsAre;
using testing::HasSubstr;

class TelegramTrouble : public TelegramDesk {
  protected:
    explicit TelegramTrouble(const TelegramWorld& world = {}) : TelegramDesk(world) {}

    template <class Work>
    auto with_people(Work work) {
        return community.server.with_people(
            [&](People& people, World& world) { return work(people, world); });
    }
    [[nodiscard]] std::int64_t rows_in(const std::string& state) const {
        return database().number("SELECT count(*) FROM outbox WHERE state = '" + state + "'");
    }
};

TEST_F(TelegramTrouble, who_blocks_the_desk_gets_the_kept_words_on_return) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    ana.block();
    const TelegramMessage told = bo.expect(asked.topic, phrases::person_unreachable);
    EXPECT_THAT(told.text(), HasSubstr("Ana"));
    bo.reply(asked.copy, "Press Edit, then the picture button.");
    bo.expect(asked.topic, phrases::answer_goes);
    EXPECT_TRUE(eventually(10s, [&] { return rows_in("held") == 1; }))
        << database().table("SELECT id, place_id, state, reason, body FROM outbox");
    EXPECT_FALSE(ana.has_heard(ana.chat(), "picture button"));
    ana.start();
    ana.expect(phrases::answer(asked.ticket, "picture button"));
    bo.expect(asked.topic, phrases::person_reachable);
    expect_all_sent();
    EXPECT_EQ(count("answered"), 1);
}

TEST_F(TelegramTrouble, a_block_that_shows_only_when_we_write_is_told_as_well) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    community.server.with_world([&](World& world) { // no update tells of it
        world.user(community.ana).has_blocked = true;
    });
    bo.reply(asked.copy, "Press Edit, then the picture button.");
    const TelegramMessage told = bo.expect(asked.topic, phrases::person_unreachable);
    EXPECT_THAT(told.text(), HasSubstr("bot was blocked by the user"));
    EXPECT_EQ(rows_in("held"), 1);
    community.server.with_world( // nor that it is over
        [&](World& world) { world.user(community.ana).has_blocked = false; });
    ana.start();
    ana.expect(phrases::answer(asked.ticket, "picture button"));
    bo.expect(asked.topic, phrases::person_reachable);
    expect_all_sent();
}

TEST_F(TelegramTrouble, a_topic_deleted_in_the_middle_is_made_again_with_what_was_said) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    bo.reply(asked.copy, "Press Edit.");
    bo.expect(asked.topic, phrases::answer_goes);
    with_people(
        [&](People& people, World&) { people.deletes_topic(asked.topic.chat, asked.topic.topic); });
    ana.say("Which Edit?");
    ana.expect(phrases::added);
    ASSERT_TRUE(eventually(
        15s, [&] { return community.topic_of(asked.ticket).topic != asked.topic.topic; }));
    const TelegramPlace topic = community.topic_of(asked.ticket);
    const TelegramMessage card = bo.expect(topic, phrases::card(asked.ticket));
    EXPECT_THAT(card.labels(), ElementsAre("Release", "Snooze", "Close"));
    bo.expect(topic, phrases::thread_again);
    bo.expect(topic, "^Ana: how do i add a photo");
    bo.expect(topic, "^Answer by Bo: press edit");
    const TelegramMessage followed = bo.expect(topic, "^Ana: which edit");
    bo.reply(followed, "The upper one.");
    ana.expect(phrases::answer(asked.ticket, "the upper one"));
    ASSERT_TRUE(becomes_calm(*desk));
    EXPECT_EQ(rows_in("unknown"), 0);
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets"), 1);
    EXPECT_EQ(community.call_count("createForumTopic"), 2U);
}

TEST_F(TelegramTrouble, when_topics_are_switched_off_work_goes_on_in_the_group) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    with_people(
        [&](People& people, World&) { people.switches_topics(community.staff.chat, false); });
    ana.say("It is a JPEG.");
    const TelegramMessage card = bo.expect(community.staff, phrases::card(asked.ticket));
    EXPECT_THAT(card.labels(), ElementsAre("Release", "Snooze", "Close"));
    const TelegramMessage followed = bo.expect(community.staff, "^Ana: it is a jpeg");
    bo.reply(followed, "Press Edit.");
    ana.expect(phrases::answer(asked.ticket, "press edit"));
    const int second = ask(ben, "How do I rename a page?");
    bo.expect(community.staff, phrases::card(second));
    bo.expect(community.staff, "^Ben: how do i rename a page");
    ASSERT_TRUE(becomes_calm(*desk));
    EXPECT_EQ(rows_in("unknown"), 0);
}

TEST_F(TelegramTrouble, a_topic_that_somebody_closed_is_opened_again_for_new_words) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    with_people([&](People& people, World&) {
        people.closes_topic(community.bo, asked.topic.chat, asked.topic.topic);
    });
    ana.say("It is a JPEG.");
    bo.expect(asked.topic, "^Ana: it is a jpeg");
    expect_all_sent();
}

TEST_F(TelegramTrouble, a_desk_put_out_of_the_staffs_group_tells_the_coordinators_and_waits) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    with_people([&](People& people, World& world) {
        people.removes(community.cora, community.staff.chat, world.bot_id());
    });
    cora.expect(community.coordinators, "can no longer write in the room");
    ana.say("It is a JPEG.");
    ana.expect(phrases::added);
    EXPECT_TRUE(eventually(10s, [&] { return rows_in("held") > 0; }));
    with_people([&](People& people, World& world) {
        people.promotes(community.cora, community.staff.chat, world.bot_id(),
                        Json{{"can_manage_topics", true}});
    });
    bo.expect(asked.topic, "^Ana: it is a jpeg");
    expect_all_sent();
}

class TelegramUpgrade : public TelegramTrouble {
  protected:
    TelegramUpgrade() : TelegramTrouble({.staff = TelegramWorld::Staff::group}) {}

    /// A question that bo took, then the group has a new id, of which updates tell or not.
    void take_and_upgrade(bool is_told) {
        start();
        ticket = ask(ana, "How do I add a photo?");
        const TelegramMessage card = bo.expect(community.staff, phrases::card(ticket));
        bo.press(card, "Claim");
        ana.expect(phrases::taken_for_asker(ticket));
        ASSERT_TRUE(becomes_calm(*desk));
        upgraded.chat = with_people([&](People& people, World& world) {
            const std::int64_t chat = people.upgrades(community.cora, community.staff.chat);
            if (!is_told) world.queue.clear();
            return chat;
        });
    }
    /// Work goes on there, on a new card.
    void expect_work_goes_on() {
        const TelegramMessage card = bo.expect(upgraded, phrases::card(ticket));
        EXPECT_THAT(card.labels(), ElementsAre("Release", "Snooze", "Close"));
        // It may have been on its way before the new card was.
        const TelegramMessage followed = chi.expect(upgraded, "^Ana: it is a jpeg");
        bo.reply(followed, "Press Edit.");
        ana.expect(phrases::answer(ticket, "press edit"));
        bo.press(card, "Close");
        ana.expect(phrases::closed_for_asker);
        ASSERT_TRUE(becomes_calm(*desk));
        EXPECT_EQ(rows_in("unknown"), 0);
        EXPECT_EQ(database().number("SELECT count(*) FROM outbox WHERE place_kind = 'room' AND "
                                    "place_id = '" +
                                    std::to_string(upgraded.chat) + "'"),
                  0)
            << "rows name the room as it is configured";
    }

    int ticket = 0;
    TelegramPlace upgraded;
};

TEST_F(TelegramUpgrade, a_group_that_becomes_a_supergroup_keeps_its_work) {
    take_and_upgrade(true);
    ana.say("It is a JPEG.");
    expect_work_goes_on();
    ASSERT_EQ(desk->stop(), 0);
    desk->start(); // the configuration still has the old id
    const int second = ask(ben, "How do I rename a page?");
    bo.expect(upgraded, phrases::card(second));
}

TEST_F(TelegramUpgrade, it_is_found_out_by_writing_when_no_update_told) {
    take_and_upgrade(false);
    ana.say("It is a JPEG.");
    expect_work_goes_on();
}

} // namespace
} // namespace peerdesk::servers
