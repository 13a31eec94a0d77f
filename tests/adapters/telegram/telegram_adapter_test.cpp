// SPDX-License-Identifier: MIT
// The driver with real sockets on loopback, against the fake server.
#include "adapters/telegram/telegram_adapter.hpp"

#include "tests/adapters/telegram/session_run.hpp"
#include "tests/fakes/telegram/fake_telegram.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

namespace asio = boost::asio;
namespace fake = telegram_fake;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

class Recorder final : public chat::InboxSink, public chat::Log {
  public:
    bool offer(chat::Batch batch) override {
        if (!is_open) {
            ++refused;
            return false;
        }
        for (const chat::StateChange& change : batch.state)
            std::erase_if(states, [&](const auto& known) { return known.key == change.key; });
        for (const chat::StateChange& change : batch.state)
            if (!change.value.empty()) states.push_back(change);
        for (chat::Event& event : batch.events) {
            events.push_back(event);
            on_event(event);
        }
        if (batch.committed) batch.committed();
        return true;
    }
    void write(chat::LogLevel, std::string_view event, std::vector<Field> fields) override {
        log.emplace_back(event);
        for (const Field& field : fields)
            EXPECT_EQ(field.value.find("fake-token"), std::string::npos) << event;
    }
    template <class Body>
    [[nodiscard]] std::vector<Body> all() const {
        std::vector<Body> found;
        for (const chat::Event& event : events)
            if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
        return found;
    }
    [[nodiscard]] std::vector<std::string> heard() const {
        std::vector<std::string> texts;
        for (const auto& said : all<chat::MessageReceived>())
            texts.push_back(said.text);
        return texts;
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

class TelegramAdapterTest : public testing::Test {
  protected:
    TelegramAdapterTest() {
        ana = server.with_world([](fake::World& world) {
            fake::User person;
            person.first_name = "Ana";
            person.has_started = true;
            return world.add_user(person).id;
        });
    }
    TelegramAdapter& make(const std::string& webhook_secret = {}) {
        NetworkConfig config = bot_config();
        if (!webhook_secret.empty()) {
            config.webhook_port = free_port();
            config.webhook_url =
                "http://127.0.0.1:" + std::to_string(config.webhook_port) + "/updates";
            config.webhook_secret = webhook_secret;
        }
        config.rooms.clear();
        config.token = fake::Settings{}.token;
        config.api_url = server.url();
        config.allow_plain_http = true;
        config.back_off_min = 2ms;
        config.back_off_max = 20ms;
        adapter = std::make_unique<TelegramAdapter>(io, config, recorder.states, recorder, recorder,
                                                    random, clock, files);
        return *adapter;
    }
    std::uint16_t free_port() {
        asio::ip::tcp::acceptor acceptor{io, {asio::ip::make_address("127.0.0.1"), 0}};
        return acceptor.local_endpoint().port();
    }
    void finish(std::chrono::milliseconds within = 2s) {
        asio::post(io, [this, within] { adapter->stop(within); });
    }
    void after(std::chrono::milliseconds time, std::function<void()> then) {
        const auto timer = std::make_shared<asio::steady_timer>(io, time);
        timer->async_wait([timer, then](boost::system::error_code) { then(); });
    }
    void says(const std::string& text) {
        server.with_people(
            [&](fake::People& people, fake::World&) { return people.says(ana, ana, text); });
    }
    void deliver(std::int64_t id, const std::string& text) {
        chat::Outbound message;
        message.outbox_id = id;
        message.place = direct_place(ana);
        message.text = text;
        message.created = message.first_sent = clock.now().wall;
        std::vector<chat::Outbound> messages;
        messages.push_back(std::move(message));
        adapter->deliver(std::move(messages));
    }
    void fault(fake::FaultKind kind, int count, const std::string& method = "getUpdates") {
        server.with_world([&](fake::World& world) {
            fake::Fault fault;
            fault.kind = kind;
            fault.method = method;
            fault.count = count;
            world.faults.add(fault);
        });
    }
    std::vector<std::string> our_words() {
        return server.with_world([&](fake::World& world) {
            std::vector<std::string> texts;
            for (const fake::Message& message : world.chat(ana).messages)
                if (message.from == world.bot_id()) texts.push_back(message.json.value("text", ""));
            return texts;
        });
    }

    asio::io_context io{1};
    fake::FakeTelegram server;
    std::int64_t ana = 0;
    Recorder recorder;
    CountingRandom random;
    net::SystemClock clock;
    NoFiles files;
    std::unique_ptr<TelegramAdapter> adapter;
};

TEST_F(TelegramAdapterTest, takes_a_question_delivers_an_answer_and_leaves_in_good_order) {
    says("hello");
    recorder.on_event = [this](const chat::Event& event) {
        if (std::holds_alternative<chat::MessageReceived>(event.body)) deliver(1, "welcome");
        if (std::holds_alternative<chat::DeliveryReported>(event.body)) finish();
    };
    make().start();
    io.run();
    EXPECT_THAT(our_words(), ElementsAre("welcome"));
    const auto reports = recorder.all<chat::DeliveryReported>();
    ASSERT_THAT(reports, SizeIs(1));
    EXPECT_EQ(reports[0].delivery, chat::Delivery::sent);
    const auto links = recorder.all<chat::LinkChanged>();
    ASSERT_THAT(links, SizeIs(2));
    EXPECT_TRUE(links[0].is_up);
    EXPECT_EQ(links[1].reason, "stopped");
    EXPECT_THAT(recorder.log, Contains("telegram.up"));
    server.with_world([](fake::World& world) { EXPECT_EQ(world.queue.size(), 0u); });
}

TEST_F(TelegramAdapterTest, every_kind_of_bad_answer_is_outlived) {
    std::vector<std::string> said;
    for (const fake::FaultKind kind :
         {fake::FaultKind::proxy_page, fake::FaultKind::cut_body, fake::FaultKind::empty_body,
          fake::FaultKind::null_result, fake::FaultKind::too_many_bare,
          fake::FaultKind::server_error, fake::FaultKind::close_before,
          fake::FaultKind::close_after, fake::FaultKind::empty_poll}) {
        fault(kind, 2);
        said.push_back(std::to_string(said.size()));
        says(said.back());
    }
    recorder.on_event = [&](const chat::Event&) {
        if (recorder.heard().size() == said.size()) finish();
    };
    make().start();
    io.run();
    EXPECT_EQ(recorder.heard(), said);
}

TEST_F(TelegramAdapterTest, a_full_inbox_stops_the_reading_and_loses_nothing) {
    bool was_full = false;
    recorder.on_event = [&](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link != nullptr && link->is_up && !was_full) {
            was_full = true;
            after(50ms, [this] {
                recorder.is_open = false;
                for (int i = 0; i < 20; ++i)
                    says(std::to_string(i));
                after(100ms, [this] { recorder.is_open = true; });
            });
        }
        if (recorder.heard().size() == 20) finish();
    };
    make().start();
    io.run();
    EXPECT_GT(recorder.refused, 2);
    EXPECT_THAT(recorder.heard(), SizeIs(20));
}

TEST_F(TelegramAdapterTest, a_second_run_goes_on_where_the_first_ended) {
    says("one");
    recorder.on_event = [this](const chat::Event& event) {
        if (std::holds_alternative<chat::MessageReceived>(event.body)) finish();
    };
    make().start();
    io.run();
    adapter.reset();
    io.restart();
    says("two");
    make().start();
    io.run();
    EXPECT_THAT(recorder.heard(), ElementsAre("one", "two"));
}

TEST_F(TelegramAdapterTest, stops_at_once_while_nobody_answers) {
    server.with_world([](fake::World& world) { world.settings.latency["*"] = 1h; });
    make().start();
    after(20ms, [this] { finish(1h); });
    io.run(); // would last an hour
    SUCCEED();
}

TEST_F(TelegramAdapterTest, a_file_of_ours_is_fetched_for_another_network) {
    const std::string ref = server.with_people([](fake::People& people, fake::World&) {
        fake::NewFile file;
        file.kind = "document";
        file.bytes = "the list";
        file.name = "list.txt";
        return people.file(file).at("document").at("file_id").get<std::string>();
    });
    std::string bytes;
    recorder.on_event = [&](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link == nullptr || !link->is_up) return;
        chat::Attachment file;
        file.ref = "document:" + ref;
        file.network = "tg";
        adapter->fetch(file, [&](chat::FetchedFile fetched) {
            bytes = fetched.bytes;
            EXPECT_EQ(fetched.problem, "");
            finish();
        });
    };
    make().start();
    io.run();
    EXPECT_EQ(bytes, "the list");
}

