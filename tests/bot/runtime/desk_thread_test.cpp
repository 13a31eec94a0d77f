// SPDX-License-Identifier: MIT
// The thread around a real core and a database in memory.
#include "bot/runtime/desk_thread.hpp"

#include "bot/runtime/config/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace peerdesk::runtime {
namespace {

struct Journal final : chat::Log {
    void write(chat::LogLevel, std::string_view event, std::vector<Field>) override {
        const std::lock_guard lock(mutex);
        events.emplace_back(event);
    }
    long count(std::string_view event) {
        const std::lock_guard lock(mutex);
        return std::ranges::count(events, event);
    }
    std::mutex mutex;
    std::vector<std::string> events;
};

class Desk : public testing::Test {
  protected:
    Desk() {
        text::Problems problems;
        core_ = std::make_unique<Core>(database_, embedded_config({}).settings,
                                       text::make_snapshot(problems), journal_);
        (void)core_->start(clock_.now().wall);
        thread_ = std::make_unique<DeskThread>(
            DeskParts{*core_, inbox_, clock_, journal_,
                      [this](const std::string& network, std::vector<chat::Outbound> messages) {
                          deliver(network, std::move(messages));
                      },
                      [this] { has_failed_ = true; }});
    }

    /// A network that prints everything at once.
    void deliver(const std::string& network, std::vector<chat::Outbound> messages) {
        chat::Batch reports{network, {}, {}};
        for (const chat::Outbound& message : messages) {
            sent_.push_back(message);
            add(reports, chat::DeliveryReported{message.outbox_id, chat::Delivery::sent, {}, {}});
        }
        (void)inbox_.offer(std::move(reports)); // refused once closed, as by a network that left
    }

    void add(chat::Batch& batch, chat::EventBody body) {
        batch.events.push_back(
            {"1." + std::to_string(++line_), clock_.now().wall, {}, std::move(body)});
    }

    void link_up() {
        chat::Batch batch{"console", {}, {}};
        add(batch, chat::LinkChanged{true, {}, {.has_accounts = true, .confirms_delivery = true}});
        ASSERT_TRUE(inbox_.offer(std::move(batch)));
    }

    void say(const std::string& name, const std::string& text) {
        chat::MessageReceived message;
        message.place = {"console", chat::PlaceKind::direct, "a:" + name};
        message.author = {"a:" + name, name, chat::IdentityKind::account, false, {}};
        message.text = text;
        chat::Batch batch{"console", {}, {}};
        add(batch, std::move(message));
        ASSERT_TRUE(inbox_.offer(std::move(batch)));
    }

    void wait_until_settled() {
        std::promise<void> settled;
        thread_->when_settled([&] { settled.set_value(); });
        settled.get_future().wait();
    }

    void finish() {
        inbox_.close();
        thread_->finish();
    }

    net::SystemClock clock_;
    Journal journal_;
    InboxQueue inbox_;
    storage::Database database_ = storage::Database::in_memory();
    std::unique_ptr<Core> core_;
    std::unique_ptr<DeskThread> thread_;
    std::vector<chat::Outbound> sent_; ///< written by the desk thread, read when it is settled
    int line_ = 0;
    bool has_failed_ = false;
};

TEST_F(Desk, answers_a_question_before_it_says_that_it_is_settled) {
    link_up();
    thread_->start();
    say("ana", "How do I add a photo to the album?");
    wait_until_settled();
    const auto to_ana = std::ranges::count_if(
        sent_, [](const chat::Outbound& message) { return message.place.id == "a:ana"; });
    EXPECT_EQ(to_ana, 1);
    finish();
    EXPECT_FALSE(has_failed_);
}

TEST_F(Desk, commits_what_is_in_the_inbox_when_it_is_told_to_finish) {
    link_up();
    say("ana", "How do I add a photo to the album?");
    thread_->start();
    finish();
    EXPECT_TRUE(inbox_.is_empty());
    auto count = database_.prepare("SELECT count(*) AS n FROM tickets");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer("n"), 1);
}

TEST_F(Desk, tries_again_while_the_database_is_unavailable_and_says_so_once) {
    std::atomic<int> refusals = 3;
    database_.before_commit([&] {
        if (refusals > 0) {
            --refusals;
            storage::StorageUnavailable full("disk full");
            full.is_full = true;
            throw full;
        }
    });
    link_up();
    say("ana", "How do I add a photo to the album?");
    thread_->start();
    wait_until_settled();
    EXPECT_EQ(refusals, 0);
    EXPECT_EQ(journal_.count("database_unavailable"), 1);
    EXPECT_EQ(journal_.count("database_available"), 1);
    EXPECT_FALSE(sent_.empty());
    finish();
    EXPECT_FALSE(has_failed_);
}

TEST_F(Desk, shows_that_it_goes_round) {
    const auto before = thread_->last_beat();
    thread_->start();
    wait_until_settled();
    EXPECT_GE(thread_->last_beat(), before);
    finish();
}

TEST_F(Desk, takes_new_settings_between_two_commits) {
    link_up();
    thread_->start();
    wait_until_settled();
    desk::Settings settings = embedded_config({}).settings;
    settings.desks[0].responders.clear();
    text::Problems problems;
    thread_->reload(settings, text::make_snapshot(problems));
    wait_until_settled();
    say("bo", "list");
    wait_until_settled();
    finish();
    EXPECT_FALSE(has_failed_);
}

} // namespace
} // namespace peerdesk::runtime
