// SPDX-License-Identifier: MIT
// The real program is killed again and again while people write and press on Telegram. The server
// keeps what was not confirmed, so nothing may be lost; what was sent and not proved may come
// twice, and then says so.
#include "tests/servers/telegram_desk.hpp"
#include "tests/servers/telegram_stream.hpp"

#include "tests/servers/community.hpp"
#include "tests/servers/waiting.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using telegram_fake::Message;
using telegram_fake::World;

constexpr int kill_count = 20;
constexpr int run_ms_min = 200;
constexpr int run_ms_max = 1'500;
constexpr auto calm_wait = 90s;

unsigned choose_seed() {
    const char* given = std::getenv("PEERDESK_TEST_SEED");
    return given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
}

bool is_marked(const TelegramMessage& message) {
    return message.text().contains("Possibly repeated");
}

class TelegramEndurance : public TelegramDesk {
  protected:
    TelegramEndurance() {
        std::cout << std::unitbuf << "seed " << seed << " (PEERDESK_TEST_SEED repeats it)\n";
        DeskPlan plan = community.plan();
        plan.open_questions_max = 1000;
        desk.emplace(std::move(plan), workspace);
    }

    std::chrono::milliseconds any_time() {
        return std::chrono::milliseconds{
            std::uniform_int_distribution<int>{run_ms_min, run_ms_max}(random)};
    }

    /// Everything of the desk that stands in any chat.
    std::vector<TelegramMessage> all_of_desk() {
        return community.server.with_world([](World& world) {
            std::vector<TelegramMessage> found;
            for (const auto& [id, chat] : world.chats()) {
                for (const Message& message : chat.messages) {
                    const bool is_said = message.from == world.bot_id() && !message.is_service;
                    if (is_said && !message.is_deleted) found.push_back({message.json});
                }
            }
            return found;
        });
    }

    /// ticket_messages: each number once, each person's in order.
    void check_kept(const TelegramStream& stream) {
        std::map<std::string, std::vector<int>> kept; // by account
        for (const auto& row : database().rows(
                 "SELECT i.account, m.body FROM ticket_messages AS m JOIN identities AS i ON "
                 "i.person_id = m.person_id WHERE m.kind = 'question' ORDER BY m.id"))
            kept[row[0]].push_back(stream_number_in(row[1]));
        std::size_t count = 0;
        for (int person = 0; person < stream.plan().people; ++person) {
            const std::string account =
                "a:" + std::to_string(stream.people()[static_cast<std::size_t>(person)]);
            EXPECT_EQ(kept[account], stream.numbers_of(person)) << account;
            count += kept[account].size();
        }
        std::cout << count << " of " << stream.plan().messages << " messages kept\n";
    }

    /// The staff's topics: each number, a second time only with the mark, each person's in order.
    void check_shown(const TelegramStream& stream) {
        std::map<int, int> unmarked;
        std::set<int> shown;
        std::map<int, std::vector<int>> first; // by topic and person
        for (const TelegramMessage& message : all_of_desk()) {
            const int number = stream_number_in(message.text());
            if (message.place().chat != community.staff.chat || number < 0) continue;
            if (!is_marked(message)) ++unmarked[number];
            if (!shown.insert(number).second) continue;
            auto& order = first[static_cast<int>(message.place().topic) * stream.plan().people +
                                number % stream.plan().people];
            EXPECT_TRUE(order.empty() || order.back() < number)
                << number << " stands behind " << order.back();
            order.push_back(number);
        }
        EXPECT_EQ(shown.size(), static_cast<std::size_t>(stream.plan().messages));
        for (const auto& [number, count] : unmarked)
            EXPECT_LE(count, 1) << "<" << number << "> stands there twice without a mark";
    }

