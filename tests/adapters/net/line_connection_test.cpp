// SPDX-License-Identifier: MIT
#include "adapters/net/line_connection.hpp"

#include "tests/adapters/net/tls_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace peerdesk::net {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds plenty{20'000};

struct Outcome {
    ConnectResult result;
    std::string answer;
};

asio::awaitable<void> greet(LineConnection& connection, LineServer server, Outcome& outcome) {
    outcome.result = co_await connection.connect(server, plenty);
    if (outcome.result.outcome == ConnectOutcome::connected) {
        (void)co_await connection.write("CAP LS\r\n", plenty);
        std::array<char, 100> buffer{};
        const ReadResult read = co_await connection.read(buffer);
        outcome.answer.assign(buffer.data(), read.bytes);
    }
    connection.close();
}

/// Connects to a server whose certificate bears `name`; `adjust` may set the file or the pin.
template <typename Adjust>
Outcome connect_to(const std::string& name, std::string host, Adjust adjust,
                   std::string* heard = nullptr) {
    asio::io_context io{1};
    TlsServer server{io, name};
    LineServer target{std::move(host), server.port(), !name.empty(), {}, {}};
    adjust(target, server);
    LineConnection connection{io.get_executor()};
    Outcome outcome;
    asio::co_spawn(io, server.serve(), asio::detached);
    asio::co_spawn(io, greet(connection, target, outcome), asio::detached);
    io.run();
    if (heard != nullptr) *heard = server.received();
    return outcome;
}

TEST(LineConnection, carries_bytes_both_ways_without_tls) {
    const Outcome outcome = connect_to("", "127.0.0.1", [](LineServer&, TlsServer&) {});
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::connected);
    EXPECT_EQ(outcome.answer, "hello\r\n");
}

TEST(LineConnection, trusts_a_certificate_whose_authority_is_given) {
    const Outcome outcome =
        connect_to("localhost", "localhost", [](LineServer& target, TlsServer& server) {
            target.ca_file = server.certificate_file();
        });
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::connected) << outcome.result.detail;
    EXPECT_EQ(outcome.answer, "hello\r\n");
}

TEST(LineConnection, refuses_an_unknown_authority) {
    std::string heard;
    const Outcome outcome =
        connect_to("localhost", "localhost", [](LineServer&, TlsServer&) {}, &heard);
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::tls_untrusted);
    EXPECT_EQ(heard, "");
}

TEST(LineConnection, refuses_a_certificate_for_another_name) {
    const Outcome outcome =
        connect_to("other.test", "localhost", [](LineServer& target, TlsServer& server) {
            target.ca_file = server.certificate_file();
        });
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::tls_name_mismatch);
}

TEST(LineConnection, a_pin_counts_whatever_else_the_certificate_says) {
    const Outcome outcome =
        connect_to("other.test", "127.0.0.1", [](LineServer& target, TlsServer& server) {
            target.pin_sha256 = server.fingerprint();
        });
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::connected);
}

TEST(LineConnection, with_another_pin_not_one_line_leaves) {
    std::string heard = "not set";
    const Outcome outcome = connect_to(
        "localhost", "localhost",
        [](LineServer& target, TlsServer& server) {
            target.ca_file = server.certificate_file();
            target.pin_sha256 = std::string(64, '0');
        },
        &heard);
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::tls_pin_mismatch);
    EXPECT_EQ(outcome.result.detail.size(), 64U);
    EXPECT_EQ(heard, "");
}

TEST(LineConnection, says_that_the_authority_file_cannot_be_read) {
    const Outcome outcome =
        connect_to("localhost", "localhost",
                   [](LineServer& target, TlsServer&) { target.ca_file = "/nonexistent/ca.pem"; });
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::ca_file_unreadable);
}

TEST(LineConnection, says_that_nobody_listens) {
    asio::io_context io{1};
    std::uint16_t free_port = 0;
    {
        const TlsServer gone{io, ""};
        free_port = gone.port();
    }
    LineConnection connection{io.get_executor()};
    Outcome outcome;
    asio::co_spawn(io, greet(connection, {"127.0.0.1", free_port, false, {}, {}}, outcome),
                   asio::detached);
    io.run();
    EXPECT_EQ(outcome.result.outcome, ConnectOutcome::refused);
}

TEST(LineConnection, close_ends_a_tls_handshake_nobody_answers) {
    asio::io_context io{1};
    TlsServer silent{io, ""}; // never served: the kernel accepts, nobody speaks
    LineConnection connection{io.get_executor()};
    Outcome outcome;
    asio::co_spawn(io, greet(connection, {"127.0.0.1", silent.port(), true, {}, {}}, outcome),
                   asio::detached);
    while (outcome.answer.empty() && io.run_one_for(milliseconds{50}) > 0) {
    }
    connection.close();
    io.run();
    EXPECT_NE(outcome.result.outcome, ConnectOutcome::connected);
}

} // namespace
} // namespace peerdesk::net
