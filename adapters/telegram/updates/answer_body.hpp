// SPDX-License-Identifier: MIT
// What every answer of the Bot API has in common, read from any bytes without ever throwing. What a
// method gives is left as JSON, for the reader of that method.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace peerdesk::telegram {

/// Larger answers are not even taken from the wire; the server ends one of getUpdates at 4 MiB.
inline constexpr std::size_t body_bytes_max = 8UL << 20U;

struct AnswerBody {
    bool is_ok = false;
    std::int64_t error_code = 0; ///< as HTTP's, e.g. 429
    std::string description;     ///< the server's words of a refusal; clean, one line
    std::optional<std::chrono::seconds> retry_after;
    std::optional<std::int64_t> migrate_to_chat;
    std::string result;   ///< JSON in valid UTF-8; empty: there is none
    bool is_whole = true; ///< false: the bytes ended within `result`
};

/// Nothing when the bytes are no answer of the Bot API: a proxy's page, a cut or empty body, too
/// many bytes.
[[nodiscard]] std::optional<AnswerBody> read_answer(std::string bytes);

} // namespace peerdesk::telegram
