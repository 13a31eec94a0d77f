// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_event.hpp"

namespace peerdesk::servers {
namespace {

using nlohmann::json;

std::string text_at(const json& object, const json::json_pointer& path) {
    const json found = object.value(path, json{});
    return found.is_string() ? found.get<std::string>() : "";
}

const json::json_pointer relation{"/content/m.relates_to"};

} // namespace

std::string MatrixEvent::id() const {
    return text_at(raw, json::json_pointer{"/event_id"});
}

std::string MatrixEvent::type() const {
    return text_at(raw, json::json_pointer{"/type"});
}

std::string MatrixEvent::sender() const {
    return text_at(raw, json::json_pointer{"/sender"});
}

std::string MatrixEvent::state_key() const {
    return text_at(raw, json::json_pointer{"/state_key"});
}

std::string MatrixEvent::transaction_id() const {
    return text_at(raw, json::json_pointer{"/unsigned/transaction_id"});
}

bool MatrixEvent::is_message() const {
    return type() == "m.room.message" && !msgtype().empty();
}

std::string MatrixEvent::msgtype() const {
    return text_at(raw, json::json_pointer{"/content/msgtype"});
}

std::string MatrixEvent::body() const {
    return text_at(raw, json::json_pointer{"/content/body"});
}

std::string MatrixEvent::formatted_body() const {
    return text_at(raw, json::json_pointer{"/content/formatted_body"});
}

std::string MatrixEvent::new_body() const {
    return text_at(raw, json::json_pointer{"/content/m.new_content/body"});
}

std::string MatrixEvent::rel_type() const {
    return text_at(raw, relation / "rel_type");
}

std::string MatrixEvent::related_id() const {
    return text_at(raw, relation / "event_id");
}

std::string MatrixEvent::thread_root() const {
    return rel_type() == "m.thread" ? related_id() : "";
}

std::string MatrixEvent::replied_to() const {
    return text_at(raw, relation / "m.in_reply_to" / "event_id");
}

bool MatrixEvent::is_falling_back() const {
    return raw.value(relation / "is_falling_back", json{}) == true;
}

std::string MatrixEvent::edited_id() const {
    return rel_type() == "m.replace" ? related_id() : "";
}

std::string MatrixEvent::reaction_key() const {
    return text_at(raw, relation / "key");
}

// Since room version 11 it stands in the content.
std::string MatrixEvent::redacted_id() const {
    const std::string within = text_at(raw, json::json_pointer{"/content/redacts"});
    return within.empty() ? text_at(raw, json::json_pointer{"/redacts"}) : within;
}

std::string MatrixEvent::membership() const {
    return text_at(raw, json::json_pointer{"/content/membership"});
}

} // namespace peerdesk::servers
