// SPDX-License-Identifier: MIT
// The keys of a [[network]] of type "matrix", read into the adapter's configuration.
#include "bot/runtime/config/matrix_setup.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/net/http_url.hpp"
#include "bot/runtime/config/seal_key_file.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t fingerprint_digits = 64; // SHA-256 in hex
constexpr auto wait_least = 1s;
constexpr auto wait_most = 1h;

bool names_secret(const TableReader& table, const std::string& name) {
    return table.has(name + "_file") || table.has(name + "_env") ||
           table.has(name + "_credential") || table.has(name);
}

/// "https://matrix.example.org", or a server name: "example.org".
void read_homeserver(TableReader& table, matrix::NetworkConfig& config) {
    table.read("allow_plain_http", config.allow_plain_http);
    table.read("discover", config.discover);
    const auto written = table.required_text("homeserver", "homeserver = \"example.org\"");
    if (!written) return;
    const bool is_name = written->text.find("://") == std::string::npos;
    const auto url = net::parse_http_url(is_name ? "https://" + written->text : written->text);
    if (!url || (is_name && written->text.find('/') != std::string::npos)) {
        table.complain(written->spot, "peerdesk-config-expects-homeserver", {written->text});
    } else if (!url->tls && !config.allow_plain_http) {
        table.complain(written->spot, "peerdesk-config-matrix-plain-http", {written->text});
    }
    config.homeserver = written->text;
}

void read_trust(TableReader& table, matrix::NetworkConfig& config, const SecretContext& secrets) {
    if (const auto file = table.text("ca_file")) {
        config.ca_file = (secrets.folder / file->text).string();
    }
    if (auto pin = table.text("pin_sha256")) {
        std::erase(pin->text, ':');
        const bool is_hex =
            pin->text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
        if (is_hex && pin->text.size() == fingerprint_digits) {
            config.pin_sha256 = pin->text;
        } else {
            table.complain(pin->spot, "peerdesk-config-expects-fingerprint");
        }
    }
}

void read_account(TableReader& table, matrix::NetworkConfig& config, const SecretContext& secrets) {
    if (const auto user = table.text("user")) {
        config.user = user->text;
        const bool is_localpart = user->text.find_first_of(" @:#!") == std::string::npos;
        if (!is_localpart && !matrix::is_user_id(user->text)) {
            table.complain(user->spot, "peerdesk-config-expects-matrix-user", {user->text});
        }
    }
    table.read("device", config.device);
    table.read("device_name", config.device_name);
    config.access_token = read_secret(table, "access_token", secrets);
    config.password = read_secret(table, "password", secrets);
    const bool has_token = names_secret(table, "access_token");
    const bool has_password = names_secret(table, "password");
    if (!has_token && !has_password) {
        table.complain(table.spot(), "peerdesk-config-matrix-no-login");
    } else if (!has_token && !table.has("user")) {
        table.complain(table.spot(), "peerdesk-config-missing",
                       {"network.user", "user = \"@helpdesk:example.org\""});
    }
    config.seal_key = read_seal_key(table, secrets);
}

void read_invitations(TableReader& table, matrix::NetworkConfig& config) {
    for (const Located& pattern : table.texts("invite_from")) {
        if (pattern.text.find_first_of(" #!") != std::string::npos) {
            table.complain(pattern.spot, "peerdesk-config-expects-matrix-pattern", {pattern.text});
        } else {
            config.invite_from.push_back(pattern.text);
        }
    }
    table.read("refusal_text", config.refusal_text);
}

void read_pace(TableReader& table, matrix::NetworkConfig& config) {
    table.read("in_flight_max", config.in_flight_max, std::size_t{1}, std::size_t{1000});
    table.read("in_place_max", config.in_place_max, std::size_t{1}, std::size_t{1000});
    table.read("request_timeout", config.request_timeout, wait_least, wait_most);
    table.read("back_off_min", config.back_off_min, 100ms, wait_most);
    table.read("back_off_max", config.back_off_max, wait_least, wait_most);
    if (config.back_off_min > config.back_off_max) {
        table.complain(table.spot_of("back_off_min"), "peerdesk-config-order",
                       {"network.back_off_min", "network.back_off_max"});
    }
}

} // namespace

std::unique_ptr<NetworkSetup> read_matrix_network(TableReader& table, std::string name,
                                                  const SecretContext& secrets) {
    matrix::NetworkConfig config;
    config.network = std::move(name);
    config.device_name = "Peerdesk";
    read_homeserver(table, config);
    read_trust(table, config, secrets);
    read_account(table, config, secrets);
    read_invitations(table, config);
    read_pace(table, config);
    return make_matrix_setup(std::move(config));
}

} // namespace peerdesk::runtime
