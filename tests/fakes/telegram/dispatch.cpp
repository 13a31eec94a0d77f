// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/dispatch.hpp"

#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/plausible.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

Reply failure(int code, const char* description) {
    Refusal refusal;
    refusal.code = code;
    refusal.description = description;
    return reply_of(refusal);
}

Reply success(const Json& result) {
    Reply reply;
    reply.body = R"({"ok":true,"result":)" + result.dump() + "}";
    return reply;
}

Json result_of(World& world, const Call& call) {
    const Handler handler = handler_of(call.method());
    return handler != nullptr ? handler(world, call) : plausible_result(call.method().returns);
}

Begun polled(World& world, const Call& call) {
    Begun begun;
    const Poll poll = begin_poll(world, call);
    begun.reply.body = updates_for(world, poll);
    if (!begun.reply.body.empty()) return begun;
    begun.reply.body = no_updates;
    if (poll.timeout_s > 0) begun.waits_for = poll;
    return begun;
}

} // namespace

Reply reply_of(const Refusal& refusal) {
    Reply reply;
    reply.status = refusal.code;
    reply.body = body_of(refusal).dump(-1, ' ', false, Json::error_handler_t::replace);
    reply.retry_after = refusal.retry_after;
    return reply;
}

Reply not_found() {
    return failure(404, "Not Found");
}

Reply unauthorized() {
    return failure(401, "Unauthorized");
}

Reply answer(World& world, std::string_view method, Json parameters, Uploads uploads) {
    return begin(world, method, std::move(parameters), std::move(uploads)).reply;
}

Begun begin(World& world, std::string_view name, Json parameters, Uploads uploads) {
    const Method* method = ApiTables::shared().method(name);
    if (method == nullptr) return {not_found(), std::nullopt};
    LoggedCall logged;
    logged.at_ms = world.now_ms;
    logged.method = method->name;
    const bool is_kept = world.settings.keeps_call_log;
    if (is_kept) logged.parameters = parameters;
    Begun begun;
    try {
        const Call call{*method, std::move(parameters), std::move(uploads)};
        if (method->name == "getUpdates") {
            begun = polled(world, call);
        } else {
            Json result = result_of(world, call);
            begun.reply = success(result);
            if (is_kept) logged.result = std::move(result);
        }
    } catch (const Refusal& refusal) {
        begun.reply = reply_of(refusal);
        logged.code = refusal.code;
        logged.description = refusal.description;
    } catch (const Json::exception&) {
        // A value inside a structure that the tables do not tell apart.
        begun.reply = reply_of(bad_request("can't parse the parameters"));
        logged.code = begun.reply.status;
    }
    world.log.add(std::move(logged), is_kept);
    return begun;
}

} // namespace peerdesk::telegram_fake