TEST_F(TelegramAdapterTest, updates_that_are_brought_are_taken_and_forgotten_when_they_are_kept) {
    recorder.on_event = [this](const chat::Event& event) {
        if (const auto* link = std::get_if<chat::LinkChanged>(&event.body); link && link->is_up)
            says("brought");
        if (std::holds_alternative<chat::MessageReceived>(event.body)) deliver(1, "welcome");
        if (std::holds_alternative<chat::DeliveryReported>(event.body))
            after(300ms, [this] { finish(); });
    };
    make("a-Secret_1").start();
    io.run();
    EXPECT_THAT(recorder.heard(), ElementsAre("brought"));
    EXPECT_THAT(our_words(), ElementsAre("welcome"));
    server.with_world([](fake::World& world) { EXPECT_EQ(world.queue.size(), 0u); });
}

TEST_F(TelegramAdapterTest, an_update_that_finds_the_inbox_full_is_brought_again) {
    recorder.on_event = [this](const chat::Event& event) {
        if (const auto* link = std::get_if<chat::LinkChanged>(&event.body); link && link->is_up) {
            recorder.is_open = false;
            says("brought");
            after(500ms, [this] { recorder.is_open = true; });
        }
        if (std::holds_alternative<chat::MessageReceived>(event.body))
            after(300ms, [this] { finish(); });
    };
    make("a-Secret_1").start();
    io.run();
    EXPECT_THAT(recorder.heard(), ElementsAre("brought"));
    EXPECT_GT(recorder.refused, 0);
    server.with_world([](fake::World& world) { EXPECT_EQ(world.queue.size(), 0u); });
}

} // namespace
} // namespace peerdesk::telegram
