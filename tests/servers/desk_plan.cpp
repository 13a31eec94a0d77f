// SPDX-License-Identifier: MIT
#include "tests/servers/desk_plan.hpp"

#include <sstream>

namespace peerdesk::servers {
namespace {

// Soon again, so that a test of reconnecting does not wait.
constexpr std::string_view back_off = "back_off_min = \"200ms\"\nback_off_max = \"1s\"\n";

std::string in_quotes(std::string_view text) {
    return "\"" + std::string{text} + "\"";
}

std::string list_of(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts)
        list += (list.empty() ? "" : ", ") + in_quotes(text);
    return "[" + list + "]";
}

std::string trust_lines(const NetworkPlan& network) {
    switch (network.trust) {
    case Trust::authority:
        return "ca_file = " + in_quotes(network.address.certificate.file.string()) + "\n";
    case Trust::pin:
        return "pin_sha256 = " + in_quotes(network.address.certificate.fingerprint) + "\n";
    case Trust::strangers:
        return "";
    case Trust::plain:
        return "tls = false\n";
    }
    return "";
}

void write_network(std::ostream& out, const NetworkPlan& network,
                   const std::filesystem::path& folder) {
    const bool is_plain = network.trust == Trust::plain;
    const auto port = is_plain ? network.address.port : network.address.tls_port;
    out << "\n[[network]]\ntype = \"irc\"\nname = " << in_quotes(network.name)
        << "\nservers = [\"127.0.0.1:" << port << "\"]\n"
        << trust_lines(network) << "nick = " << in_quotes(network.nick) << "\n";
    if (!network.alternative_nicks.empty()) {
        out << "alternative_nicks = " << list_of(network.alternative_nicks) << "\n";
    }
    if (!network.account.empty()) {
        const std::string file = network.name + ".password";
        write_file(folder / file, network.password + "\n", true);
        out << "account = " << in_quotes(network.account) << "\npassword_file = " << in_quotes(file)
            << "\n";
    }
    out << "lines_per_second = " << std::fixed << network.lines_per_second << "\n"
        << back_off << network.more;
}

void write_matrix_network(std::ostream& out, const MatrixPlan& network,
                          const std::filesystem::path& folder) {
    const bool has_token = !network.access_token.empty();
    const std::string file = network.name + (has_token ? ".token" : ".password");
    write_file(folder / file, (has_token ? network.access_token : network.password) + "\n", true);
    out << "\n[[network]]\ntype = \"matrix\"\nname = " << in_quotes(network.name)
        << "\nhomeserver = " << in_quotes(network.homeserver)
        << "\nuser = " << in_quotes(network.user)
        << (has_token ? "\naccess_token_file = " : "\npassword_file = ") << in_quotes(file)
        << "\nallow_plain_http = true\n"
        << back_off << network.more;
}

void write_telegram_network(std::ostream& out, const TelegramPlan& network,
                            const std::filesystem::path& folder) {
    const std::string file = network.name + ".token";
    write_file(folder / file, network.token + "\n", true);
    out << "\n[[network]]\ntype = \"telegram\"\nname = " << in_quotes(network.name)
        << "\ntoken_file = " << in_quotes(file) << "\napi_url = " << in_quotes(network.api_url)
        << "\nallow_plain_http = true\ngroup_per_minute = " << network.group_per_minute << "\n"
        << back_off << network.more;
}

} // namespace

DeskPlan DeskPlan::on(NetworkPlan network) {
    const std::string prefix = network.name + ":";
    return {.networks = {std::move(network)},
            .responders = {prefix + "bo", prefix + "chi"},
            .coordinators = {prefix + "cora"},
            .public_rooms = {prefix + "#help"},
            .staff_rooms = {prefix + "#staff"}};
}

std::filesystem::path write_config(const DeskPlan& plan, const std::filesystem::path& folder) {
    std::ostringstream out;
    out << "[database]\nfile = \"peerdesk.db\"\n\n[log]\nlevel = \"" << plan.log_level << "\"\n";
    for (const NetworkPlan& network : plan.networks)
        write_network(out, network, folder);
    for (const MatrixPlan& network : plan.matrix_networks)
        write_matrix_network(out, network, folder);
    for (const TelegramPlan& network : plan.telegram_networks)
        write_telegram_network(out, network, folder);
    out << "\n[[desk]]\nname = \"help\"\nresponders = " << list_of(plan.responders)
        << "\ncoordinators = " << list_of(plan.coordinators)
        << "\n\n[desk.rooms]\npublic = " << list_of(plan.public_rooms)
        << "\nstaff = " << list_of(plan.staff_rooms) << "\n";
    if (!plan.coordinator_rooms.empty()) {
        out << "coordinators = " << list_of(plan.coordinator_rooms) << "\n";
    }
    out << "\n[desk.limits]\nmessages_per_person = " << plan.messages_max
        << "\nmessages_per_room = " << plan.messages_max
        << "\nopen_questions_per_person = " << plan.open_questions_max << "\n";
    if (plan.message_length_max > 0) out << "message_length = " << plan.message_length_max << "\n";
    out << plan.more;
    const auto file = folder / "peerdesk.toml";
    write_file(file, out.str());
    return file;
}

} // namespace peerdesk::servers
