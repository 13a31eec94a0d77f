// SPDX-License-Identifier: MIT
// The driver with real sockets on loopback, against the model of a homeserver.
#include "adapters/matrix/matrix_adapter.hpp"

#include "tests/adapters/matrix/fake_homeserver.hpp"
#include "tests/adapters/matrix/session_run.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace peerdesk::matrix {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string bo = "@bo:example.org";

class MatrixRecorder final : public chat::InboxSink, public chat::Log {
  public:
    bool offer(chat::Batch batch) override {
        if (!is_open) {
            ++refused;
            return false;
        }
        for (const chat::StateChange& change : batch.state)
            states.push_back(change);
        for (chat::Event& event : batch.events) {
            events.push_back(event);
            on_event(event);
        }
        if (batch.committed) batch.committed();
        return true;
    }
    void write(chat::LogLevel, std::string_view event, std::vector<Field>) override {
        log.emplace_back(event);
    }
    template <class Body>
    [[nodiscard]] std::vector<Body> all() const {
        std::vector<Body> found;
        for (const chat::Event& event : events)
            if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
        return found;
    }
    std::function<void(const chat::Event&)> on_event = [](const chat::Event&) {};
    bool is_open = true;
    int refused = 0;
    std::vector<chat::Event> events;
    std::vector<chat::StateChange> states;
    std::vector<std::string> log;
};

class NoFiles final : public chat::FileSource {
  public:
    void fetch(const chat::Attachment& /*file*/, chat::FileDone done) override {
        done({{}, {}, "there are none"});
    }
};

class MatrixAdapterTest : public testing::Test {
  protected:
    MatrixAdapterTest() {
        staff = server.model.make_room(bo, "#staff:example.org");
        server.model.invite(staff, bo, us);
    }
    MatrixAdapter& make() {
        NetworkConfig config = account_config();
        config.homeserver = server.url();
        config.allow_plain_http = true;
        config.back_off_min = 2ms;
        config.back_off_max = 20ms;
        adapter = std::make_unique<MatrixAdapter>(io, config, std::vector<chat::StateChange>{},
                                                  recorder, recorder, random, clock, files);
        return *adapter;
    }
    void finish(std::chrono::milliseconds within = 2s) {
        asio::post(io, [this, within] {
            adapter->stop(within);
            after(300ms, [this] { server.go_away(); });
        });
    }
    void after(std::chrono::milliseconds time, std::function<void()> then) {
        const auto timer = std::make_shared<asio::steady_timer>(io, time);
        timer->async_wait([timer, then](boost::system::error_code) { then(); });
    }
    void deliver(std::int64_t id, const std::string& text) {
        chat::Outbound message;
        message.outbox_id = id;
        message.place = room_place("#staff:example.org");
        message.text = text;
        message.created = message.first_sent = clock.now().wall;
        std::vector<chat::Outbound> messages;
        messages.push_back(std::move(message));
        adapter->deliver(std::move(messages));
    }

    asio::io_context io{1};
    FakeHomeserver server{io};
    std::string staff;
    MatrixRecorder recorder;
    CountingRandom random;
    net::SystemClock clock;
    NoFiles files;
    std::unique_ptr<MatrixAdapter> adapter;
};

TEST_F(MatrixAdapterTest, takes_a_question_delivers_an_answer_and_leaves_in_good_order) {
    server.on_request = [this](const Request& request) {
        if (request.target.find("timeout=30000") == std::string::npos) return;
        if (server.model.membership(staff, us) != "join") return;
        if (recorder.all<chat::MessageReceived>().empty() &&
            server.model.room(staff).events.size() == 5)
            server.model.say(staff, bo, "hello");
    };
    recorder.on_event = [this](const chat::Event& event) {
        if (std::holds_alternative<chat::MessageReceived>(event.body)) deliver(1, "welcome");
        if (std::holds_alternative<chat::DeliveryReported>(event.body)) finish();
    };
    make().start();
    io.run();
    EXPECT_THAT(server.model.our_words(staff), ElementsAre("welcome"));
    ASSERT_THAT(recorder.all<chat::DeliveryReported>(), SizeIs(1));
    EXPECT_EQ(recorder.all<chat::DeliveryReported>()[0].delivery, chat::Delivery::sent);
    const auto links = recorder.all<chat::LinkChanged>();
    ASSERT_THAT(links, SizeIs(2));
    EXPECT_TRUE(links[0].is_up);
    EXPECT_FALSE(links[1].is_up);
    EXPECT_THAT(recorder.log, Contains("matrix.up"));
}

TEST_F(MatrixAdapterTest, a_server_that_restarts_is_found_again_and_nothing_is_lost) {
    bool was_away = false;
    recorder.on_event = [&](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link != nullptr && link->is_up && !was_away) {
            was_away = true;
            after(50ms, [this] {
                server.go_away();
                deliver(1, "while it was away");
                server.model.say(staff, bo, "are you there?");
                after(60ms, [this] { server.come_back(); });
            });
        }
        const bool is_all = recorder.all<chat::MessageReceived>().size() == 1 &&
                            recorder.all<chat::DeliveryReported>().size() == 1;
        if (is_all && link == nullptr) finish();
    };
    make().start();
    io.run();
    EXPECT_THAT(server.model.our_words(staff), ElementsAre("while it was away"));
    EXPECT_THAT(recorder.all<chat::LinkChanged>(), SizeIs(4));
}

TEST_F(MatrixAdapterTest, a_full_inbox_stops_the_reading_and_loses_nothing) {
    bool was_full = false;
    recorder.on_event = [&](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link != nullptr && link->is_up && !was_full) {
            was_full = true;
            after(50ms, [this] {
                recorder.is_open = false;
                for (int i = 0; i < 20; ++i)
                    server.model.say(staff, bo, std::to_string(i));
                after(100ms, [this] { recorder.is_open = true; });
            });
        }
        if (recorder.all<chat::MessageReceived>().size() == 20) finish();
    };
    make().start();
    io.run();
    EXPECT_GT(recorder.refused, 2);
    EXPECT_THAT(recorder.all<chat::MessageReceived>(), SizeIs(20));
}

TEST_F(MatrixAdapterTest, what_cannot_be_sent_before_the_end_is_reported) {
    recorder.on_event = [this](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link == nullptr || !link->is_up) return;
        after(20ms, [this] {
            server.go_away();
            deliver(1, "one");
            deliver(2, "two");
            after(20ms, [this] { finish(50ms); });
        });
    };
    make().start();
    io.run();
    EXPECT_THAT(recorder.all<chat::DeliveryReported>(), SizeIs(2));
}

TEST_F(MatrixAdapterTest, stops_at_once_while_nobody_answers) {
    make().start();
    finish(1h);
    io.run(); // would last an hour
    SUCCEED();
}

} // namespace
} // namespace peerdesk::matrix
