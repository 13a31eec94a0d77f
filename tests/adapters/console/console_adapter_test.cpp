// SPDX-License-Identifier: MIT
// The adapter on real pipes: bytes in, events and blocks out.
#include "adapters/console/console_adapter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace peerdesk::console {
namespace {

using testing::HasSubstr;

struct Sink final : chat::InboxSink {
    bool offer(chat::Batch batch) override {
        if (refusals > 0) {
            --refusals;
            return false;
        }
        batches.push_back(std::move(batch));
        return true;
    }
    [[nodiscard]] std::vector<chat::MessageReceived> messages() const {
        std::vector<chat::MessageReceived> found;
        for (const chat::Batch& batch : batches) {
            for (const chat::Event& event : batch.events) {
                if (const auto* message = std::get_if<chat::MessageReceived>(&event.body)) {
                    found.push_back(*message);
                }
            }
        }
        return found;
    }
    int refusals = 0;
    std::vector<chat::Batch> batches;
};

struct FixedClock final : net::Clock {
    [[nodiscard]] net::Instant now() const override { return {{}, net::WallTime{}}; }
};

struct Pipe {
    Pipe() { EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0); }
    ~Pipe() {
        ::close(ends[0]);
        close_writer();
    }
    void close_writer() {
        if (ends[1] >= 0) ::close(std::exchange(ends[1], -1));
    }
    std::array<int, 2> ends{-1, -1};
};

/// Plays a whole input to its end; the desk behind it answers nothing and is settled at once.
class Console : public testing::Test {
  protected:
    void play(std::string_view input, std::vector<chat::StateChange> state = {}) {
        ASSERT_TRUE(write_all(in_.ends[1], input));
        in_.close_writer();
        adapter_ = std::make_unique<ConsoleAdapter>(
            io_, config(), std::move(state), sink_, clock_,
            Hooks{[](const std::function<void()>& callback) { callback(); },
                  [this] {
                      has_ended_ = true;
                      adapter_->stop({});
                  }});
        adapter_->start();
        io_.run();
        out_.close_writer();
    }

    ConsoleConfig config() {
        ConsoleConfig config;
        config.rooms = {"#help"};
        config.in_fd = in_.ends[0];
        config.out_fd = out_.ends[1];
        config.words.greeting = "GREETING";
        config.words.help = "HELP";
        config.words.unclear_line = "UNCLEAR";
        config.words.line_cut = "CUT";
        config.words.to_person = [](std::string_view name) {
            return "to " + std::string(name) + ":";
        };
        config.words.in_room = [](std::string_view room) {
            return "in " + std::string(room) + ":";
        };
        config.words.unknown_room = [](std::string_view room) {
            return "NO ROOM " + std::string(room);
        };
        return config;
    }

    std::string output() {
        std::string all;
        std::array<char, 4096> chunk{};
        for (;;) {
            const ssize_t got = ::read(out_.ends[0], chunk.data(), chunk.size());
            if (got <= 0) return all;
            all.append(chunk.data(), static_cast<std::size_t>(got));
        }
    }

    boost::asio::io_context io_{1};
    Pipe in_;
    Pipe out_;
    Sink sink_;
    FixedClock clock_;
    std::unique_ptr<ConsoleAdapter> adapter_;
    bool has_ended_ = false;
};

TEST_F(Console, gives_a_direct_message_the_account_of_its_speaker) {
    play("Ana: How do I add a photo?\n");
    const auto messages = sink_.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].place, (chat::Place{"console", chat::PlaceKind::direct, "a:ana"}));
    EXPECT_EQ(messages[0].author.id, "a:ana");
    EXPECT_EQ(messages[0].author.name, "Ana");
    EXPECT_EQ(messages[0].author.kind, chat::IdentityKind::account);
    EXPECT_EQ(messages[0].text, "How do I add a photo?");
    EXPECT_TRUE(has_ended_);
}

TEST_F(Console, knows_when_it_is_spoken_to_in_a_room) {
    play("#help ana: peerdesk: claim 1\n#help bo: hello\n");
    const auto messages = sink_.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_TRUE(messages[0].mentions_us);
    EXPECT_EQ(messages[0].text, "claim 1");
    EXPECT_EQ(messages[0].place, (chat::Place{"console", chat::PlaceKind::room, "#help"}));
    EXPECT_FALSE(messages[1].mentions_us);
}

TEST_F(Console, helps_with_lines_it_cannot_place) {
    play("nonsense\n#nowhere ana: hi\n/help\n");
    const std::string said = output();
    EXPECT_THAT(said, HasSubstr("GREETING"));
    EXPECT_THAT(said, HasSubstr("UNCLEAR"));
    EXPECT_THAT(said, HasSubstr("NO ROOM #nowhere"));
    EXPECT_THAT(said, HasSubstr("HELP"));
    EXPECT_TRUE(sink_.messages().empty());
}

TEST_F(Console, takes_a_last_line_without_line_end_and_windows_line_ends) {
    play("ana: one\r\nana: two");
    const auto messages = sink_.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "one");
    EXPECT_EQ(messages[1].text, "two");
}

TEST_F(Console, ends_at_quit_and_reads_no_further) {
    play("/quit\nana: too late\n");
    EXPECT_TRUE(has_ended_);
    EXPECT_TRUE(sink_.messages().empty());
}

TEST_F(Console, takes_a_long_line_whole_and_goes_on_with_the_next) {
    play("ana: " + std::string(40'000, 'x') + "\nana: next\n"); // fits a pipe's buffer of 64 KiB
    const auto messages = sink_.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text.size(), 40'000U);
    EXPECT_FALSE(messages[0].was_cut);
    EXPECT_EQ(messages[1].text, "next");
}

TEST_F(Console, never_uses_an_event_key_again_after_a_restart) {
    play("ana: one\n", {{"epoch", "6"}});
    ASSERT_FALSE(sink_.batches.empty());
    EXPECT_EQ(sink_.batches[0].state, (std::vector<chat::StateChange>{{"epoch", "7"}}));
    EXPECT_EQ(sink_.batches[0].events[0].key, "7.1");
    EXPECT_EQ(sink_.batches[1].events[0].key, "7.2");
}

TEST_F(Console, offers_again_what_a_full_inbox_refused) {
    sink_.refusals = 2;
    play("ana: one\n");
    EXPECT_EQ(sink_.messages().size(), 1U);
}

TEST_F(Console, reports_what_it_printed) {
    in_.close_writer();
    adapter_ =
        std::make_unique<ConsoleAdapter>(io_, config(), std::vector<chat::StateChange>{}, sink_,
                                         clock_, Hooks{[](const std::function<void()>&) {}, [] {}});
    adapter_->deliver({{41, {"console", chat::PlaceKind::direct, "a:ana"}, "first\nsecond"},
                       {42, {"console", chat::PlaceKind::room, "#help"}, "hello"}});
    io_.run();
    ASSERT_EQ(sink_.batches.size(), 1U);
    ASSERT_EQ(sink_.batches[0].events.size(), 2U);
    const auto& report = std::get<chat::DeliveryReported>(sink_.batches[0].events[1].body);
    EXPECT_EQ(report.outbox_id, 42);
    EXPECT_EQ(report.delivery, chat::Delivery::sent);
    out_.close_writer();
    EXPECT_EQ(output(), "to ana: first\n  second\n\nin #help: hello\n\n");
}

} // namespace
} // namespace peerdesk::console
