// SPDX-License-Identifier: MIT
// Answers that hold many events: /sync, /messages and the state of a room.
#pragma once

#include "adapters/matrix/json_document.hpp"
#include "adapters/matrix/room_event.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

/// The bytes of an answer as valid UTF-8 and read down to its events, which are left for
/// EventReader, so that each of them stands or falls alone.
class AnswerDocument {
  public:
    /// @param depth of arrays and objects around an event
    AnswerDocument(std::string_view bytes, int depth);
    AnswerDocument(const AnswerDocument&) = delete; // the document looks into the text beside it
    AnswerDocument& operator=(const AnswerDocument&) = delete;
    ~AnswerDocument() = default;

    /// Does not exist when the bytes are no JSON.
    [[nodiscard]] JsonValue root() const { return document_.root(); }

  private:
    std::string repaired_; ///< empty: the bytes were valid
    JsonDocument document_;
};

[[nodiscard]] std::optional<SyncAnswer> read_sync(std::string_view bytes);
[[nodiscard]] std::optional<MessagePage> read_messages(std::string_view bytes);
[[nodiscard]] std::optional<std::vector<RoomEvent>> read_state(std::string_view bytes);

/// Who has which direct rooms: the content of m.direct.
[[nodiscard]] DirectRooms read_direct(JsonValue content);

} // namespace peerdesk::matrix
