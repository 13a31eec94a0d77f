// SPDX-License-Identifier: MIT
// `peerdesk check` against a homeserver of a few lines on loopback.
#include "adapters/matrix/checker.hpp"

#include "tests/adapters/matrix/login_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using enum FindingCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tcp = boost::asio::ip::tcp;

/// Serves one connection after the other, on a thread of its own.
class SmallServer {
  public:
    SmallServer() : acceptor_(io_, {boost::asio::ip::address_v4::loopback(), 0}) {
        put("GET /_matrix/client/versions", 200, R"({"versions": ["v1.1"]})");
        put("GET /_matrix/client/v3/account/whoami", 200,
            R"({"user_id": "@desk:x.org", "device_id": "D"})");
        put("GET /_matrix/client/v3/joined_rooms", 200, R"({"joined_rooms": []})");
        thread_ = std::thread([this] { serve(); });
    }
    ~SmallServer() {
        is_stopping_ = true;
        tcp::socket nudge(io_);
        boost::system::error_code ignored;
        nudge.connect(acceptor_.local_endpoint(), ignored);
        thread_.join();
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    /// Before the check runs.
    void put(const std::string& request, int status, std::string body) {
        answers_[request] = {status, std::move(body)};
    }
    /// A room that is there under this alias, with a state and a join rule.
    void put_room(const std::string& state, const std::string& join_rule) {
        put("POST /_matrix/client/v3/join/%23staff%3Ax.org", 200, R"({"room_id": "!r"})");
        put("GET /_matrix/client/v3/rooms/%21r/state", 200, state);
        put("GET /_matrix/client/v3/rooms/%21r/state/m.room.join_rules", 200,
            R"({"join_rule": ")" + join_rule + R"("})");
        put("POST /_matrix/client/v3/rooms/%21r/leave", 200, "{}");
    }
    [[nodiscard]] NetworkConfig config() const {
        NetworkConfig config = token_config();
        config.homeserver = "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
        config.allow_plain_http = true;
        config.rooms = {"#staff:x.org"};
        return config;
    }
    /// "GET /path", once the check is over.
    [[nodiscard]] const std::vector<std::string>& heard() const { return heard_; }

  private:
    void serve() {
        while (!is_stopping_) {
            tcp::socket socket(io_);
            boost::system::error_code error;
            acceptor_.accept(socket, error);
            std::string bytes;
            while (!error && !is_stopping_)
                answer_one(socket, bytes, error);
        }
    }
    void answer_one(tcp::socket& socket, std::string& bytes, boost::system::error_code& error) {
        const auto size =
            boost::asio::read_until(socket, boost::asio::dynamic_buffer(bytes), "\r\n\r\n", error);
        if (error) return;
        const std::string head = bytes.substr(0, size);
        bytes.erase(0, size);
        const auto length_at = head.find("Content-Length: ");
        const std::size_t length =
            length_at == std::string::npos ? 0 : std::stoul(head.substr(length_at + 16));
        if (bytes.size() < length) {
            boost::asio::read(socket, boost::asio::dynamic_buffer(bytes),
                              boost::asio::transfer_exactly(length - bytes.size()), error);
        }
        bytes.erase(0, length);
        const std::string request = head.substr(0, head.find(" HTTP/"));
        heard_.push_back(request);
        const auto found = answers_.find(request);
        const auto& [status, body] = found == answers_.end() ? not_found_ : found->second;
        boost::asio::write(socket,
                           boost::asio::buffer("HTTP/1.1 " + std::to_string(status) +
                                               " X\r\nContent-Length: " +
                                               std::to_string(body.size()) + "\r\n\r\n" + body),
                           error);
    }

    using Said = std::pair<int, std::string>;
    const Said not_found_{404, R"({"errcode": "M_NOT_FOUND", "error": "not here"})"};
    boost::asio::io_context io_;
    tcp::acceptor acceptor_;
    std::map<std::string, Said> answers_;
    std::vector<std::string> heard_;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;
};

std::vector<FindingCode> codes(const std::vector<Finding>& findings) {
    std::vector<FindingCode> result;
    for (const Finding& finding : findings)
        result.push_back(finding.code);
    return result;
}

const std::string create =
    R"({"type": "m.room.create", "state_key": "", "event_id": "$1", "sender": "@cora:x.org",
        "origin_server_ts": 1, "content": {"room_version": "10"}})";
