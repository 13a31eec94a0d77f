// SPDX-License-Identifier: MIT
// The whole server over its sockets, with a client that shows every byte.
#include "tests/fakes/telegram/fake_telegram.hpp"

#include "tests/fakes/telegram/control.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <string>

namespace peerdesk::telegram_fake {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

/// What came back; status 0 when the connection ended instead.
struct Got {
    unsigned status = 0;
    std::string body;
    std::string retry_after;
    [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
};

class Client {
  public:
    explicit Client(const FakeTelegram& server) {
        socket_.connect({asio::ip::address_v4::loopback(), server.port()});
    }
    void write(const std::string& target, const std::string& body) {
        http::request<http::string_body> request{http::verb::post, target, 11};
        request.set(http::field::host, "localhost");
        request.set(http::field::content_type, "application/json");
        request.body() = body;
        request.prepare_payload();
        http::write(socket_, request);
    }
    Got read() {
        http::response<http::string_body> response;
        boost::system::error_code error;
        http::read(socket_, buffer_, response, error);
        if (error) return {};
        const auto wait = response[http::field::retry_after];
        return {response.result_int(), response.body(), std::string{wait.data(), wait.size()}};
    }
    Got call(const std::string& method, const Json& parameters = Json::object()) {
        write("/bot700000001:fake-token/" + method, parameters.dump());
        return read();
    }

