// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_community.hpp"

#include <regex>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

constexpr std::string_view people_password = "sesame-of-people";
constexpr std::string_view desk_password = "sesame-of-the-desk";
constexpr std::string_view desk_name = "peerdesk";

} // namespace

MatrixCommunity::MatrixCommunity(Workspace& workspace, const MatrixWorld& world)
    : server(workspace, world.server) {
    static_cast<void>(server.register_user(desk_name, desk_password));
    register_people({"bo", "chi", "cora"});
    register_people(world.newcomers);
    MatrixClient cora = log_in("cora");
    const std::vector<std::string> responders{user_id("bo"), user_id("chi")};
    std::vector<std::string> all = responders;
    all.push_back(desk_id());
    help = cora.create_room(
        {.name = "Help", .alias = server.local_name("help"), .invited = all, .is_public = true});
    staff =
        cora.create_room({.name = "Staff", .alias = server.local_name("staff"), .invited = all});
    coordinators = cora.create_room({.name = "Coordinators",
                                     .alias = server.local_name("coordinators"),
                                     .invited = {desk_id()}});
    for (const char* const name : {"bo", "chi"}) {
        MatrixClient responder = log_in(name);
        responder.join(help);
        responder.join(staff);
    }
}

void MatrixCommunity::register_people(const std::vector<std::string>& names) const {
    for (const std::string& name : names)
        static_cast<void>(server.register_user(name, people_password));
}

MatrixPlan MatrixCommunity::network() const {
    return {.homeserver = server.url(), .user = desk_id(), .password = std::string{desk_password}};
}

DeskPlan MatrixCommunity::plan() const {
    return {.matrix_networks = {network()},
            .responders = {"mx:" + user_id("bo"), "mx:" + user_id("chi")},
            .coordinators = {"mx:" + user_id("cora")},
            .public_rooms = {"mx:" + server.alias("help")},
            .staff_rooms = {"mx:" + server.alias("staff")},
            .coordinator_rooms = {"mx:" + server.alias("coordinators")}};
}

MatrixClient MatrixCommunity::log_in(std::string_view name) const {
    return {server.url(), user_id(name), people_password};
}

std::string MatrixCommunity::desk_token() const {
    return MatrixClient{server.url(), desk_id(), desk_password}.access_token();
}

int number_in(const MatrixEvent& event, const std::string& phrase) {
    const std::string body = event.body();
    std::smatch found;
    if (!std::regex_search(body, found, std::regex{phrase, std::regex::icase}) ||
        found.size() < 2) {
        throw std::runtime_error("no number in: " + body);
    }
    return std::stoi(found[1]);
}

std::string open_desk_chat(MatrixClient& client, const std::string& desk_id) {
    std::string chat = client.open_chat(desk_id);
    client.expect_membership(chat, desk_id, "join");
    return chat;
}

int ask(MatrixClient& asker, const std::string& chat, std::string_view question) {
    asker.say(chat, question);
    return number_in(asker.expect(chat, phrases::opened), phrases::opened);
}

} // namespace peerdesk::servers
