// SPDX-License-Identifier: MIT
// The driver with real sockets on loopback, against a server of a few lines.
#include "adapters/irc/checker.hpp"
#include "adapters/irc/irc_adapter.hpp"

#include "tests/adapters/irc/talk.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <thread>

namespace peerdesk::irc {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using chat::Delivery;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// Welcomes whoever comes, lets them join, and says what the test wants said.
class SmallServer {
  public:
    explicit SmallServer(asio::io_context& io)
        : acceptor_(io, {asio::ip::address_v4::loopback(), 0}), socket_(io) {
        asio::co_spawn(io, serve(), asio::detached);
    }
    [[nodiscard]] ServerAddress address() const {
        return {"127.0.0.1", acceptor_.local_endpoint().port(), false};
    }
    void say(std::string line) {
        line += "\r\n";
        asio::write(socket_, asio::buffer(line));
    }
    void hang_up() {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }
    void close() {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        hang_up();
    }
    /// Called for each line that is no part of coming up.
    std::function<void(const std::string&)> on_line = [](const std::string&) {};
    int clients = 0;

  private:
    asio::awaitable<void> serve() {
        for (;;) {
            auto [error, socket] = co_await acceptor_.async_accept(awaited);
            if (error) co_return;
            socket_ = std::move(socket);
            ++clients;
            std::string heard;
            std::array<char, 4'096> buffer{};
            for (;;) {
                const auto [failed, bytes] =
                    co_await socket_.async_read_some(asio::buffer(buffer), awaited);
                if (failed) break;
                heard.append(buffer.data(), bytes);
                for (std::size_t end = heard.find("\r\n"); end != std::string::npos;
                     end = heard.find("\r\n")) {
                    const std::string line = heard.substr(0, end);
                    heard.erase(0, end + 2);
                    answer(line);
                }
            }
        }
    }
    void answer(const std::string& line) {
        if (line.starts_with("CAP LS")) return say("CAP * LS :");
        if (line.starts_with("CAP END")) {
            say(":s 001 peerdesk :Welcome");
            return say(":s 422 peerdesk :no MOTD");
        }
        if (line.starts_with("JOIN")) {
            say(":peerdesk!p@h " + line);
            return say(":s 366 peerdesk #help :End");
        }
        if (line.starts_with("QUIT")) {
            on_line(line);
            return hang_up();
        }
        if (!line.starts_with("NICK") && !line.starts_with("USER")) on_line(line);
    }

    tcp::acceptor acceptor_;
    tcp::socket socket_;
};

class Recorder final : public chat::InboxSink, public chat::Log {
  public:
    bool offer(chat::Batch batch) override {
        if (!is_open) return false;
        for (const chat::StateChange& change : batch.state)
            states.push_back(change.key + '=' + change.value);
        for (chat::Event& event : batch.events) {
            events.push_back(event);
            on_event(event);
        }
        return true;
    }
    void write(chat::LogLevel, std::string_view event, std::vector<Field>) override {
        log.emplace_back(event);
    }
    std::function<void(const chat::Event&)> on_event = [](const chat::Event&) {};
    bool is_open = true;
    std::vector<chat::Event> events;
    std::vector<std::string> states;
    std::vector<std::string> log;
};

class Driver : public testing::Test {
  protected:
    IrcAdapter& make() {
        config.servers = {address};
        config.back_off_min = 1ms;
        config.back_off_max = 2ms;
        config.overload_text = "too much";
        adapter = std::make_unique<IrcAdapter>(io, config,
                                               std::vector<chat::StateChange>{{"epoch", "41"}},
                                               recorder, recorder, random, clock);
        return *adapter;
    }
    /// Ends everything from within the loop, wherever it is called.
    void finish(std::chrono::milliseconds finish_within = 5s) {
        asio::post(io, [this, finish_within] { adapter->stop(finish_within); });
    }

    asio::io_context io{1};
    SmallServer server{io};
    ServerAddress address = server.address();
    NetworkConfig config = simple_config();
    Recorder recorder;
    CountingRandom random;
    net::SystemClock clock;
    std::unique_ptr<IrcAdapter> adapter;
};

template <typename Body>
std::vector<Body> all_of(const std::vector<chat::Event>& events) {
    std::vector<Body> found;
    for (const chat::Event& event : events)
        if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
    return found;
}

TEST_F(Driver, takes_a_question_delivers_an_answer_and_leaves_in_good_order) {
    std::vector<std::string> heard;
    server.on_line = [this, &heard](const std::string& line) {
        heard.push_back(line);
        if (line.starts_with("QUIT")) server.close();
    };
    recorder.on_event = [this](const chat::Event& event) {
        if (const auto* link = std::get_if<chat::LinkChanged>(&event.body); link && link->is_up) {
            server.say(":ana!a@h JOIN #help");
            server.say(":ana!a@h PRIVMSG #help :hello");
        }
        if (std::holds_alternative<chat::MessageReceived>(event.body))
            adapter->deliver({{1, Talk::room(), "welcome"}});
        if (std::holds_alternative<chat::DeliveryReported>(event.body)) finish();
    };
    make().start();
    io.run();
    EXPECT_THAT(heard, ElementsAre("PRIVMSG #help welcome", "QUIT bye"));
    EXPECT_THAT(recorder.states, ElementsAre("epoch=42"));
    const auto reports = all_of<chat::DeliveryReported>(recorder.events);
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0].delivery, Delivery::unconfirmed);
    const auto links = all_of<chat::LinkChanged>(recorder.events);
    ASSERT_EQ(links.size(), 2U);
    EXPECT_FALSE(links[1].is_up);
    EXPECT_EQ(links[1].reason, "stopped");
}

