// SPDX-License-Identifier: MIT
// What is to be said, as calls of the Bot API, and what their answers mean.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/telegram/updates/answer_body.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

struct Call {
    std::string method;                            ///< "sendMessage"
    std::string body;                              ///< its parameters
    std::string content_type = "application/json"; ///< or multipart/form-data with its boundary
    bool is_repeatable = false;                    ///< made twice it leaves no more than made once
    std::size_t counts = 0; ///< messages it puts into the chat, of which groups take only so many
};

/// The calls for one message, to be made in this order; none when there is nothing to say, or what
/// it is about is in a chat that this one took the place of. Files of other networks are left out:
/// they are uploaded by `upload_call`. Buttons stand below the first of several, whose remote id is
/// the one that is told.
[[nodiscard]] std::vector<Call> calls_of(const chat::Outbound& message, std::int64_t chat);

/// What the change of a message is when that has a file: its words are the caption.
[[nodiscard]] std::vector<Call> caption_calls_of(const chat::Outbound& message, std::int64_t chat);

/// The call that sends the bytes of a file, by what it is. `message` says where it goes and what it
/// answers; its words go below its only file when they fit there.
[[nodiscard]] Call upload_call(const chat::Outbound& message, std::int64_t chat,
                               const chat::Attachment& file, std::string_view bytes);

/// The remote id of what a call made ("chat/message", "chat/tN"); of several the first one. Empty
/// for calls that make nothing. Never throws.
/// @param result JSON of a good answer
[[nodiscard]] std::string made_by(const Call& call, std::int64_t chat, std::string_view result);

/// Why the server said no, seen from what to do next.
enum class Refusal {
    already_so,    ///< what was wanted is there: "message is not modified", an old press
    unreachable,   ///< the person blocked us or is gone, or we were put out of the group
    thread_lost,   ///< the topic was deleted, or there are none any more
    thread_closed, ///< it must be opened first
    no_threads,    ///< the group has no topics
    migrated,      ///< the group has another id now: `AnswerBody::migrate_to_chat`
    bad_quote,     ///< the message that is answered cannot be named so; without it it goes
    bad_sign,      ///< not one of the signs that can be set on a message
    no_text,       ///< the message that is changed has a file, and so a caption
    plain,         ///< anything else
};
[[nodiscard]] Refusal refusal_of(const AnswerBody& answer);

} // namespace peerdesk::telegram