    /// The outbox against what stands in the chats.
    void check_sent() {
        const DeskDatabase rows = database();
        EXPECT_EQ(rows.number("SELECT count(*) FROM outbox WHERE state <> 'sent' AND "
                              "repeat_rule <> 'never'"),
                  0)
            << rows.table("SELECT id, place_id, act, state, reason, body FROM outbox WHERE state "
                          "<> 'sent'");
        std::set<std::string> owned;
        for (const auto& row : rows.rows("SELECT remote_id FROM outbox WHERE act = 'say'"))
            owned.insert(row[0]);
        int copies = 0;
        std::set<std::string> there;
        for (const TelegramMessage& message : all_of_desk()) {
            const std::string id =
                std::to_string(message.place().chat) + "/" + std::to_string(message.id());
            there.insert(id);
            if (!owned.contains(id)) ++copies;
        }
        for (const std::string& id : owned)
            if (!id.empty()) EXPECT_TRUE(there.contains(id)) << id << " is told as sent";
        // Two kills in a row may leave two copies of one row.
        const auto repeats =
            rows.number("SELECT coalesce(sum(attempts - 1), 0) FROM outbox WHERE attempts > 1");
        std::cout << rows.number("SELECT count(*) FROM outbox") << " rows, " << repeats
                  << " sent again, " << copies << " copies of them in the chats, "
                  << rows.number("SELECT count(*) FROM outbox WHERE state = 'unknown'")
                  << " that may not be repeated have an unknown end\n";
        EXPECT_LE(copies, repeats + rows.number("SELECT count(*) FROM outbox WHERE state = "
                                                "'unknown'"));
    }

    /// Topics: one for each ticket, and at most one more for each ambiguous opening.
    void check_topics() {
        const auto tickets = database().number("SELECT count(*) FROM tickets");
        const auto repeats = database().number(
            "SELECT coalesce(sum(attempts - 1), 0) FROM outbox WHERE act = 'open_thread' AND "
            "attempts > 1");
        const auto made = static_cast<std::int64_t>(community.server.with_world(
            [&](World& world) { return world.chat(community.staff.chat).topics.size(); }));
        std::cout << tickets << " questions, " << made << " topics, " << repeats
                  << " openings repeated\n";
        EXPECT_GE(made, tickets);
        EXPECT_LE(made, tickets + repeats);
    }

    /// Each counted once, also on a copy of a card whose id the desk never heard.
    void check_presses(const TelegramStream& stream) {
        std::map<std::string, int> wanted;
        int lost = 0;
        for (const TelegramStream::Press& press : stream.presses()) {
            const std::string id =
                std::to_string(community.staff.chat) + "/" + std::to_string(press.message);
            if (database().number("SELECT count(*) FROM outbox WHERE remote_id = '" + id + "'") < 1)
                ++lost;
            ++wanted[std::to_string(press.ticket)];
        }
        std::map<std::string, int> claimed;
        for (const auto& row : database().rows("SELECT ticket_id, count(*) FROM interactions WHERE "
                                               "kind = 'claimed' GROUP BY ticket_id"))
            claimed[row[0]] = std::stoi(row[1]);
        EXPECT_EQ(claimed, wanted);
        std::cout << stream.presses().size() << " presses, " << lost << " of them on a lost copy\n";
    }

    const unsigned seed = choose_seed();
    std::mt19937 random{seed};
};

TEST_F(TelegramEndurance, killed_again_and_again_it_loses_nothing_and_marks_what_may_be_doubled) {
    TelegramStream stream{community, {}};
    const auto begin = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>{std::chrono::steady_clock::now() - begin}.count();
    };
    stream.begin();
    for (int kills = 0; kills < kill_count; ++kills) {
        desk->start_without_waiting();
        std::this_thread::sleep_for(any_time());
        ASSERT_TRUE(desk->is_running()) << desk->log();
        desk->kill();
    }
    desk->start();
    stream.finish();
    std::cout << kill_count << " kills and " << stream.plan().messages << " messages in "
              << seconds() << " s\n";
    EXPECT_TRUE(eventually(calm_wait, [&] {
        return database().number("SELECT count(*) FROM ticket_messages WHERE kind = 'question'") >=
               stream.plan().messages;
    }));
    EXPECT_TRUE(eventually(calm_wait, [&] {
        return database().number("SELECT count(*) FROM interactions WHERE kind = 'claimed'") >=
               static_cast<std::int64_t>(stream.presses().size());
    }));
    EXPECT_TRUE(becomes_calm(*desk, calm_wait));
    std::cout << "calm after " << seconds() << " s\n";
    check_kept(stream);
    check_shown(stream);
    check_sent();
    check_topics();
    EXPECT_EQ(database().number("SELECT count(*) FROM inbox WHERE state = 'parked'"), 0)
        << database().table("SELECT event_key, error FROM inbox WHERE state = 'parked'");
    check_presses(stream);
    EXPECT_EQ(desk->stop(), 0);
}

} // namespace
} // namespace peerdesk::servers
