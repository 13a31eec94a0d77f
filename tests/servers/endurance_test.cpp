// SPDX-License-Identifier: MIT
// The real program is killed again and again, without warning, while questions keep coming over a
// real network. What it had committed must come to its end: nothing lost, nothing doubled, no
// answer promised and not sent.
#include "tests/servers/community.hpp"

#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <regex>
#include <set>
#include <thread>
#include <vector>

namespace peerdesk::servers {
namespace {

constexpr int kill_count = 20;
constexpr int question_count = 500;
constexpr int asker_count = 25;
constexpr auto question_interval = 90ms;
constexpr int answer_every = 3;         // of the cards that bo sees, which one is answered
constexpr double lines_per_second = 60; // so slow that a kill always finds something owed
constexpr int run_ms_min = 400;
constexpr int run_ms_max = 4000;
constexpr auto calm_wait = 120s;

unsigned choose_seed() {
    const char* given = std::getenv("PEERDESK_TEST_SEED");
    return given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
}

std::string question_text(int number) {
    return "How do I do thing <" + std::to_string(number) + ">?";
}

std::string answer_text(int ticket) {
    return "Answer of bo to {" + std::to_string(ticket) + "}";
}

/// How often each "<number>" between the two signs stands in a text.
std::map<int, int> numbers_between(const std::string& text, char open, char close) {
    std::map<int, int> found;
    for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        const auto end = text.find(close, at);
        if (end == std::string::npos) break;
        const std::string inner = text.substr(at + 1, end - at - 1);
        if (!inner.empty() && inner.find_first_not_of("0123456789") == std::string::npos) {
            ++found[std::stoi(inner)];
        }
    }
    return found;
}

class Endurance : public testing::Test {
  protected:
    Endurance() {
        std::cout << "seed " << seed_ << " (PEERDESK_TEST_SEED repeats it)\n";
        NetworkPlan paced = network.plan();
        paced.lines_per_second = lines_per_second;
        DeskPlan plan = DeskPlan::on(paced);
        plan.open_questions_max = 1000;
        desk = std::make_unique<DeskProcess>(plan, workspace);
        std::vector<std::string> nicks;
        for (int i = 0; i < asker_count; ++i)
            nicks.push_back("asker" + std::to_string(i));
        network.register_accounts(nicks);
        std::vector<std::future<std::unique_ptr<IrcClient>>> arriving;
        for (const std::string& nick : nicks) {
            arriving.push_back(std::async(std::launch::async, [this, nick] {
                return std::make_unique<IrcClient>(network.server.address(), Network::member(nick));
            }));
        }
        for (auto& one : arriving)
            askers.push_back(one.get());
        for (auto& asker : askers)
            asker->join("#help");
        bo = std::make_unique<IrcClient>(network.server.address(), Network::member("bo"));
        bo->join("#staff");
    }

    /// Every second question is asked in the room, the others in a direct chat.
    void ask_next() {
        IrcClient& asker = *askers[static_cast<std::size_t>(asked % asker_count)];
        if (asked % 2 == 0) {
            asker.say(bot, "ask " + question_text(asked));
        } else {
            asker.say("#help", "!ask " + question_text(asked));
        }
        ++asked;
    }

    /// bo claims and answers some of the questions that the desk shows in #staff.
    void answer_some() {
        bo->catch_up();
        const std::regex card{phrases::new_card, std::regex::icase};
        for (; seen_by_bo < bo->heard().size(); ++seen_by_bo) {
            const Heard& heard = bo->heard()[seen_by_bo];
            std::smatch found;
            if (heard.nick != bot || !std::regex_search(heard.text, found, card)) continue;
            const int ticket = std::stoi(found[1]);
            if (ticket % answer_every != 0 || !answered_by_bo.insert(ticket).second) continue;
            const std::string n = std::to_string(ticket);
            bo->say("#staff", "!claim " + n);
            bo->say("#staff", "!reply " + n + " " + answer_text(ticket));
        }
    }

    /// Lets people talk until then.
    void talk_until(std::chrono::steady_clock::time_point end) {
        while (std::chrono::steady_clock::now() < end) {
            if (asked < question_count && std::chrono::steady_clock::now() >= next_question) {
                ask_next();
                next_question += question_interval;
            }
            answer_some();
            std::this_thread::sleep_for(5ms);
        }
    }

    void check_inbox_against_tickets(const DeskDatabase& database) {
        std::map<int, int> committed;
        for (const auto& row : database.rows("SELECT wire FROM inbox WHERE wire IS NOT NULL")) {
            for (const auto& [number, count] : numbers_between(row[0], '<', '>')) {
                committed[number] += 1;
            }
        }
        std::map<int, int> kept;
        for (const auto& row :
             database.rows("SELECT body FROM ticket_messages WHERE kind = 'question'")) {
            for (const auto& [number, count] : numbers_between(row[0], '<', '>')) {
                kept[number] += 1;
            }
        }
        EXPECT_EQ(committed, kept) << "what was committed and what became a question differ";
        for (const auto& [number, count] : kept)
            EXPECT_EQ(count, 1) << question_text(number);
        EXPECT_EQ(database.number("SELECT count(*) FROM tickets"),
                  static_cast<std::int64_t>(kept.size()));
        EXPECT_EQ(database.number("SELECT count(*) FROM inbox WHERE state = 'parked'"), 0);
        std::cout << question_count << " questions sent, " << kept.size() << " arrived, "
                  << question_count - static_cast<int>(kept.size())
                  << " fell into the gaps while the desk was dead\n";
        EXPECT_GT(kept.size(), 0u);
    }

