// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/methods/handlers.hpp"

#include <string_view>
#include <unordered_map>

namespace peerdesk::telegram_fake {
namespace {

const std::unordered_map<std::string_view, Handler>& table() {
    static const std::unordered_map<std::string_view, Handler> all{
        {"sendMessage", send_message},
        {"sendLocation", send_location},
        {"sendVenue", send_venue},
        {"sendContact", send_contact},
        {"sendPoll", send_poll},
        {"sendDice", send_dice},
        {"sendChatAction", send_chat_action},
        {"sendPhoto", send_file},
        {"sendVideo", send_file},
        {"sendVoice", send_file},
        {"sendVideoNote", send_file},
        {"sendAudio", send_file},
        {"sendDocument", send_file},
        {"sendSticker", send_file},
        {"sendAnimation", send_file},
        {"sendMediaGroup", send_media_group},
        {"getFile", get_file},
        {"copyMessage", copy_message},
        {"copyMessages", copy_messages},
        {"forwardMessage", forward_message},
        {"forwardMessages", forward_messages},
        {"editMessageText", edit_text},
        {"editMessageCaption", edit_caption},
        {"editMessageMedia", edit_media},
        {"editMessageReplyMarkup", edit_keyboard},
        {"deleteMessage", delete_message},
        {"deleteMessages", delete_messages},
        {"stopPoll", stop_poll},
        {"createForumTopic", create_forum_topic},
        {"editForumTopic", edit_forum_topic},
        {"closeForumTopic", close_forum_topic},
        {"reopenForumTopic", reopen_forum_topic},
        {"deleteForumTopic", delete_forum_topic},
        {"closeGeneralForumTopic", close_general_topic},
        {"reopenGeneralForumTopic", reopen_general_topic},
        {"answerCallbackQuery", answer_callback_query},
        {"setMessageReaction", set_message_reaction},
        {"getMe", get_me},
        {"getChat", get_chat},
        {"getChatMember", get_chat_member},
        {"getChatAdministrators", get_chat_administrators},
        {"getChatMemberCount", get_chat_member_count},
        {"leaveChat", leave_chat},
        {"pinChatMessage", pin_chat_message},
        {"setMyCommands", set_my_commands},
        {"getMyCommands", get_my_commands},
        {"deleteMyCommands", delete_my_commands},
        {"setWebhook", set_webhook},
        {"deleteWebhook", delete_webhook},
        {"getWebhookInfo", get_webhook_info},
    };
    return all;
}

} // namespace

Handler handler_of(const Method& method) {
    const auto found = table().find(method.name);
    return found == table().end() ? nullptr : found->second;
}

} // namespace peerdesk::telegram_fake
