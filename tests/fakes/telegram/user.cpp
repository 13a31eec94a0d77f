// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/user.hpp"

namespace peerdesk::telegram_fake {

Json as_json(const User& user) {
    Json json{{"id", user.id}, {"is_bot", user.is_bot}, {"first_name", user.first_name}};
    if (!user.last_name.empty()) json["last_name"] = user.last_name;
    if (!user.username.empty()) json["username"] = user.username;
    if (!user.language_code.empty()) json["language_code"] = user.language_code;
    return json;
}

} // namespace peerdesk::telegram_fake