    void check_outbox(const DeskDatabase& database) {
        EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE repeat_rule <> 'never' AND "
                                  "state NOT IN ('sent', 'unconfirmed', 'failed')"),
                  0)
            << database.table("SELECT id, place_id, state, reason, body FROM outbox WHERE "
                              "repeat_rule <> 'never' AND "
                              "state NOT IN ('sent', 'unconfirmed', 'failed')");
        EXPECT_EQ(database.number("SELECT count(*) FROM ticket_messages AS m WHERE kind = 'answer' "
                                  "AND NOT EXISTS (SELECT 1 FROM outbox WHERE message_id = m.id)"),
                  0)
            << "answers that nobody was to be sent";
        for (const auto& row : database.rows("SELECT state, count(*), sum(is_repeat) FROM outbox "
                                             "GROUP BY state ORDER BY state")) {
            std::cout << "outbox " << row[0] << ": " << row[1] << ", of them sent again: " << row[2]
                      << "\n";
        }
    }

    /// What the askers themselves heard: each answer, and unmarked once at most.
    void check_answers_heard(const DeskDatabase& database) {
        std::map<int, int> heard;
        std::map<int, int> unmarked;
        for (auto& asker : askers) {
            asker->catch_up();
            for (const Heard& one : asker->heard()) {
                if (one.nick != bot) continue;
                const bool is_in_room = one.target == "#help";
                if (is_in_room && asker != askers.front()) continue; // all hear the room
                const bool is_marked = std::regex_search(
                    one.text, std::regex{phrases::possibly_repeated, std::regex::icase});
                for (const auto& [ticket, count] : numbers_between(one.text, '{', '}')) {
                    heard[ticket] += count;
                    if (!is_marked) unmarked[ticket] += count;
                }
            }
        }
        std::size_t answered = 0;
        for (const auto& row :
             database.rows("SELECT DISTINCT m.body FROM ticket_messages AS m JOIN outbox AS o ON "
                           "o.message_id = m.id WHERE m.kind = 'answer' AND o.state <> 'failed'")) {
            for (const auto& [ticket, count] : numbers_between(row[0], '{', '}')) {
                ++answered;
                EXPECT_GT(heard[ticket], 0) << "never heard: " << answer_text(ticket);
            }
        }
        for (const auto& [ticket, count] : unmarked) {
            EXPECT_LE(count, 1) << "heard twice without a mark: " << answer_text(ticket);
        }
        std::cout << answered << " answers promised, all heard\n";
    }

    /// Each ticket's number was told to somebody.
    void check_numbers_heard(const DeskDatabase& database) {
        std::set<int> told;
        const std::regex opened{phrases::opened, std::regex::icase};
        for (auto& asker : askers) {
            for (const Heard& one : asker->heard()) {
                std::smatch found;
                if (one.nick == bot && std::regex_search(one.text, found, opened)) {
                    told.insert(std::stoi(found[1]));
                }
            }
        }
        for (const auto& row : database.rows("SELECT id FROM tickets ORDER BY id")) {
            EXPECT_TRUE(told.contains(std::stoi(row[0]))) << "nobody was told of " << row[0];
        }
    }

    Workspace workspace;
    Network network{workspace};
    std::unique_ptr<DeskProcess> desk;
    std::vector<std::unique_ptr<IrcClient>> askers;
    std::unique_ptr<IrcClient> bo;
    std::size_t seen_by_bo = 0;
    std::set<int> answered_by_bo; // a card may come twice
    int asked = 0;
    std::chrono::steady_clock::time_point next_question;

  private:
    unsigned seed_ = choose_seed();

  protected:
    std::mt19937 random{seed_};
};

TEST_F(Endurance, killed_again_and_again_it_loses_and_doubles_nothing_it_had_committed) {
    std::uniform_int_distribution<int> run_ms{run_ms_min, run_ms_max};
    next_question = std::chrono::steady_clock::now();
    for (int kills = 0; kills < kill_count; ++kills) {
        desk->start_without_waiting();
        talk_until(std::chrono::steady_clock::now() + std::chrono::milliseconds{run_ms(random)});
        ASSERT_TRUE(desk->is_running()) << desk->log();
        desk->kill();
    }
    desk->start();
    while (asked < question_count)
        talk_until(std::chrono::steady_clock::now() + 100ms);
    talk_until(std::chrono::steady_clock::now() + 1s);
    ASSERT_TRUE(becomes_calm(*desk, calm_wait));
    answer_some();
    talk_until(std::chrono::steady_clock::now() + 1s);
    ASSERT_TRUE(becomes_calm(*desk, calm_wait));

    const DeskDatabase database{desk->database_file()};
    check_inbox_against_tickets(database);
    check_outbox(database);
    check_answers_heard(database);
    check_numbers_heard(database);
    EXPECT_EQ(desk->stop(), 0);
}

} // namespace
} // namespace peerdesk::servers
