// SPDX-License-Identifier: MIT
// The keys of a [[network]] of type "telegram", read into the adapter's configuration.
#include "bot/runtime/config/telegram_setup.hpp"

#include "adapters/net/http_url.hpp"
#include "adapters/telegram/webhook.hpp"

#include <utility>

namespace peerdesk::runtime {

namespace {

using namespace std::chrono_literals;

constexpr auto wait_least = 1s;
constexpr auto wait_most = 1h;

void read_server(TableReader& table, telegram::NetworkConfig& config,
                 const SecretContext& secrets) {
    table.read("allow_plain_http", config.allow_plain_http);
    if (const auto written = table.text("api_url")) {
        const auto url = net::parse_http_url(written->text);
        if (!url) {
            table.complain(written->spot, "peerdesk-config-expects-url", {written->text});
        } else if (!url->tls && !config.allow_plain_http) {
            table.complain(written->spot, "peerdesk-config-telegram-plain-http", {written->text});
        }
        config.api_url = written->text;
    }
    if (const auto file = table.text("ca_file")) {
        config.ca_file = (secrets.folder / file->text).string();
    }
}

/// "123456789:AA…": the bot's number, a colon and the secret.
bool looks_like_token(std::string_view token) {
    const auto colon = token.find(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < token.size() &&
           token.substr(0, colon).find_first_not_of("0123456789") == std::string_view::npos &&
           token.find_first_of(" /?#%\r\n\t") == std::string_view::npos;
}

void read_token(TableReader& table, telegram::NetworkConfig& config, const SecretContext& secrets) {
    const bool is_named = table.has("token_file") || table.has("token_env") ||
                          table.has("token_credential") || table.has("token");
    config.token = read_secret(table, "token", secrets);
    if (!is_named) {
        table.complain(table.spot(), "peerdesk-config-telegram-no-token");
    } else if (!config.token.empty() && !looks_like_token(config.token)) {
        table.complain(table.spot(), "peerdesk-config-expects-telegram-token");
    }
}

/// "127.0.0.1:8443"
void read_webhook(TableReader& table, telegram::NetworkConfig& config,
                  const SecretContext& secrets) {
    const auto url = table.text("webhook_url");
    if (!url) return;
    config.webhook_url = url->text;
    const auto parsed = net::parse_http_url(url->text);
    if (!parsed || (!parsed->tls && !config.allow_plain_http))
        table.complain(url->spot, "peerdesk-config-expects-url", {url->text});
    config.webhook_secret = read_secret(table, "webhook_secret", secrets);
    if (!telegram::is_webhook_secret(config.webhook_secret))
        table.complain(table.spot(), "peerdesk-config-telegram-webhook-secret");
    const auto listen =
        table.required_text("webhook_listen", "webhook_listen = \"127.0.0.1:8080\"");
    if (!listen) return;
    const auto address = net::parse_http_url("http://" + listen->text);
    if (!address || !listen->text.contains(':')) {
        table.complain(listen->spot, "peerdesk-config-expects-url", {listen->text});
        return;
    }
    config.webhook_address = address->host;
    config.webhook_port = address->port;
}

void read_pace(TableReader& table, telegram::NetworkConfig& config) {
    table.read("in_flight_max", config.in_flight_max, std::size_t{1}, std::size_t{1000});
    table.read("connections_max", config.connections_max, std::size_t{1}, std::size_t{1000});
    table.read("in_place_max", config.in_place_max, std::size_t{1}, std::size_t{1000});
    table.read("group_per_minute", config.group_per_minute, std::size_t{1}, std::size_t{100'000});
    table.read("request_timeout", config.request_timeout, wait_least, wait_most);
    table.read("back_off_min", config.back_off_min, 100ms, wait_most);
    table.read("back_off_max", config.back_off_max, wait_least, wait_most);
    if (config.back_off_min > config.back_off_max) {
        table.complain(table.spot_of("back_off_min"), "peerdesk-config-order",
                       {"network.back_off_min", "network.back_off_max"});
    }
}

} // namespace

std::unique_ptr<NetworkSetup> read_telegram_network(TableReader& table, std::string name,
                                                    const SecretContext& secrets) {
    telegram::NetworkConfig config;
    config.network = std::move(name);
    read_server(table, config, secrets);
    read_token(table, config, secrets);
    read_webhook(table, config, secrets);
    read_pace(table, config);
    return make_telegram_setup(std::move(config));
}

} // namespace peerdesk::runtime
