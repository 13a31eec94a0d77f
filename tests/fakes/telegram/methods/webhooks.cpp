// SPDX-License-Identifier: MIT
// Setting, dropping and looking at the webhook.
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/polling.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

void check_secret(const std::string& secret) {
    constexpr std::size_t secret_max = 256;
    if (secret.size() > secret_max) throw bad_request("secret token is too long");
    const bool is_plain = std::ranges::all_of(
        secret, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
    if (!is_plain) throw bad_request("secret token contains unallowed characters");
}

} // namespace

Json set_webhook(World& world, const Call& call) {
    constexpr std::int64_t connections_max = 100;
    Webhook::Setup setup;
    setup.url = call.text("url");
    setup.secret_token = call.text("secret_token");
    setup.ip_address = call.text("ip_address");
    setup.connections_max = std::clamp<std::int64_t>(
        call.integer("max_connections", setup.connections_max), 1, connections_max);
    setup.has_certificate = call.upload("certificate") != nullptr;
    check_secret(setup.secret_token);
    // Plain http is for tests on loopback; the real server wants https.
    if (!setup.url.empty() && !setup.url.starts_with("https://") &&
        !setup.url.starts_with("http://"))
        throw bad_request("bad webhook: An HTTPS URL must be provided for webhook");
    remember_allowed(world, call);
    if (call.flag("drop_pending_updates")) world.queue.clear();
    world.webhook.set(std::move(setup));
    world.on_news();
    return true;
}

Json delete_webhook(World& world, const Call& call) {
    if (call.flag("drop_pending_updates")) world.queue.clear();
    world.webhook.set({});
    world.on_news();
    return true;
}

Json get_webhook_info(World& world, const Call&) {
    const Webhook::Setup& setup = world.webhook.setup();
    world.queue.drop_expired(world.now_s());
    Json json{{"url", setup.url},
              {"has_custom_certificate", setup.has_certificate},
              {"pending_update_count", world.queue.size()}};
    if (world.webhook.is_set()) {
        json["max_connections"] = setup.connections_max;
        if (!setup.ip_address.empty()) json["ip_address"] = setup.ip_address;
    }
    if (world.webhook.last_error_s() != 0) {
        json["last_error_date"] = world.webhook.last_error_s();
        json["last_error_message"] = world.webhook.last_error();
    }
    if (world.polling.allowed) {
        json["allowed_updates"] = Json::array();
        for (const std::string& kind : *world.polling.allowed)
            json["allowed_updates"].push_back(kind);
    }
    return json;
}

} // namespace peerdesk::telegram_fake
