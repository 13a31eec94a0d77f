// SPDX-License-Identifier: MIT
// Calls against the tables of the Bot API and the model of its server.
#pragma once

#include "adapters/telegram/calls/calls.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"
#include "tests/fakes/telegram/request_body.hpp"
#include "tests/fakes/telegram/small_world.hpp"

#include <string>

namespace peerdesk::telegram {

using telegram_fake::Json;
using telegram_fake::SmallWorld;

[[nodiscard]] inline telegram_fake::Parameters parameters_of(const Call& call) {
    return telegram_fake::read_parameters({}, call.content_type, call.body);
}

/// Without the order of its members, which says nothing.
[[nodiscard]] inline nlohmann::json unordered(const std::string& json) {
    return nlohmann::json::parse(json);
}

/// What is not as the tables have it; empty when all is.
[[nodiscard]] inline std::string fault_of(const Call& call) {
    const telegram_fake::Method* method = telegram_fake::ApiTables::shared().method(call.method);
    if (method == nullptr || method->name != call.method) return "no method " + call.method;
    const bool is_form = call.content_type != "application/json";
    for (const auto& [name, value] : parameters_of(call).values.items()) {
        const telegram_fake::Field* field = method->find(name);
        if (field == nullptr) return call.method + " has no parameter " + name;
        if (is_form) continue; // all texts
        auto wrong = mismatch(value, field->types, telegram_fake::Strictness::outgoing, name);
        if (!wrong.empty()) return wrong;
    }
    return {};
}

/// The answer of the server, whose call must fit the tables.
[[nodiscard]] inline AnswerBody answered(SmallWorld& small, const Call& call) {
    EXPECT_EQ(fault_of(call), "") << call.body;
    auto given = parameters_of(call);
    auto body = read_answer(
        answer(small.world, call.method, std::move(given.values), std::move(given.uploads)).body);
    EXPECT_TRUE(body);
    return body.value_or(AnswerBody{});
}

[[nodiscard]] inline chat::Outbound say(std::int64_t chat, std::string text) {
    chat::Outbound message;
    message.place = {"tg", chat < 0 ? chat::PlaceKind::room : chat::PlaceKind::direct,
                     chat < 0 ? std::to_string(chat) : account_ref(chat)};
    message.text = std::move(text);
    return message;
}

[[nodiscard]] inline chat::Outbound act(chat::Act what, std::int64_t chat, std::string target,
                                        std::string text = {}) {
    chat::Outbound message = say(chat, std::move(text));
    message.act = what;
    message.target = std::move(target);
    return message;
}

} // namespace peerdesk::telegram
