// SPDX-License-Identifier: MIT
// What can be chosen about the fake server and its one bot.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace peerdesk::telegram_fake {

/// 0 is no limit. The real limits are not published in full.
struct FloodLimits {
    int per_chat_per_second = 0;
    int per_group_per_minute = 0; ///< 20 at the real server
    int in_all_per_second = 0;    ///< about 30 at the real server
};

struct Settings {
    std::string token = "700000001:fake-token"; ///< what stands before the colon is the bot's id
    std::string first_name = "Desk";
    std::string username = "peerdesk_bot";
    bool can_read_all_group_messages = false; ///< false: privacy mode
    bool has_topics_enabled = false;          ///< topics in private chats
    unsigned seed = 1;                        ///< of the first update id and the like
    std::int64_t first_update_id = 0;         ///< 0: at random
    FloodLimits flood;
    std::map<std::string, std::chrono::milliseconds> latency; ///< by method; "*": the others
    bool keeps_call_log = true;                               ///< counting goes on without it
    bool slows_repeated_polls = true; ///< as the real server: the same offset again within 3 s
    std::chrono::milliseconds conflict_delay{3000}; ///< of the second and later 409
    bool says_topic_deleted = false; ///< TOPIC_DELETED for sends, else "message thread not found"
    bool must_start_first = true;    ///< a bot cannot begin a private chat
    std::int64_t callback_valid_s = 60; ///< how long a button press may be answered
    std::int64_t download_bytes_max = 20LL << 20U;
    std::int64_t upload_bytes_max = 50LL << 20U;
    std::chrono::milliseconds webhook_retry{2000}; ///< the first wait; it doubles
    std::chrono::milliseconds webhook_retry_max{60'000};
};

} // namespace peerdesk::telegram_fake
