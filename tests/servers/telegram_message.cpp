// SPDX-License-Identifier: MIT
#include "tests/servers/telegram_message.hpp"

#include "tests/fakes/telegram/media.hpp"

#include <stdexcept>

namespace peerdesk::servers {

using telegram_fake::Json;

std::int64_t TelegramMessage::id() const {
    return raw.at("message_id").get<std::int64_t>();
}

std::int64_t TelegramMessage::sender() const {
    return raw.at("from").at("id").get<std::int64_t>();
}

TelegramPlace TelegramMessage::place() const {
    TelegramPlace place{.chat = raw.at("chat").at("id").get<std::int64_t>()};
    if (raw.value("is_topic_message", false)) {
        place.topic = raw.at("message_thread_id").get<std::int64_t>();
    }
    return place;
}

std::string TelegramMessage::text() const {
    return raw.value("text", raw.value("caption", ""));
}

std::int64_t TelegramMessage::replied_to() const {
    const auto replied = raw.find("reply_to_message");
    if (replied == raw.end() || replied->contains("forum_topic_created")) return 0;
    return replied->at("message_id").get<std::int64_t>();
}

std::string TelegramMessage::album() const {
    return raw.value("media_group_id", "");
}

std::string TelegramMessage::file() const {
    return telegram_fake::file_of(raw);
}

std::vector<TelegramMessage::Button> TelegramMessage::buttons() const {
    std::vector<Button> found;
    const auto markup = raw.find("reply_markup");
    if (markup == raw.end()) return found;
    for (const Json& row : markup->at("inline_keyboard")) {
        for (const Json& button : row) {
            found.push_back({button.at("text").get<std::string>(),
                             button.at("callback_data").get<std::string>()});
        }
    }
    return found;
}

std::vector<std::string> TelegramMessage::labels() const {
    std::vector<std::string> found;
    for (const Button& button : buttons())
        found.push_back(button.label);
    return found;
}

std::string TelegramMessage::data_of(const std::string& label) const {
    for (const Button& button : buttons())
        if (button.label == label) return button.data;
    throw std::runtime_error("no button " + label + " below: " + raw.dump());
}

} // namespace peerdesk::servers