const std::string open_levels =
    R"({"type": "m.room.power_levels", "state_key": "", "event_id": "$2", "sender": "@cora:x.org",
        "origin_server_ts": 1, "content": {"users": {"@cora:x.org": 100}, "events_default": 0}})";
const std::string closed_levels =
    R"({"type": "m.room.power_levels", "state_key": "", "event_id": "$2", "sender": "@cora:x.org",
        "origin_server_ts": 1, "content": {"users": {"@cora:x.org": 100}, "events_default": 50}})";
const std::string encryption =
    R"({"type": "m.room.encryption", "state_key": "", "event_id": "$3", "sender": "@cora:x.org",
        "origin_server_ts": 1, "content": {"algorithm": "m.megolm.v1.aes-sha2"}})";

TEST(MatrixChecker, finds_a_good_room_and_leaves_it_where_anybody_may_come_in) {
    SmallServer server;
    server.put_room('[' + create + ',' + open_levels + ']', "public");
    EXPECT_THAT(codes(check(server.config(), 10s)),
                ElementsAre(connected, unencrypted, logged_in, joined));
    EXPECT_EQ(server.heard().back(), "POST /_matrix/client/v3/rooms/%21r/leave");
}

TEST(MatrixChecker, stays_where_an_invitation_was_needed_and_where_it_was_before) {
    SmallServer invited;
    invited.put_room('[' + create + ']', "invite");
    (void)check(invited.config(), 10s);
    EXPECT_THAT(invited.heard(), Not(Contains(HasSubstr("leave"))));

    SmallServer there;
    there.put_room('[' + create + ']', "public");
    there.put("GET /_matrix/client/v3/joined_rooms", 200, R"({"joined_rooms": ["!r"]})");
    (void)check(there.config(), 10s);
    EXPECT_THAT(there.heard(), Not(Contains(HasSubstr("leave"))));

    SmallServer unclear; // whether we were there before
    unclear.put_room('[' + create + ']', "public");
    unclear.put("GET /_matrix/client/v3/joined_rooms", 500, "<html>");
    (void)check(unclear.config(), 10s);
    EXPECT_THAT(unclear.heard(), Not(Contains(HasSubstr("leave"))));
}

TEST(MatrixChecker, tells_of_rooms_in_which_nothing_can_be_written) {
    SmallServer server;
    server.put_room('[' + create + ',' + closed_levels + ',' + encryption + ']', "invite");
    EXPECT_THAT(
        codes(check(server.config(), 10s)),
        ElementsAre(connected, unencrypted, logged_in, joined, room_encrypted, cannot_write));
}

TEST(MatrixChecker, tells_why_a_room_cannot_be_joined) {
    SmallServer server;
    const auto findings = check(server.config(), 10s);
    EXPECT_EQ(findings.back(), (Finding{cannot_join, "#staff:x.org (M_NOT_FOUND: not here)"}));
}

TEST(MatrixChecker, ends_the_session_it_made_by_password) {
    SmallServer server;
    server.put("GET /_matrix/client/v3/login", 200, R"({"flows": [{"type": "m.login.password"}]})");
    server.put("POST /_matrix/client/v3/login", 200,
               R"({"user_id": "@desk:x.org", "device_id": "D", "access_token": "syt_secret_1"})");
    server.put("POST /_matrix/client/v3/logout", 200, "{}");
    NetworkConfig config = server.config();
    config.access_token.clear();
    config.password = "pass";
    config.user = "desk";
    EXPECT_THAT(codes(check(config, 10s)), Contains(logged_in));
    EXPECT_EQ(server.heard().back(), "POST /_matrix/client/v3/logout");
}

TEST(MatrixChecker, stops_at_the_first_problem_of_the_login) {
    SmallServer server;
    server.put("GET /_matrix/client/v3/account/whoami", 401,
               R"({"errcode": "M_UNKNOWN_TOKEN", "error": "gone"})");
    EXPECT_THAT(codes(check(server.config(), 10s)),
                ElementsAre(connected, unencrypted, token_refused));
}

TEST(MatrixChecker, tells_of_a_server_that_is_not_there) {
    NetworkConfig config;
    {
        const SmallServer server;
        config = server.config();
    }
    EXPECT_THAT(codes(check(config, 10s)), ElementsAre(connect_refused));
}

} // namespace
} // namespace peerdesk::matrix
