// SPDX-License-Identifier: MIT
// What the homeserver model answers to requests of ours.
#include "tests/adapters/matrix/homeserver_model.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {

using Json = nlohmann::json;

namespace {

Answer good(const Json& json) {
    Answer answer;
    answer.status = 200;
    answer.body = json.dump();
    return answer;
}

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        result += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
        i += 2;
    }
    return result;
}

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        parts.push_back(decoded(path.substr(0, end)));
        path.remove_prefix(end);
    }
    return parts;
}

std::map<std::string, std::string> query_of(std::string_view text) {
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        const auto equals = pair.find('=');
        query.emplace(pair.substr(0, equals), decoded(pair.substr(equals + 1)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return query;
}

std::int64_t number_behind(const std::string& token) {
    return token.empty() ? 0 : std::stoll(token.substr(1));
}

} // namespace

Answer matrix_error(int status, const std::string& code, const std::string& words, Json more) {
    Answer answer;
    answer.status = status;
    more["errcode"] = code;
    more["error"] = words;
    answer.body = more.dump();
    return answer;
}

std::optional<Answer> HomeserverModel::answer(const Request& request, std::string_view with) {
    const auto mark = std::min(request.target.find('?'), request.target.size());
    auto path = parts_of(std::string_view{request.target}.substr(0, mark));
    const auto query = query_of(
        std::string_view{request.target}.substr(std::min(mark + 1, request.target.size())));
    if (path.back() == "versions") return good({{"versions", {"r0.6.1", "v1.1", "v1.11"}}});
    if (path.size() < 4) return matrix_error(404, "M_UNRECOGNIZED", "unknown");
    path.erase(path.begin(), path.begin() + 3); // _matrix client v3
    if (request.with_token && with != token)
        return matrix_error(401, "M_UNKNOWN_TOKEN", "unknown token",
                            {{"soft_logout", is_soft_logout}});
    if (path[0] == "account") return good({{"user_id", us}, {"device_id", "DEVICE"}});
    if (path[0] == "sync") {
        const bool waits = query.at("timeout") != "0" && !has_news(request);
        return waits ? std::nullopt : std::optional{sync(query)};
    }
    if (path[0] == "user" && path[2] == "filter") return good({{"filter_id", "7"}});
    if (path[0] == "user") {
        if (request.method == "GET")
            return has_direct_list_ ? good(direct_list_)
                                    : matrix_error(404, "M_NOT_FOUND", "nothing there");
        direct_list_ = Json::parse(request.body);
        has_direct_list_ = true;
        direct_list_at_ = ++last_;
        return good(Json::object());
    }
    if (path[0] == "createRoom") return create_ours(Json::parse(request.body));
    if (path[0] == "join" || path[0] == "knock") return join_ours(path[1], path[0] == "knock");
    if (path[0] == "directory") {
        const auto alias = aliases_.find(path[2]);
        return alias == aliases_.end() ? matrix_error(404, "M_NOT_FOUND", "no such alias")
                                       : good({{"room_id", alias->second}});
    }
    if (path[0] == "rooms") return rooms_request(request, path, query);
    return matrix_error(404, "M_UNRECOGNIZED", "unknown");
}

Answer HomeserverModel::rooms_request(const Request& request, const std::vector<std::string>& path,
                                      const std::map<std::string, std::string>& query) {
    const auto found = rooms_.find(path[1]);
    if (found == rooms_.end()) return matrix_error(404, "M_NOT_FOUND", "no such room");
    Room& room = found->second;
    if (path[2] == "leave") {
        leave(room.id, us);
        return good(Json::object());
    }
    if (membership(room.id, us) != "join")
        return matrix_error(403, "M_FORBIDDEN", "User " + us + " not in room " + room.id);
    if (path[2] == "state") {
        Json all = Json::array();
        for (const auto& [key, event] : room.state)
            all.push_back(event);
        return good(all);
    }
    if (path[2] == "messages") return messages(room, query);
    const Json body = Json::parse(request.body);
    if (path[2] == "redact")
        return send_ours(room.id, "m.room.redaction", path[4], {{"redacts", path[3]}});
    return send_ours(room.id, path[3], path[4], body);
}

Answer HomeserverModel::send_ours(const std::string& room, const std::string& type,
                                  const std::string& txn, const Json& content) {
    if (rooms_.at(room).state.contains("m.room.tombstone\n"))
        return matrix_error(403, "M_FORBIDDEN", "the room has ended");
    const std::string key = room + ' ' + type + ' ' + txn;
    const auto known = transactions_.find(key);
    if (known != transactions_.end() && !forgets_transactions)
        return good({{"event_id", known->second}});
    Json event = {{"type", type}, {"sender", us}, {"content", content}};
    if (type == "m.room.redaction") event["redacts"] = content["redacts"];
    const std::string id = add(rooms_.at(room), std::move(event)).json["event_id"];
    transactions_[key] = id;
    return good({{"event_id", id}});
}

Answer HomeserverModel::join_ours(const std::string& name, bool is_knock) {
    const auto alias = aliases_.find(name);
    const std::string id = alias == aliases_.end() ? name : alias->second;
    const auto found = rooms_.find(id);
    if (found == rooms_.end()) return matrix_error(404, "M_NOT_FOUND", "no such room");
    if (membership(id, us) == "join") return good({{"room_id", id}});
    if (is_knock && found->second.takes_knocks) {
        set_member(found->second, us, us, {{"membership", "knock"}});
        return good({{"room_id", id}});
    }
    const bool may = !is_knock && found->second.people.contains(us);
    if (!may) return matrix_error(403, "M_FORBIDDEN", "you are not invited to this room");
    join(id, us);
    return good({{"room_id", id}});
}

Answer HomeserverModel::create_ours(const Json& body) {
    const std::string id = make_room(us, {}, "10", body["creation_content"]);
    made_by_us.push_back(id);
    for (const auto& who : body["invite"]) {
        invite(id, us, who.get<std::string>(), body["is_direct"]);
        if (invites_are_accepted) join(id, who);
    }
    return good({{"room_id", id}});
}

Answer HomeserverModel::messages(const Room& room,
                                 const std::map<std::string, std::string>& query) const {
    const auto from = query.find("from");
    const auto to = query.find("to");
    const std::int64_t before = from == query.end() ? last_ + 1 : number_behind(from->second);
    const std::int64_t after = to == query.end() ? 0 : number_behind(to->second);
    Json filter = Json::parse(query.at("filter"));
    Json chunk = Json::array();
    Json members = Json::object();
    std::int64_t end = 0;
    for (auto event = room.events.rbegin(); event != room.events.rend(); ++event) {
        if (event->at >= before || event->at <= after) continue;
        const auto& types = filter["types"];
        if (std::ranges::find(types, event->json["type"]) == types.end()) continue;
        if (filter.contains("senders") && filter["senders"][0] != event->json["sender"]) continue;
        chunk.push_back(event->json);
        const auto member =
            room.state.find("m.room.member\n" + event->json["sender"].get<std::string>());
        if (member != room.state.end()) members[member->first] = member->second;
        end = event->at;
        if (chunk.size() == 100) break;
    }
    Json page = {{"chunk", chunk}, {"start", "p" + std::to_string(before)}};
    if (filter.contains("lazy_load_members"))
        for (const auto& [key, member] : members.items())
            page["state"].push_back(member);
    if (chunk.size() == 100) page["end"] = "p" + std::to_string(end);
    return good(page);
}

bool HomeserverModel::has_news(const Request& request) {
    const auto mark = request.target.find('?');
    auto query = query_of(std::string_view{request.target}.substr(mark + 1));
    const std::int64_t since = number_behind(query["since"]);
    if (direct_list_at_ > since || query["since"].empty()) return true;
    return std::ranges::any_of(rooms_, [&](const auto& entry) {
        const Room& room = entry.second;
        const auto ours = room.state.find("m.room.member\n" + us);
        if (ours == room.state.end() || room.events.back().at <= since) return false;
        return ours->second["content"]["membership"] == "join" ||
               std::ranges::any_of(room.events, [&](const StoredEvent& event) {
                   return event.at > since && event.json["event_id"] == ours->second["event_id"];
               });
    });
}

Answer HomeserverModel::sync(const std::map<std::string, std::string>& query) {
    const auto since_text = query.find("since");
    const std::int64_t since = since_text == query.end() ? 0 : number_behind(since_text->second);
    Json joined = Json::object();
    Json invited = Json::object();
    Json left = Json::object();
    for (auto& [id, room] : rooms_) {
        const auto ours = room.state.find("m.room.member\n" + us);
        if (ours == room.state.end() || room.events.back().at <= since) continue;
        const std::string how = ours->second["content"]["membership"];
        const auto at = std::ranges::find_if(room.events, [&](const StoredEvent& event) {
            return event.json["event_id"] == ours->second["event_id"];
        });
        if (how == "join") joined[id] = joined_part(room, since);
        if (at->at <= since) continue;
        if (how == "invite") invited[id] = invited_part(room);
        if (how == "leave" || how == "ban") {
            Json events = Json::array();
            for (const StoredEvent& event : room.events)
                if (event.at > since && event.at <= at->at) events.push_back(event.json);
            left[id] = {{"timeline", {{"events", events}, {"limited", false}}}};
        }
    }
    Json answer = {{"next_batch", "s" + std::to_string(last_)},
                   {"rooms", {{"join", joined}, {"invite", invited}, {"leave", left}}}};
    if (has_direct_list_ && direct_list_at_ > since)
        answer["account_data"] = {
            {"events", Json::array({{{"type", "m.direct"}, {"content", direct_list_}}})}};
    return good(answer);
}

Json HomeserverModel::joined_part(Room& room, std::int64_t since) {
    std::int64_t in_since = 0;
    for (const StoredEvent& event : room.events)
        if (event.json["type"] == "m.room.member" && event.json["state_key"] == us)
            in_since = event.json["content"]["membership"] == "join"
                           ? (in_since == 0 ? event.at : in_since)
                           : 0;
    const bool is_new = in_since > since;
    const std::int64_t after = is_new ? 0 : since;
    std::vector<const StoredEvent*> all;
    for (const StoredEvent& event : room.events)
        if (event.at > after) all.push_back(&event);
    const bool is_limited = all.size() > timeline_max;
    const std::size_t skipped = is_limited ? all.size() - timeline_max : 0;
    std::map<std::string, Json> state;
    for (std::size_t i = 0; i < skipped; ++i)
        if (all[i]->json.contains("state_key")) state[state_key(all[i]->json)] = all[i]->json;
    Json timeline = Json::array();
    for (std::size_t i = skipped; i < all.size(); ++i) {
        timeline.push_back(all[i]->json);
        // Lazy loading: whoever speaks comes with their membership.
        const std::string key = "m.room.member\n" + all[i]->json["sender"].get<std::string>();
        const auto member = room.state.find(key);
        if (member != room.state.end() && after > 0) state.try_emplace(key, member->second);
    }
    Json before = Json::array();
    for (auto& [key, event] : state)
        before.push_back(event);
    std::int64_t in = 0;
    std::int64_t asked = 0;
    for (const auto& [key, event] : room.state) {
        if (event["type"] != "m.room.member") continue;
        if (event["content"]["membership"] == "join") ++in;
        if (event["content"]["membership"] == "invite") ++asked;
    }
    return {{"timeline",
             {{"events", timeline},
              {"limited", is_limited},
              {"prev_batch", "p" + std::to_string(all.empty() ? last_ : all[skipped]->at)}}},
            {"state", {{"events", before}}},
            {"summary", {{"m.joined_member_count", in}, {"m.invited_member_count", asked}}}};
}

Json HomeserverModel::invited_part(const Room& room) const {
    Json events = Json::array();
    for (const auto& [key, event] : room.state) {
        const bool is_member = event["type"] == "m.room.member";
        if (is_member && event["state_key"] != us && event["content"]["membership"] != "join")
            continue;
        events.push_back({{"type", event["type"]},
                          {"sender", event["sender"]},
                          {"state_key", event["state_key"]},
                          {"content", event["content"]}});
    }
    return {{"invite_state", {{"events", events}}}};
}

} // namespace peerdesk::matrix
