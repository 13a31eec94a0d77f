// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/homeserver_model.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {

using Json = nlohmann::json;

std::string HomeserverModel::state_key(const Json& event) {
    return event["type"].get<std::string>() + '\n' + event["state_key"].get<std::string>();
}

HomeserverModel::StoredEvent& HomeserverModel::add(Room& room, Json event) {
    ++last_;
    event["event_id"] = "$e" + std::to_string(last_);
    event["origin_server_ts"] = now_ms;
    event["room_id"] = room.id;
    if (event.contains("state_key")) room.state[state_key(event)] = event;
    return room.events.emplace_back(StoredEvent{last_, std::move(event)});
}

std::string HomeserverModel::make_room(const std::string& creator, const std::string& alias,
                                       const std::string& version, const Json& create_content) {
    Room room;
    // Ids of version 12 have no domain.
    room.id = "!room" + std::to_string(++rooms_made_) + (version == "12" ? "" : ":example.org");
    room.version = version;
    const std::string id = room.id;
    Room& made = rooms_.emplace(id, std::move(room)).first->second;
    Json content = create_content.is_object() ? create_content : Json::object();
    content["room_version"] = version;
    add(made,
        {{"type", "m.room.create"}, {"sender", creator}, {"state_key", ""}, {"content", content}});
    made.people.insert(creator);
    join(id, creator);
    Json users = Json::object();
    if (version != "12") users[creator] = 100;
    set_state(id, creator, "m.room.power_levels",
              {{"users", users}, {"events", {{"m.room.tombstone", 100}}}});
    if (!alias.empty()) aliases_[alias] = id;
    return id;
}

void HomeserverModel::set_member(Room& room, const std::string& by, const std::string& who,
                                 Json content) {
    if (content["membership"] == "join") content["displayname"] = who.substr(1, who.find(':') - 1);
    add(room, {{"type", "m.room.member"},
               {"sender", by},
               {"state_key", who},
               {"content", std::move(content)}});
}

void HomeserverModel::invite(const std::string& room, const std::string& from,
                             const std::string& who, bool is_direct) {
    Json content = {{"membership", "invite"}};
    if (is_direct) content["is_direct"] = true;
    rooms_.at(room).people.insert(who);
    set_member(rooms_.at(room), from, who, content);
}

void HomeserverModel::join(const std::string& room, const std::string& who) {
    set_member(rooms_.at(room), who, who, {{"membership", "join"}});
}

void HomeserverModel::leave(const std::string& room, const std::string& who) {
    set_member(rooms_.at(room), who, who, {{"membership", "leave"}});
}

void HomeserverModel::remove(const std::string& room, const std::string& by, const std::string& who,
                             const std::string& membership, const std::string& reason) {
    if (membership == "ban") rooms_.at(room).people.erase(who);
    set_member(rooms_.at(room), by, who, {{"membership", membership}, {"reason", reason}});
}

std::string HomeserverModel::say(const std::string& room, const std::string& who,
                                 const std::string& text) {
    return send(room, who, "m.room.message",
                {{"msgtype", "m.text"}, {"body", text}, {"m.mentions", Json::object()}});
}

std::string HomeserverModel::send(const std::string& room, const std::string& who,
                                  const std::string& type, const Json& content) {
    return add(rooms_.at(room), {{"type", type}, {"sender", who}, {"content", content}})
        .json["event_id"];
}

void HomeserverModel::set_state(const std::string& room, const std::string& who,
                                const std::string& type, const Json& content,
                                const std::string& key) {
    add(rooms_.at(room),
        {{"type", type}, {"sender", who}, {"state_key", key}, {"content", content}});
}

std::string HomeserverModel::upgrade(const std::string& room, const std::string& by,
                                     const std::string& version) {
    const std::string next =
        make_room(by, {}, version, {{"predecessor", {{"room_id", room}, {"event_id", "$last"}}}});
    set_state(room, by, "m.room.tombstone", {{"body", "moved"}, {"replacement_room", next}});
    return next;
}

void HomeserverModel::drop_room(const std::string& room) {
    std::erase_if(aliases_, [&room](const auto& alias) { return alias.second == room; });
    rooms_.erase(room);
}

std::string HomeserverModel::membership(const std::string& room, const std::string& who) const {
    const auto& state = rooms_.at(room).state;
    const auto found = state.find("m.room.member\n" + who);
    return found == state.end() ? "leave" : found->second["content"]["membership"];
}

std::vector<std::string> HomeserverModel::our_words(const std::string& room) const {
    std::vector<std::string> words;
    for (const StoredEvent& event : rooms_.at(room).events)
        if (event.json["sender"] == us && event.json["type"] == "m.room.message")
            words.push_back(event.json["content"]["body"]);
    return words;
}

} // namespace peerdesk::matrix
