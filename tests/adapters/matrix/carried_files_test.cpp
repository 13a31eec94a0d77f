// SPDX-License-Identifier: MIT
#include "adapters/matrix/carried_files.hpp"

#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

struct CarriedFilesTest : testing::Test {
    NetworkConfig config = account_config();
    CountingRandom random;
    RequestTray tray;
    BatchBook book{"mx", {}};
    std::vector<Finding> findings;
    SessionContext context{config, random, tray, book, findings, {}, 0};
    CarriedFiles files{context};
    net::Instant now{};

    Request only_request() {
        auto requests = tray.take();
        EXPECT_THAT(requests, SizeIs(1));
        return requests.empty() ? Request{} : std::move(requests.front());
    }
    static Answer answer(int status, std::string body, std::string type = "application/json") {
        Answer answer;
        answer.status = status;
        answer.body = std::move(body);
        answer.content_type = std::move(type);
        return answer;
    }
    /// A photo of another network on its way here, its bytes at hand.
    chat::Attachment brought() {
        chat::Attachment file{.kind = chat::AttachmentKind::image,
                              .ref = "photo:abc",
                              .name = "a b.jpg",
                              .type = "image/jpeg",
                              .network = "tg"};
        EXPECT_EQ(files.bring(7, file, problem), CarriedFiles::Step::waits);
        const auto wanted = files.take_wanted();
        EXPECT_THAT(wanted, SizeIs(1));
        EXPECT_EQ(wanted.front().file.ref, "photo:abc");
        files.on_file(wanted.front().id, {"bytes", "image/jpeg", {}});
        return file;
    }
    CarriedFiles::Step step(chat::Attachment& file) { return files.bring(7, file, problem); }
    std::string problem;
};

TEST_F(CarriedFilesTest, a_file_of_ours_is_fetched_with_our_token) {
    files.fetch(3, {.ref = "mxc://example.org/aBc"});
    const Request request = only_request();
    EXPECT_EQ(request.target, "/_matrix/client/v1/media/download/example.org/aBc");
    EXPECT_TRUE(request.with_token);
    EXPECT_EQ(request.body_bytes_max, chat::carried_bytes_max);
    files.on_answer(request.id, answer(200, "bytes", "image/png"), now);
    const auto ready = files.take_ready();
    ASSERT_THAT(ready, SizeIs(1));
    EXPECT_EQ(ready[0].id, 3U);
    EXPECT_EQ(ready[0].file.bytes, "bytes");
    EXPECT_EQ(ready[0].file.type, "image/png");
    EXPECT_EQ(ready[0].file.problem, "");
}

TEST_F(CarriedFilesTest, a_server_that_does_not_know_the_way_is_asked_the_old_one_once) {
    files.fetch(3, {.ref = "mxc://example.org/aBc"});
    const Request first = only_request();
    files.on_answer(first.id, answer(404, R"({"errcode":"M_UNRECOGNIZED"})"), now);
    const Request second = only_request();
    EXPECT_EQ(second.target, "/_matrix/media/v3/download/example.org/aBc");
    files.on_answer(second.id, answer(404, R"({"errcode":"M_UNRECOGNIZED"})"), now);
    EXPECT_THAT(tray.take(), IsEmpty());
    const auto ready = files.take_ready();
    ASSERT_THAT(ready, SizeIs(1));
    EXPECT_EQ(ready[0].file.problem, "status 404");
}

TEST_F(CarriedFilesTest, a_file_that_is_not_there_is_not_asked_for_again) {
    files.fetch(3, {.ref = "mxc://example.org/aBc"});
    files.on_answer(only_request().id, answer(404, R"({"errcode":"M_NOT_FOUND"})"), now);
    EXPECT_THAT(tray.take(), IsEmpty());
    EXPECT_EQ(files.take_ready().at(0).file.problem, "status 404");
}

TEST_F(CarriedFilesTest, what_is_no_file_of_ours_is_said_at_once) {
    for (const char* ref :
         {"", "photo:abc", "mxc://", "mxc://example.org", "mxc:///a", "mxc://example.org/"}) {
        files.fetch(3, {.ref = ref});
        EXPECT_THAT(tray.take(), IsEmpty()) << ref;
        EXPECT_NE(files.take_ready().at(0).file.problem, "") << ref;
    }
}

TEST_F(CarriedFilesTest, a_file_of_another_network_is_uploaded_and_sent_as_ours) {
    chat::Attachment file = brought();
    files.ask(now);
    const Request request = only_request();
    EXPECT_EQ(request.target, "/_matrix/media/v3/upload?filename=a%20b.jpg");
    EXPECT_EQ(request.content_type, "image/jpeg");
    EXPECT_EQ(request.body, "bytes");
    EXPECT_EQ(step(file), CarriedFiles::Step::waits);
    files.on_answer(request.id, answer(200, R"({"content_uri":"mxc://example.org/new"})"), now);
    EXPECT_EQ(step(file), CarriedFiles::Step::ready);
    EXPECT_EQ(file.ref, "mxc://example.org/new");
    EXPECT_EQ(file.network, config.network);
}

TEST_F(CarriedFilesTest, an_upload_without_answer_is_made_again_but_not_for_ever) {
    chat::Attachment file = brought();
    for (int i = 0; i < CarriedFiles::tries_max; ++i) {
        EXPECT_EQ(step(file), CarriedFiles::Step::waits);
        files.ask(now);
        Answer none;
        none.failure = net::HttpFailure::timed_out;
        files.on_answer(only_request().id, std::move(none), now);
        files.ask(now);
        EXPECT_THAT(tray.take(), IsEmpty()) << "not at once";
        now.steady += 1min;
    }
    EXPECT_EQ(step(file), CarriedFiles::Step::failed);
    EXPECT_NE(problem, "");
}

TEST_F(CarriedFilesTest, a_file_the_server_does_not_take_or_nobody_has_fails_at_once) {
    chat::Attachment file = brought();
    files.ask(now);
    files.on_answer(only_request().id,
                    answer(413, R"({"errcode":"M_TOO_LARGE","error":"too large"})"), now);
    EXPECT_EQ(step(file), CarriedFiles::Step::failed);
    files.forget(7);
    EXPECT_EQ(step(file), CarriedFiles::Step::waits);
    files.on_file(files.take_wanted().at(0).id, {{}, {}, "gone"});
    EXPECT_EQ(step(file), CarriedFiles::Step::failed);
    EXPECT_EQ(problem, "gone");
}

} // namespace
} // namespace peerdesk::matrix
