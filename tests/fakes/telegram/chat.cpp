// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/chat.hpp"

#include <array>
#include <string_view>

namespace peerdesk::telegram_fake {

bool Member::is_inside() const {
    return status != "left" && status != "kicked";
}

bool Member::is_admin() const {
    return status == "creator" || status == "administrator";
}

bool Member::may(const std::string& right) const {
    return status == "creator" || (status == "administrator" && rights.value(right, false));
}

Message* Chat::find_message(std::int64_t message) {
    if (message < 1 || message > static_cast<std::int64_t>(messages.size())) return nullptr;
    Message& found = messages[static_cast<std::size_t>(message - 1)];
    return found.is_deleted ? nullptr : &found;
}

Topic* Chat::find_topic(std::int64_t topic) {
    const auto found = topics.find(topic);
    return found == topics.end() ? nullptr : &found->second;
}

const Member* Chat::find_member(std::int64_t user) const {
    const auto found = members.find(user);
    return found == members.end() ? nullptr : &found->second;
}

std::int64_t Chat::next_message_id() const {
    return static_cast<std::int64_t>(messages.size()) + 1;
}

void Chat::refresh() {
    constexpr std::array<std::string_view, 4> names{"private", "group", "supergroup", "channel"};
    json = Json{{"id", id}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    };
    if (kind == ChatKind::person) {
        add("first_name", first_name);
        add("last_name", last_name);
    } else {
        add("title", title);
    }
    add("username", username);
    json["type"] = names.at(static_cast<std::size_t>(kind));
    if (is_forum) json["is_forum"] = true;
}

} // namespace peerdesk::telegram_fake
