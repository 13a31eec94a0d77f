// SPDX-License-Identifier: MIT
// Small answers to people: to a pressed button, and reactions.
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

namespace peerdesk::telegram_fake {

Json answer_callback_query(World& world, const Call& call) {
    constexpr std::size_t text_max = 200;
    const auto found = world.presses.find(call.text("callback_query_id"));
    const bool is_late = found == world.presses.end() ||
                         world.now_s() - found->second.at_s > world.settings.callback_valid_s;
    if (is_late) {
        throw bad_request("query is too old and response timeout expired or query ID is invalid");
    }
    if (utf16_length(call.text("text")) > text_max) throw bad_request("MESSAGE_TOO_LONG");
    found->second.answer = call.parameters();
    return true;
}

Json set_message_reaction(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    check_reachable(world, chat);
    Message* message = chat.find_message(call.integer("message_id"));
    if (message == nullptr) throw bad_request("message to react not found");
    const Json& given = call.value("reaction");
    const Json wanted = given.is_array() ? given : Json::array();
    if (wanted.size() > 1) throw bad_request("REACTIONS_TOO_MANY"); // bots have one at most
    for (const Json& reaction : wanted) {
        const bool is_known = reaction.value("type", "") == "emoji" &&
                              ApiTables::shared().is_reaction(reaction.value("emoji", ""));
        if (!is_known) throw bad_request("REACTION_INVALID");
    }
    message->reactions[world.bot_id()] = wanted;
    return true;
}

} // namespace peerdesk::telegram_fake
