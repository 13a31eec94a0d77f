// SPDX-License-Identifier: MIT
// The keys of a [[network]] of type "irc", read into the adapter's configuration.
#include "bot/runtime/config/irc_setup.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace peerdesk::runtime {

namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t tls_port = 6697; // RFC 7194
constexpr std::uint16_t plain_port = 6667;
constexpr std::size_t fingerprint_digits = 64; // SHA-256 in hex
constexpr auto wait_least = 1s;
constexpr auto wait_most = 1h;

/// "host", "host:port" or "[v6]:port".
std::optional<irc::ServerAddress> parse_server(std::string_view text, bool is_tls) {
    irc::ServerAddress address{{}, is_tls ? tls_port : plain_port, is_tls};
    std::string_view port;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        address.host = text.substr(1, end - 1);
        port = text.substr(end + 1);
    } else {
        const auto colon = text.find(':');
        if (colon != text.rfind(':')) return std::nullopt; // an IPv6 address wants its brackets
        address.host = text.substr(0, colon);
        port = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
    }
    if (address.host.empty() || address.host.find_first_of(" /") != std::string::npos) {
        return std::nullopt;
    }
    if (port.empty()) return address;
    if (!port.starts_with(':')) return std::nullopt;
    const char* last = port.data() + port.size();
    const auto [end, error] = std::from_chars(port.data() + 1, last, address.port);
    if (error != std::errc{} || end != last || address.port == 0) return std::nullopt;
    return address;
}

void read_servers(TableReader& table, irc::NetworkConfig& config) {
    bool is_tls = true;
    table.read("tls", is_tls);
    for (const Located& written : table.texts("servers")) {
        if (auto address = parse_server(written.text, is_tls)) {
            config.servers.push_back(std::move(*address));
        } else {
            table.complain(written.spot, "peerdesk-config-expects-server", {written.text});
        }
    }
    if (!table.has("servers")) {
        table.complain(table.spot(), "peerdesk-config-missing",
                       {"network.servers", "servers = [\"irc.libera.chat:6697\"]"});
    } else if (config.servers.empty()) {
        table.complain(table.spot_of("servers"), "peerdesk-config-no-server");
    }
}

void read_trust(TableReader& table, irc::NetworkConfig& config, const SecretContext& secrets) {
    if (const auto file = table.text("ca_file")) {
        config.ca_file = (secrets.folder / file->text).string();
    }
    if (auto pin = table.text("pin_sha256")) {
        std::erase(pin->text, ':');
        std::ranges::transform(pin->text, pin->text.begin(), [](char c) {
            return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        const bool is_hex = pin->text.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (is_hex && pin->text.size() == fingerprint_digits) {
            config.pin_sha256 = pin->text;
        } else {
            table.complain(pin->spot, "peerdesk-config-expects-fingerprint");
        }
    }
    table.read("allow_plain_sasl", config.allow_plain_sasl);
}

/// A nick, or an account: what a space, a colon or a wildcard would break.
std::string read_nick(TableReader& table, const Located& written) {
    if (written.text.find_first_of(" :@!,*?") == std::string::npos && written.text[0] != '#') {
        return written.text;
    }
    table.complain(written.spot, "peerdesk-config-expects-nick", {written.text});
    return {};
}

void read_identity(TableReader& table, irc::NetworkConfig& config, const SecretContext& secrets) {
    if (const auto nick = table.required_text("nick", "nick = \"helpdesk\"")) {
        config.nick = read_nick(table, *nick);
    }
    for (const Located& nick : table.texts("alternative_nicks")) {
        config.alternative_nicks.push_back(read_nick(table, nick));
    }
    table.read("username", config.username);
    table.read("realname", config.realname);
    if (const auto account = table.text("account")) config.account = read_nick(table, *account);
    config.password = read_secret(table, "password", secrets);
    config.server_password = read_secret(table, "server_password", secrets);
    const bool names_password = table.has("password_file") || table.has("password_env") ||
                                table.has("password_credential") || table.has("password");
    if (!config.account.empty() && !names_password) {
        table.complain(table.spot_of("account"), "peerdesk-config-account-without-password");
    }
    if (config.account.empty() && names_password && !table.has("account")) {
        table.complain(table.spot(), "peerdesk-config-password-without-account");
    }
}

void read_channels(TableReader& table, irc::NetworkConfig& config, const SecretContext& secrets) {
    for (TableReader& channel : table.tables("channel")) {
        irc::ChannelConfig read;
        if (const auto name = channel.required_text("name", "name = \"#help-staff\"")) {
            read.name = name->text;
        }
        read.key = read_secret(channel, "key", secrets);
        channel.finish();
        if (!read.name.empty()) config.channels.push_back(std::move(read));
    }
    table.read("rejoin_after_kick", config.rejoin_after_kick);
}

void read_pace(TableReader& table, irc::NetworkConfig& config) {
    table.read("lines_per_second", config.lines_per_second, 0.0, 1000.0);
    table.read("burst", config.burst, std::size_t{1}, std::size_t{1000});
    table.read("in_flight_max", config.in_flight_max, std::size_t{1}, std::size_t{1000});
    table.read("held_events_max", config.held_events_max, std::size_t{100}, std::size_t{100'000});
    table.read("connect_timeout", config.connect_timeout, wait_least, wait_most);
    table.read("register_timeout", config.register_timeout, wait_least, wait_most);
    table.read("ping_interval", config.ping_interval, wait_least, wait_most);
    table.read("ping_timeout", config.ping_timeout, wait_least, wait_most);
    table.read("back_off_min", config.back_off_min, 100ms, wait_most);
    table.read("back_off_max", config.back_off_max, wait_least, wait_most);
    if (config.back_off_min > config.back_off_max) {
        table.complain(table.spot_of("back_off_min"), "peerdesk-config-order",
                       {"network.back_off_min", "network.back_off_max"});
    }
}

} // namespace

std::unique_ptr<NetworkSetup> read_irc_network(TableReader& table, std::string name,
                                               const SecretContext& secrets) {
    irc::NetworkConfig config;
    config.network = std::move(name);
    read_servers(table, config);
    read_trust(table, config, secrets);
    read_identity(table, config, secrets);
    read_channels(table, config, secrets);
    read_pace(table, config);
    table.read("quit_text", config.quit_text);
    table.read("overload_text", config.overload_text);
    config.ctcp_version = "Peerdesk";
    table.read("ctcp_version", config.ctcp_version);
    return make_irc_setup(std::move(config));
}

} // namespace peerdesk::runtime
