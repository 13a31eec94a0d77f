// SPDX-License-Identifier: MIT
// What a Matrix client hears: one sync after the other while it waits.
#include "tests/servers/matrix_client.hpp"

#include <algorithm>
#include <regex>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr auto answer_wait = 30s; // beyond what the server was asked to wait itself
constexpr int events_max = 100;   // of each room in one answer: no server of ours gives more

std::chrono::milliseconds left_until(Clock::time_point end) {
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()));
}

std::regex pattern_of(std::string_view pattern) {
    return std::regex{std::string{pattern}, std::regex::icase};
}

} // namespace

void MatrixClient::sync(std::chrono::milliseconds wait) {
    static const std::string filter = percent_encoded(
        json{{"room", {{"timeline", {{"limit", events_max}}}, {"include_leave", false}}}}.dump());
    std::string path =
        "/_matrix/client/v3/sync?timeout=" + std::to_string(wait.count()) + "&filter=" + filter;
    if (!since_.empty()) path += "&since=" + percent_encoded(since_);
    const HttpAnswer answer = caller_.call({.target = path, .token = token_}, wait + answer_wait);
    if (answer.status != 200) throw MatrixRefusal{"sync", answer};
    const json said = answer.parsed();
    since_ = said.at("next_batch").get<std::string>();
    for (const Gap& gap : heard_.take(said, user_id_))
        fill(gap);
}

void MatrixClient::fill(const Gap& gap) {
    std::vector<json> missed; // the latest first
    std::string from = gap.token;
    const std::string last = heard_.in(gap.room_id).back().id();
    for (bool is_closed = false; !is_closed && !from.empty();) {
        const json answer = ask("GET", "/v3/rooms/" + percent_encoded(gap.room_id) +
                                           "/messages?dir=b&limit=" + std::to_string(events_max) +
                                           "&from=" + percent_encoded(from));
        const json chunk = answer.value("chunk", json::array());
        for (const json& event : chunk) {
            is_closed = is_closed || MatrixEvent{event}.id() == last;
            if (!is_closed) missed.push_back(event);
        }
        from = answer.value("end", "");
    }
    std::ranges::reverse(missed);
    heard_.fill(gap.room_id, missed);
}

MatrixEvent MatrixClient::expect(const std::string& room, const EventQuestion& fits,
                                 std::string_view what, std::chrono::milliseconds wait) {
    const auto end = Clock::now() + wait;
    for (bool is_over = false;; sync(left_until(end))) {
        if (auto found = heard_.next(room, fits)) return *std::move(found);
        if (is_over) break;
        is_over = Clock::now() >= end; // then one look remains
    }
    throw std::runtime_error(user_id_ + " waited in vain for " + std::string{what} + " in " + room +
                             ", heard:\n" + log());
}

MatrixEvent MatrixClient::expect(const std::string& room, std::string_view pattern,
                                 std::chrono::milliseconds wait) {
    const std::regex wanted = pattern_of(pattern);
    return expect(
        room,
        [&](const MatrixEvent& one) {
            return one.is_message() && std::regex_search(one.body(), wanted);
        },
        pattern, wait);
}

MatrixEvent MatrixClient::expect_message(std::string_view sender, std::string_view pattern,
                                         const std::string& room, std::chrono::milliseconds wait) {
    const std::regex wanted = pattern_of(pattern);
    return expect(
        room,
        [&](const MatrixEvent& one) {
            return one.is_message() && one.sender() == sender &&
                   std::regex_search(one.body(), wanted);
        },
        std::string{sender} + ": " + std::string{pattern}, wait);
}

MatrixEvent MatrixClient::expect_membership(const std::string& room, std::string_view user_id,
                                            std::string_view membership,
                                            std::chrono::milliseconds wait) {
    return expect(
        room,
        [&](const MatrixEvent& one) {
            return one.type() == "m.room.member" && one.state_key() == user_id &&
                   one.membership() == membership;
        },
        std::string{user_id} + " to be: " + std::string{membership}, wait);
}

Invitation MatrixClient::expect_invitation(std::string_view inviter,
                                           std::chrono::milliseconds wait) {
    const auto end = Clock::now() + wait;
    for (bool is_over = false;; sync(left_until(end))) {
        if (auto found = heard_.next_invitation(inviter)) return *std::move(found);
        if (is_over) break;
        is_over = Clock::now() >= end;
    }
    throw std::runtime_error(user_id_ + " was not invited by " + std::string{inviter} +
                             ", heard:\n" + log());
}

std::vector<MatrixEvent> MatrixClient::messages_until_quiet(std::string_view sender,
                                                            const std::string& room,
                                                            std::chrono::milliseconds quiet) {
    const auto fits = [&](const MatrixEvent& one) {
        return one.is_message() && one.sender() == sender;
    };
    std::vector<MatrixEvent> found;
    auto until = Clock::now() + quiet;
    for (;; sync(left_until(until))) {
        while (auto one = heard_.next(room, fits)) {
            found.push_back(*std::move(one));
            until = Clock::now() + quiet;
        }
        if (Clock::now() >= until) return found;
    }
}

void MatrixClient::catch_up() {
    sync(0ms);
}

bool MatrixClient::has_heard(const std::string& room, std::string_view pattern) {
    catch_up();
    const std::regex wanted = pattern_of(pattern);
    return std::ranges::any_of(heard(room), [&](const MatrixEvent& one) {
        return one.is_message() && std::regex_search(one.body(), wanted);
    });
}

const std::vector<MatrixEvent>& MatrixClient::heard(const std::string& room) {
    return heard_.in(room);
}

} // namespace peerdesk::servers
