// SPDX-License-Identifier: MIT
// The checker itself: it must find what is wrong and pass what is right.
#include "tests/adapters/matrix/schema/client_server_api.hpp"

#include <gtest/gtest.h>

namespace peerdesk::matrix::schema {
namespace {

struct RequestCase {
    const char* what;
    const char* method;
    const char* target;
    const char* body;
    const char* problem; ///< part of it; empty: none
};

constexpr RequestCase cases[] = {
    {"sync", "GET", "/_matrix/client/v3/sync?since=s1&timeout=30000&filter=1", "", ""},
    {"versions", "GET", "/_matrix/client/versions", "", ""},
    {"well-known", "GET", "/.well-known/matrix/client", "", ""},
    {"join by alias", "POST", "/_matrix/client/v3/join/%23staff%3Aexample.org", "{}", ""},
    {"leave", "POST", "/_matrix/client/v3/rooms/%21a%3Ab/leave", R"({"reason":"No."})", ""},
    {"send", "PUT", "/_matrix/client/v3/rooms/%21a%3Ab/send/m.room.message/pd1.2",
     R"({"msgtype":"m.text","body":"x","m.mentions":{}})", ""},
    {"login", "POST", "/_matrix/client/v3/login",
     R"({"type":"m.login.password","identifier":{"type":"m.id.user","user":"a"},"password":"p"})",
     ""},
    {"no such path", "GET", "/_matrix/client/v3/synch", "", "no such path"},
    {"method", "DELETE", "/_matrix/client/v3/sync", "", "does not take the method"},
    {"number", "GET", "/_matrix/client/v3/sync?timeout=soon", "", "timeout: no"},
    {"parameter", "GET", "/_matrix/client/v3/sync?tmieout=1", "", "unknown query parameter"},
    {"direction", "GET", "/_matrix/client/v3/rooms/%21a%3Ab/messages?dir=x", "", "dir: not one of"},
    {"required", "GET", "/_matrix/client/v3/rooms/%21a%3Ab/messages", "",
     "lacks the parameter dir"},
    {"encoding", "POST", "/_matrix/client/v3/join/#a:b", "{}", "not encoded"},
    {"room id", "POST", "/_matrix/client/v3/rooms/a/leave", "{}", "does not fit"},
    {"body", "POST", "/_matrix/client/v3/rooms/%21a%3Ab/invite", R"({"user":"@a:b"})", "user_id"},
    {"member", "POST", "/_matrix/client/v3/createRoom", R"({"presett":"private_chat"})",
     "knows no member presett"},
    {"type", "POST", "/_matrix/client/v3/createRoom", R"({"is_direct":"yes"})", "is_direct: no"},
    {"content", "PUT", "/_matrix/client/v3/rooms/%21a%3Ab/send/m.room.message/1",
     R"({"msgtype":"m.image","body":"x","url":"https://example.org/a.png"})", "content/url"},
    {"json", "PUT", "/_matrix/client/v3/rooms/%21a%3Ab/send/m.room.message/1", "{", "no JSON"},
};

TEST(ClientServerApi, tells_right_requests_from_wrong_ones) {
    if (openapi_data().empty()) GTEST_SKIP() << "PEERDESK_TEST_DATA has no matrix/openapi-data";
    for (const RequestCase& row : cases) {
        SCOPED_TRACE(row.what);
        const std::string problem = problem_with_request(row.method, row.target, row.body);
        if (std::string_view{row.problem}.empty())
            EXPECT_EQ(problem, "");
        else
            EXPECT_NE(problem.find(row.problem), std::string::npos) << problem;
    }
}

} // namespace
} // namespace peerdesk::matrix::schema