TEST_F(Driver, comes_back_after_every_loss_with_a_new_epoch) {
    server.on_line = [this](const std::string& line) {
        if (line.starts_with("QUIT")) server.close();
    };
    recorder.on_event = [this](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link == nullptr || !link->is_up) return;
        if (server.clients < 3)
            server.hang_up();
        else
            finish();
    };
    make().start();
    io.run();
    EXPECT_EQ(server.clients, 3);
    EXPECT_THAT(recorder.states, ElementsAre("epoch=42", "epoch=43", "epoch=44"));
    EXPECT_EQ(all_of<chat::LinkChanged>(recorder.events).size(), 6U);
}

TEST_F(Driver, returns_what_it_is_given_while_there_is_no_link) {
    server.close();
    recorder.on_event = [this](const chat::Event& event) {
        if (std::holds_alternative<chat::LinkChanged>(event.body))
            adapter->deliver({{1, Talk::room(), "hello"}, {2, Talk::room(), "hello"}});
        const auto* report = std::get_if<chat::DeliveryReported>(&event.body);
        if (report != nullptr && report->outbox_id == 2) finish();
    };
    make().start();
    io.run();
    const auto reports = all_of<chat::DeliveryReported>(recorder.events);
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].delivery, Delivery::returned);
    EXPECT_EQ(all_of<chat::LinkChanged>(recorder.events).size(), 1U) << "told once, tried often";
}

TEST_F(Driver, leaves_saying_why_when_the_inbox_stays_full_and_loses_nothing_it_held) {
    config.held_events_max = 10;
    std::string goodbye;
    server.on_line = [this, &goodbye](const std::string& line) {
        if (!line.starts_with("QUIT")) return;
        if (goodbye.empty()) goodbye = line;
        recorder.is_open = true;
        if (server.clients > 1) server.close();
    };
    recorder.on_event = [this](const chat::Event& event) {
        const auto* link = std::get_if<chat::LinkChanged>(&event.body);
        if (link == nullptr || !link->is_up) return;
        if (server.clients > 1) return finish();
        recorder.is_open = false;
        for (int i = 0; i < 20; ++i)
            server.say(":ana!a@h PRIVMSG #help :line " + std::to_string(i));
    };
    make().start();
    io.run();
    EXPECT_EQ(goodbye, "QUIT :too much");
    EXPECT_EQ(server.clients, 2);
    EXPECT_GE(all_of<chat::MessageReceived>(recorder.events).size(), 11U);
    EXPECT_THAT(recorder.log, Contains("irc.inbox_full"));
}

TEST_F(Driver, stops_at_once_while_nobody_answers) {
    server.close();
    tcp::acceptor silent{io, {asio::ip::address_v4::loopback(), 0}};
    config.connect_timeout = 1h;
    address = {"127.0.0.1", silent.local_endpoint().port(), true};
    make().start();
    asio::post(io, [this] { finish(1h); });
    io.run(); // would last an hour
    SUCCEED();
}

TEST(Checker, reports_what_a_trial_finds) {
    asio::io_context io{1};
    SmallServer server{io};
    NetworkConfig config = simple_config();
    config.servers = {server.address()};
    std::thread network{[&io] { io.run(); }};
    const std::vector<Finding> findings = check(config, 20s);
    asio::post(io, [&server] { server.close(); });
    network.join();
    std::vector<FindingCode> codes;
    for (const Finding& finding : findings)
        codes.push_back(finding.code);
    EXPECT_THAT(codes, ElementsAre(FindingCode::connected, FindingCode::unencrypted,
                                   FindingCode::registered, FindingCode::no_message_tags,
                                   FindingCode::no_accounts, FindingCode::joined));
}

TEST(Checker, says_what_is_missing_without_a_network) {
    NetworkConfig config = simple_config();
    config.servers = {};
    EXPECT_EQ(check(config, 1s).at(0).code, FindingCode::no_server_configured);
    std::uint16_t closed_port = 0;
    {
        asio::io_context io;
        const tcp::acceptor gone{io, {asio::ip::address_v4::loopback(), 0}};
        closed_port = gone.local_endpoint().port();
    }
    config.servers = {{"127.0.0.1", closed_port, false}};
    const auto findings = check(config, 20s);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, FindingCode::connect_refused);
}

TEST(Findings, each_has_a_name_of_its_own) {
    std::vector<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(FindingCode::unencrypted); ++code)
        names.push_back(name_of(static_cast<FindingCode>(code)));
    EXPECT_THAT(names, testing::Each(testing::Ne("unknown")));
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

} // namespace
} // namespace peerdesk::irc