  private:
    asio::io_context io_;
    tcp::socket socket_{io_};
    boost::beast::flat_buffer buffer_;
};

std::int64_t with_ana(FakeTelegram& server) {
    return server.with_world([](World& world) {
        User ana;
        ana.first_name = "Ana";
        ana.has_started = true;
        return world.add_user(ana).id;
    });
}

TEST(FakeTelegram, answers_many_requests_of_one_connection) {
    FakeTelegram server;
    const std::int64_t ana = with_ana(server);
    Client client{server};
    for (int i = 0; i < 5; ++i)
        client.write("/bot700000001:fake-token/sendMessage",
                     Json{{"chat_id", ana}, {"text", "a"}}.dump());
    for (int i = 1; i <= 5; ++i)
        EXPECT_EQ(client.read().json().at("result").at("message_id"), i);
    EXPECT_EQ(client.call("getMe").json().at("result").at("is_bot"), true);
}

TEST(FakeTelegram, knows_its_token_and_its_methods) {
    FakeTelegram server;
    Client client{server};
    client.write("/bot1:wrong/getMe", "");
    EXPECT_EQ(client.read().body, R"({"ok":false,"error_code":401,"description":"Unauthorized"})");
    EXPECT_EQ(client.call("sendTelepathy").body,
              R"({"ok":false,"error_code":404,"description":"Not Found"})");
}

TEST(FakeTelegram, a_long_poll_waits_until_somebody_writes) {
    FakeTelegram server;
    const std::int64_t ana = with_ana(server);
    Client client{server};
    auto waiting = std::async(std::launch::async,
                              [&] { return client.call("getUpdates", {{"timeout", 30}}); });
    server.with_people([&](People& people, World&) { return people.says(ana, ana, "hello"); });
    EXPECT_EQ(waiting.get().json().at("result").at(0).at("message").at("text"), "hello");
}

TEST(FakeTelegram, the_second_of_two_polls_ends_the_first) {
    FakeTelegram server;
    Client first{server};
    Client second{server};
    first.write("/bot700000001:fake-token/getUpdates", R"({"timeout":30})");
    while (server.with_world([](World& world) { return world.log.count("getUpdates"); }) == 0) {
    }
    second.write("/bot700000001:fake-token/getUpdates", R"({"timeout":30})");
    const Json refused = first.read().json();
    EXPECT_EQ(refused.at("error_code"), 409);
    EXPECT_TRUE(refused.at("description")
                    .get<std::string>()
                    .starts_with("Conflict: terminated by other getUpdates request"));
}

TEST(FakeTelegram, files_are_downloaded_by_their_path) {
    FakeTelegram server;
    const std::string path = server.with_world([](World& world) {
        NewFile file;
        file.name = "a.txt";
        file.bytes = "content";
        return world.files.add(file).path;
    });
    Client client{server};
    client.write("/file/bot700000001:fake-token/" + path, "");
    EXPECT_EQ(client.read().body, "content");
    client.write("/file/bot700000001:fake-token/nothing", "");
    EXPECT_EQ(client.read().status, 404u);
}

struct FaultRow {
    FaultKind kind;
    unsigned status;
    const char* body; ///< its beginning
    bool is_done;     ///< the message is in the chat afterwards
};

TEST(FakeTelegram, every_fault_spoils_one_answer) {
    const std::vector<FaultRow> rows{
        {FaultKind::proxy_page, 502, "<html>", false},
        {FaultKind::cut_body, 0, "", true},
        {FaultKind::empty_body, 200, "", true},
        {FaultKind::null_result, 200, R"({"ok":true,"result":null})", true},
        {FaultKind::too_many, 429, R"({"ok":false,"error_code":429)", false},
        {FaultKind::too_many_bare, 429, R"({"ok":false,"error_code":429)", false},
        {FaultKind::server_error, 500, R"({"ok":false,"error_code":500)", false},
        {FaultKind::close_before, 0, "", false},
        {FaultKind::close_after, 0, "", true},
        {FaultKind::delay, 200, R"({"ok":true)", true},
    };
    for (const FaultRow& row : rows) {
        FakeTelegram server;
        const std::int64_t ana = with_ana(server);
        server.with_world([&](World& world) {
            Fault fault;
            fault.kind = row.kind;
            fault.method = "sendMessage";
            fault.retry_after = 3;
            fault.delay = std::chrono::milliseconds{1};
            world.faults.add(fault);
        });
        const Json message{{"chat_id", ana}, {"text", "a"}};
        const Got got = Client{server}.call("sendMessage", message);
        EXPECT_EQ(got.status, row.status);
        EXPECT_TRUE(got.body.starts_with(row.body)) << got.body;
        if (row.kind == FaultKind::too_many) {
            EXPECT_EQ(got.retry_after, "3");
        }
        EXPECT_EQ(server.with_world([&](World& world) { return world.chat(ana).messages.size(); }),
                  row.is_done ? 1u : 0u);
        EXPECT_EQ(Client{server}.call("sendMessage", message).status, 200u);
    }
}

TEST(FakeTelegram, is_driven_by_its_control_api) {
    FakeTelegram server;
    Client client{server};
    const auto act = [&](const std::string& name, const Json& arguments) {
        client.write("/control/" + name, arguments.dump());
        return client.read();
    };
    const Json user = act("user", {{"first_name", "Ana"}}).json().at("id");
    act("start", {{"user", user}});
    EXPECT_EQ(client.call("getUpdates").json().at("result").size(), 1u);
    EXPECT_EQ(act("dance", Json::object()).status, 400u);
    act("clock", {{"advance_s", 86'401}});
    EXPECT_EQ(client.call("getUpdates", {{"limit", 1}}).json().at("result").size(), 0u);
}

// One bot behind a webhook: takes a request, answers it.
std::string take_delivery(tcp::acceptor& acceptor, const std::string& answer) {
    tcp::socket socket = acceptor.accept();
    boost::beast::flat_buffer buffer;
    http::request<http::string_body> request;
    http::read(socket, buffer, request);
    asio::write(socket, asio::buffer(answer));
    const auto secret = request["X-Telegram-Bot-Api-Secret-Token"];
    return std::string{secret.data(), secret.size()} + " " + request.body();
}

TEST(FakeTelegram, delivers_to_a_webhook_with_its_secret_and_tries_again) {
    asio::io_context io;
    tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
    FakeTelegram server;
    const std::int64_t ana = with_ana(server);
    Client client{server};
    client.call(
        "setWebhook",
        {{"url", "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/hook"},
         {"secret_token", "secret"}});
    server.with_people([&](People& people, World&) { return people.says(ana, ana, "hello"); });
    const std::string failed = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";
    const std::string body =
        Json{{"method", "sendMessage"}, {"chat_id", ana}, {"text", "hi"}}.dump();
    const std::string good =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    const std::string first = take_delivery(acceptor, failed);
    EXPECT_TRUE(first.starts_with("secret {\"update_id\":"));
    EXPECT_EQ(take_delivery(acceptor, good), first);
    while (server.with_world([&](World& world) { return world.chat(ana).messages.size(); }) < 2) {
    }
    EXPECT_EQ(client.call("getWebhookInfo").json().at("result").at("pending_update_count"), 0);
}

} // namespace
} // namespace peerdesk::telegram_fake
