// SPDX-License-Identifier: MIT
#include "adapters/matrix/request_bodies.hpp"

#include <nlohmann/json.hpp>

namespace peerdesk::matrix {
namespace {

using Json = nlohmann::json;

std::string bytes_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string create_direct_body(const std::string& user) {
    return bytes_of({{"preset", "private_chat"},
                     {"visibility", "private"},
                     {"is_direct", true},
                     {"invite", Json::array({user})},
                     {"creation_content", {{"org.peerdesk.for", user}}}});
}

std::string reason_body(const std::string& reason) {
    if (reason.empty()) return "{}";
    return bytes_of({{"reason", reason}});
}

std::string direct_rooms_body(const DirectRooms& rooms) {
    Json json = Json::object();
    for (const auto& [user, ids] : rooms)
        json[user] = ids;
    return bytes_of(json);
}

const std::string& gap_filter() {
    static const std::string filter =
        bytes_of({{"lazy_load_members", true},
                  {"types",
                   {"m.room.message", "m.sticker", "m.reaction", "m.room.redaction",
                    "m.room.encrypted", "m.room.member", "m.room.encryption", "m.room.tombstone",
                    "m.poll.start", "org.matrix.msc3381.poll.start"}}});
    return filter;
}

std::string own_events_filter(const std::string& user) {
    return bytes_of({{"senders", Json::array({user})},
                     {"types", {"m.room.message", "m.sticker", "m.reaction"}}});
}

} // namespace peerdesk::matrix
