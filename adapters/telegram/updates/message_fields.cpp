// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/message_fields.hpp"

#include <algorithm>
#include <span>

namespace peerdesk::telegram {
namespace {

// In the order they are looked for: an animation is a document too, a live photo a photo, a venue a
// location.
constexpr std::string_view things[] = {"animation", "live_photo", "photo",     "audio",
                                       "document",  "paid_media", "sticker",   "story",
                                       "video",     "voice",      "checklist", "contact",
                                       "dice",      "game",       "poll",      "venue",
                                       "location",  "invoice",    "giveaway",  "giveaway_winners",
                                       "video_note"};

// Who sent it, where, how; and texts with what belongs to them.
constexpr std::string_view circumstances[] = {"author_signature",
                                              "business_connection_id",
                                              "caption",
                                              "caption_entities",
                                              "chat",
                                              "date",
                                              "direct_messages_topic",
                                              "edit_date",
                                              "effect_id",
                                              "entities",
                                              "external_reply",
                                              "forward_date",
                                              "forward_from",
                                              "forward_from_chat",
                                              "forward_from_message_id",
                                              "forward_origin",
                                              "forward_sender_name",
                                              "forward_signature",
                                              "from",
                                              "guest_bot_caller_chat",
                                              "guest_bot_caller_user",
                                              "guest_query_id",
                                              "has_media_spoiler",
                                              "has_protected_content",
                                              "is_automatic_forward",
                                              "is_from_offline",
                                              "is_paid_post",
                                              "is_topic_message",
                                              "link_preview_options",
                                              "media_group_id",
                                              "message_id",
                                              "message_thread_id",
                                              "paid_star_count",
                                              "quote",
                                              "reply_markup",
                                              "reply_to_checklist_task_id",
                                              "reply_to_message",
                                              "reply_to_poll_option_id",
                                              "reply_to_story",
                                              "rich_message",
                                              "sender_boost_count",
                                              "sender_business_bot",
                                              "sender_chat",
                                              "sender_tag",
                                              "show_caption_above_media",
                                              "suggested_post_info",
                                              "text",
                                              "via_bot"};

// What happened in the chat ("service messages").
constexpr std::string_view notices[] = {"boost_added",
                                        "channel_chat_created",
                                        "chat_background_set",
                                        "chat_owner_changed",
                                        "chat_owner_left",
                                        "chat_shared",
                                        "checklist_tasks_added",
                                        "checklist_tasks_done",
                                        "connected_website",
                                        "delete_chat_photo",
                                        "direct_message_price_changed",
                                        "forum_topic_closed",
                                        "forum_topic_created",
                                        "forum_topic_edited",
                                        "forum_topic_reopened",
                                        "general_forum_topic_hidden",
                                        "general_forum_topic_unhidden",
                                        "gift",
                                        "gift_upgrade_sent",
                                        "giveaway_completed",
                                        "giveaway_created",
                                        "group_chat_created",
                                        "left_chat_member",
                                        "managed_bot_created",
                                        "message_auto_delete_timer_changed",
                                        "migrate_from_chat_id",
                                        "migrate_to_chat_id",
                                        "new_chat_member",
                                        "new_chat_members",
                                        "new_chat_participant",
                                        "new_chat_photo",
                                        "new_chat_title",
                                        "paid_message_price_changed",
                                        "passport_data",
                                        "pinned_message",
                                        "poll_option_added",
                                        "poll_option_deleted",
                                        "proximity_alert_triggered",
                                        "refunded_payment",
                                        "successful_payment",
                                        "suggested_post_approval_failed",
                                        "suggested_post_approved",
                                        "suggested_post_declined",
                                        "suggested_post_paid",
                                        "suggested_post_refunded",
                                        "supergroup_chat_created",
                                        "unique_gift",
                                        "users_shared",
                                        "video_chat_ended",
                                        "video_chat_participants_invited",
                                        "video_chat_scheduled",
                                        "video_chat_started",
                                        "web_app_data",
                                        "write_access_allowed"};

static_assert(std::ranges::is_sorted(circumstances));
static_assert(std::ranges::is_sorted(notices));

bool holds(std::span<const std::string_view> sorted, std::string_view name) {
    return std::ranges::binary_search(sorted, name);
}

} // namespace

MessageFields sort_fields(JsonView message) {
    MessageFields fields;
    const auto* const thing =
        std::ranges::find_if(things, [&](std::string_view name) { return message[name].exists(); });
    if (thing != std::end(things)) fields.thing = *thing;
    for (const std::string_view name : message.names()) {
        if (holds(circumstances, name) || !message[name].exists()) continue;
        if (holds(notices, name))
            fields.is_notice = true;
        else if (fields.unknown.empty() && std::ranges::find(things, name) == std::end(things))
            fields.unknown = name;
    }
    return fields;
}

} // namespace peerdesk::telegram
