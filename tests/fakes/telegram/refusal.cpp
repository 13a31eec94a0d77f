// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/refusal.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

Refusal refusal(int code, std::string description) {
    Refusal made;
    made.code = code;
    made.description = std::move(description);
    return made;
}

} // namespace

Refusal bad_request(std::string reason) {
    return refusal(400, "Bad Request: " + std::move(reason));
}

Refusal forbidden(std::string reason) {
    return refusal(403, "Forbidden: " + std::move(reason));
}

Refusal conflict(std::string reason) {
    return refusal(409, "Conflict: " + std::move(reason));
}

Refusal too_many(std::int64_t retry_after) {
    Refusal made = refusal(429, "Too Many Requests: retry after " + std::to_string(retry_after));
    made.retry_after = retry_after;
    return made;
}

Json body_of(const Refusal& refusal) {
    Json body{{"ok", false}, {"error_code", refusal.code}, {"description", refusal.description}};
    if (refusal.retry_after) body["parameters"]["retry_after"] = *refusal.retry_after;
    if (refusal.migrate_to) body["parameters"]["migrate_to_chat_id"] = *refusal.migrate_to;
    return body;
}

} // namespace peerdesk::telegram_fake
