// SPDX-License-Identifier: MIT
#include "tests/servers/community.hpp"

#include "tests/servers/waiting.hpp"

#include <future>
#include <regex>
#include <stdexcept>
#include <vector>

namespace peerdesk::servers {

Network::Network(Workspace& workspace)
    : server(ServerKind::inspircd, workspace), services(server, workspace) {
    register_accounts({"bo", "chi", "cora", "peerdesk"});
}

// Side by side: InspIRCd lets each of them in only with the next full second.
void Network::register_accounts(const std::vector<std::string>& nicks) const {
    std::vector<std::future<void>> registrations;
    for (const std::string& nick : nicks) {
        registrations.push_back(std::async(std::launch::async, [this, nick] {
            IrcClient{server.address(), {.nick = nick}}.register_account(
                nick == bot ? desk_password : account_password);
        }));
    }
    for (auto& registration : registrations)
        registration.get();
}

NetworkPlan Network::plan() const {
    return {.name = "insp",
            .address = server.address(),
            .account = std::string{bot},
            .password = std::string{desk_password}};
}

Person Network::member(std::string_view account, int client) {
    const std::string nick{account};
    return {.nick = client == 0 ? nick : nick + "_" + std::to_string(client),
            .account = nick,
            .password = std::string{account_password},
            .is_tls = true};
}

IrcClient Network::log_in(std::string_view account, int client) const {
    return IrcClient{server.address(), member(account, client)};
}

IrcClient Network::visit(std::string_view nick) const {
    return IrcClient{server.address(), {.nick = std::string{nick}}};
}

int number_in(const Heard& heard, const std::string& phrase) {
    std::smatch found;
    if (!std::regex_search(heard.text, found, std::regex{phrase, std::regex::icase}) ||
        found.size() < 2) {
        throw std::runtime_error("no number in: " + heard.text);
    }
    return std::stoi(found[1]);
}

int ask(IrcClient& asker, std::string_view question) {
    asker.say(bot, question);
    return number_in(asker.expect_message(bot, phrases::opened), phrases::opened);
}

bool becomes_calm(const DeskProcess& desk, std::chrono::milliseconds wait) {
    return eventually(wait, [&] {
        return DeskDatabase{desk.database_file()}.number(
                   "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')") == 0;
    });
}

} // namespace peerdesk::servers
