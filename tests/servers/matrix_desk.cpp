// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_desk.hpp"

#include <regex>

namespace peerdesk::servers {
namespace {

bool matches(const std::string& text, std::string_view pattern) {
    return std::regex_search(text, std::regex{std::string{pattern}, std::regex::icase});
}

} // namespace

MatrixClient MatrixDesk::newcomer(std::string_view name) {
    community().register_people({std::string{name}});
    return community().log_in(name);
}

MatrixEvent MatrixDesk::card_of(MatrixClient& client, const std::string& room, int ticket) {
    const std::string title = "^question " + std::to_string(ticket) + " from ";
    return client.expect(
        room,
        [&](const MatrixEvent& one) {
            return one.is_message() && one.sender() == desk_id() && one.rel_type().empty() &&
                   matches(one.body(), title);
        },
        "the card of question " + std::to_string(ticket));
}

MatrixEvent MatrixDesk::change_of(MatrixClient& client, const std::string& room,
                                  const std::string& event, std::string_view pattern) {
    return client.expect(
        room,
        [&](const MatrixEvent& one) {
            return one.sender() == desk_id() && one.edited_id() == event &&
                   matches(one.new_body(), pattern);
        },
        "a change to: " + std::string{pattern});
}

MatrixEvent MatrixDesk::in_thread(MatrixClient& client, const std::string& room,
                                  const std::string& root, std::string_view pattern) {
    return client.expect(
        room,
        [&](const MatrixEvent& one) {
            return one.is_message() && one.sender() == desk_id() && one.thread_root() == root &&
                   matches(one.body(), pattern);
        },
        "in the thread: " + std::string{pattern});
}

MatrixEvent MatrixDesk::removal_of(MatrixClient& client, const std::string& room,
                                   const std::string& event) {
    return client.expect(
        room,
        [&](const MatrixEvent& one) {
            return one.sender() == desk_id() && one.redacted_id() == event;
        },
        "the removal of " + event);
}

MatrixEvent MatrixDesk::sign_on(MatrixClient& client, const std::string& room,
                                const std::string& event, std::string_view key) {
    return client.expect(
        room,
        [&](const MatrixEvent& one) {
            return one.type() == "m.reaction" && one.sender() == desk_id() &&
                   one.related_id() == event && one.reaction_key() == key;
        },
        "the sign " + std::string{key});
}

} // namespace peerdesk::servers
