// SPDX-License-Identifier: MIT
// What a Matrix client does; what it hears is in matrix_listening.cpp. The requests are those of
// https://spec.matrix.org/v1.11/client-server-api/
#include "tests/servers/matrix_client.hpp"

#include <random>
#include <utility>

namespace peerdesk::servers {
namespace {

using nlohmann::json;

std::string in_room(std::string_view room, std::string_view rest) {
    return "/v3/rooms/" + percent_encoded(room) + "/" + std::string{rest};
}

/// An invitation, a kick, a ban: somebody, and why.
json about(std::string_view user_id, std::string_view reason) {
    json body{{"user_id", user_id}};
    if (!reason.empty()) body["reason"] = reason;
    return body;
}

json thread_relation(std::string_view root, std::string_view answered, bool is_falling_back) {
    return {{"rel_type", "m.thread"},
            {"event_id", root},
            {"is_falling_back", is_falling_back},
            {"m.in_reply_to", {{"event_id", answered}}}};
}

} // namespace

MatrixRefusal::MatrixRefusal(const std::string& request, const HttpAnswer& answer)
    : std::runtime_error(request + ": " + std::to_string(answer.status) + " " + answer.body),
      status(answer.status) {
    const json said = answer.parsed();
    code = said.value("errcode", "");
    retry_after = std::chrono::milliseconds{said.value("retry_after_ms", -1)};
}

MatrixClient::MatrixClient(std::string_view url, std::string_view user, std::string_view password)
    : caller_(url), transaction_mark_(std::to_string(std::random_device{}())) {
    const json answer = ask("POST", "/v3/login",
                            {{"type", "m.login.password"},
                             {"identifier", {{"type", "m.id.user"}, {"user", user}}},
                             {"password", password}});
    token_ = answer.at("access_token").get<std::string>();
    user_id_ = answer.at("user_id").get<std::string>();
    catch_up();
    heard_.pass_all();
}

json MatrixClient::ask(std::string_view method, const std::string& path, const json& body) {
    const HttpAnswer answer = caller_.call({.method = std::string{method},
                                            .target = "/_matrix/client" + path,
                                            .body = method == "GET" ? "" : body.dump(),
                                            .token = token_});
    if (answer.status != 200) throw MatrixRefusal{std::string{method} + " " + path, answer};
    return answer.parsed();
}

std::string MatrixClient::whoami() {
    return ask("GET", "/v3/account/whoami").at("user_id").get<std::string>();
}

void MatrixClient::log_out() {
    ask("POST", "/v3/logout");
}

std::string MatrixClient::create_room(const RoomWish& wish) {
    const std::string preset = wish.is_public ? "public_chat" : "private_chat";
    json body{{"preset", wish.preset.empty() ? preset : wish.preset},
              {"invite", wish.invited},
              {"is_direct", wish.is_direct}};
    if (!wish.name.empty()) body["name"] = wish.name;
    if (!wish.alias.empty()) body["room_alias_name"] = wish.alias;
    if (!wish.version.empty()) body["room_version"] = wish.version;
    if (wish.is_encrypted) {
        body["initial_state"] = {{{"type", "m.room.encryption"},
                                  {"state_key", ""},
                                  {"content", {{"algorithm", "m.megolm.v1.aes-sha2"}}}}};
    }
    return ask("POST", "/v3/createRoom", body).at("room_id").get<std::string>();
}

// As clients do it: the account data tells the person's other clients that it is a direct chat.
std::string MatrixClient::open_chat(const std::string& user_id) {
    std::string room =
        create_room({.invited = {user_id}, .is_direct = true, .preset = "trusted_private_chat"});
    direct_chats_[user_id].push_back(room);
    ask("PUT", "/v3/user/" + percent_encoded(user_id_) + "/account_data/m.direct", direct_chats_);
    return room;
}

std::string MatrixClient::join(std::string_view room) {
    return ask("POST", "/v3/join/" + percent_encoded(room)).at("room_id").get<std::string>();
}

void MatrixClient::invite(std::string_view room, std::string_view user_id) {
    ask("POST", in_room(room, "invite"), about(user_id, {}));
}

void MatrixClient::leave(std::string_view room) {
    ask("POST", in_room(room, "leave"));
}

void MatrixClient::kick(std::string_view room, std::string_view user_id, std::string_view reason) {
    ask("POST", in_room(room, "kick"), about(user_id, reason));
}

void MatrixClient::ban(std::string_view room, std::string_view user_id, std::string_view reason) {
    ask("POST", in_room(room, "ban"), about(user_id, reason));
}

void MatrixClient::unban(std::string_view room, std::string_view user_id) {
    ask("POST", in_room(room, "unban"), about(user_id, {}));
}

std::string MatrixClient::upgrade(std::string_view room, std::string_view version) {
    return ask("POST", in_room(room, "upgrade"), {{"new_version", version}})
        .at("replacement_room")
        .get<std::string>();
}

std::vector<std::string> MatrixClient::members(std::string_view room) {
    const json answer = ask("GET", in_room(room, "joined_members"));
    std::vector<std::string> ids;
    for (const auto& [id, profile] : answer.at("joined").items())
        ids.push_back(id);
    return ids;
}

std::string MatrixClient::send_text(std::string_view room, std::string_view text, json relation) {
    json content{{"msgtype", "m.text"}, {"body", text}};
    if (!relation.is_null()) content["m.relates_to"] = std::move(relation);
    return send_event(room, "m.room.message", content);
}

std::string MatrixClient::say(std::string_view room, std::string_view text) {
    return send_text(room, text, nullptr);
}

std::string MatrixClient::notice(std::string_view room, std::string_view text) {
    return send_event(room, "m.room.message", {{"msgtype", "m.notice"}, {"body", text}});
}

std::string MatrixClient::reply(std::string_view room, std::string_view answered,
                                std::string_view text) {
    return send_text(room, text, {{"m.in_reply_to", {{"event_id", answered}}}});
}

std::string MatrixClient::say_in_thread(std::string_view room, std::string_view root,
                                        std::string_view text, std::string_view shown_before) {
    return send_text(room, text,
                     thread_relation(root, shown_before.empty() ? root : shown_before, true));
}

std::string MatrixClient::reply_in_thread(std::string_view room, std::string_view root,
                                          std::string_view answered, std::string_view text) {
    return send_text(room, text, thread_relation(root, answered, false));
}

std::string MatrixClient::edit(std::string_view room, std::string_view edited,
                               std::string_view text) {
    return send_event(room, "m.room.message",
                      {{"msgtype", "m.text"},
                       {"body", "* " + std::string{text}},
                       {"m.new_content", {{"msgtype", "m.text"}, {"body", text}}},
                       {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", edited}}}});
}

std::string MatrixClient::react(std::string_view room, std::string_view to, std::string_view key) {
    return send_event(
        room, "m.reaction",
        {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", to}, {"key", key}}}});
}

std::string MatrixClient::redact(std::string_view room, std::string_view redacted) {
    const std::string transaction = transaction_mark_ + "." + std::to_string(++transactions_);
    return ask("PUT", in_room(room, "redact/" + percent_encoded(redacted) + "/" + transaction))
        .at("event_id")
        .get<std::string>();
}

std::string MatrixClient::send_file(std::string_view room, std::string_view msgtype,
                                    std::string_view name, std::string_view url) {
    return send_event(room, "m.room.message",
                      {{"msgtype", msgtype}, {"body", name}, {"filename", name}, {"url", url}});
}

std::string MatrixClient::send_event(std::string_view room, std::string_view type,
                                     const json& content, std::string_view transaction) {
    const std::string chosen = transaction_mark_ + "." + std::to_string(++transactions_);
    const std::string_view used = transaction.empty() ? std::string_view{chosen} : transaction;
    return ask("PUT", in_room(room, "send/" + percent_encoded(type) + "/" + percent_encoded(used)),
               content)
        .at("event_id")
        .get<std::string>();
}

std::string MatrixClient::set_state(std::string_view room, std::string_view type,
                                    std::string_view key, const json& content) {
    return ask("PUT", in_room(room, "state/" + percent_encoded(type) + "/" + percent_encoded(key)),
               content)
        .at("event_id")
        .get<std::string>();
}

json MatrixClient::state(std::string_view room, std::string_view type, std::string_view key) {
    return ask("GET", in_room(room, "state/" + percent_encoded(type) + "/" + percent_encoded(key)));
}

std::string MatrixClient::upload(std::string_view bytes, std::string_view content_type) {
    const HttpAnswer answer = caller_.call({.method = "POST",
                                            .target = "/_matrix/media/v3/upload",
                                            .body = std::string{bytes},
                                            .content_type = std::string{content_type},
                                            .token = token_});
    if (answer.status != 200) throw MatrixRefusal{"upload", answer};
    return answer.parsed().at("content_uri").get<std::string>();
}

HttpAnswer MatrixClient::download(std::string_view mxc_url) {
    constexpr std::string_view scheme = "mxc://";
    const auto path = std::string{mxc_url.substr(scheme.size())};
    HttpAnswer answer =
        caller_.call({.target = "/_matrix/client/v1/media/download/" + path, .token = token_});
    if (answer.status != 200) throw MatrixRefusal{"download " + path, answer};
    return answer;
}

} // namespace peerdesk::servers
