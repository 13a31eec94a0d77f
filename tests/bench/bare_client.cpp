// SPDX-License-Identifier: MIT
#include "tests/bench/bare_client.hpp"

#include <random>
#include <stdexcept>
#include <utility>

namespace peerdesk::bench {

using namespace std::chrono_literals;
using nlohmann::json;
using servers::percent_encoded;

namespace {

constexpr auto answer_wait = 60s;

/// The program's own filter without the events that only it needs.
const std::string& filter() {
    static const std::string text = [] {
        const json nothing = {{"types", json::array()}};
        const json state = {{"lazy_load_members", true}, {"types", json::array()}};
        const json timeline = {{"limit", 100}, {"types", {"m.room.message"}}};
        return percent_encoded(json{{"presence", nothing},
                                    {"account_data", nothing},
                                    {"room",
                                     {{"ephemeral", nothing},
                                      {"account_data", nothing},
                                      {"state", state},
                                      {"timeline", timeline}}}}
                                   .dump());
    }();
    return text;
}

json checked(const servers::HttpAnswer& answer) {
    if (answer.status != 200)
        throw std::runtime_error("bare client: " + std::to_string(answer.status) + answer.body);
    return json::parse(answer.body);
}

} // namespace

BareClient::BareClient(const std::string& url, std::string user_id, std::string token)
    : syncing_(url), sending_(url), user_id_(std::move(user_id)), token_(std::move(token)),
      transaction_mark_(std::to_string(std::random_device{}())) {
    static_cast<void>(sync(0ms));
}

std::vector<BareMessage> BareClient::sync(std::chrono::milliseconds wait) {
    std::string target =
        "/_matrix/client/v3/sync?timeout=" + std::to_string(wait.count()) + "&filter=" + filter();
    const bool is_first = since_.empty();
    if (!is_first) target += "&since=" + percent_encoded(since_);
    const json answer =
        checked(syncing_.call({.target = target, .token = token_}, wait + answer_wait));
    since_ = answer.at("next_batch").get<std::string>();
    std::vector<BareMessage> messages;
    if (is_first || !answer.contains("rooms")) return messages;
    const json joined = answer["rooms"].value("join", json::object());
    for (const auto& [room, part] : joined.items()) {
        const json& timeline = part.at("timeline");
        if (timeline.value("limited", false) && !timeline.at("events").empty() && wait > 0ms)
            throw std::runtime_error("bare client: a sync left messages out");
        for (const json& event : timeline.at("events")) {
            const json& content = event.at("content");
            messages.push_back({room, event.at("sender"), content.value("body", ""),
                                content.contains("m.relates_to")});
        }
    }
    return messages;
}

std::string BareClient::send(std::string_view room, std::string_view text,
                             std::string_view thread) {
    const std::string transaction = transaction_mark_ + "." + std::to_string(++transactions_);
    json content{{"msgtype", "m.text"}, {"body", text}, {"m.mentions", json::object()}};
    if (!thread.empty()) {
        content["m.relates_to"] = {{"rel_type", "m.thread"},
                                   {"event_id", thread},
                                   {"is_falling_back", true},
                                   {"m.in_reply_to", {{"event_id", thread}}}};
    }
    const json answer =
        checked(sending_.call({.method = "PUT",
                               .target = "/_matrix/client/v3/rooms/" + percent_encoded(room) +
                                         "/send/m.room.message/" + transaction,
                               .body = content.dump(),
                               .token = token_}));
    return answer.at("event_id");
}

std::vector<std::string> BareClient::history(std::string_view room, std::size_t count) {
    std::vector<std::string> bodies;
    std::string from;
    do {
        std::string target =
            "/_matrix/client/v3/rooms/" + percent_encoded(room) + "/messages?dir=b&limit=100";
        if (!from.empty()) target += "&from=" + percent_encoded(from);
        const json page = checked(sending_.call({.target = target, .token = token_}));
        for (const json& event : page.at("chunk"))
            if (event.at("type") == "m.room.message" && event["content"].contains("body"))
                bodies.push_back(event["content"]["body"]);
        from = page.value("end", "");
    } while (bodies.size() < count && !from.empty());
    return bodies;
}

} // namespace peerdesk::bench
