// SPDX-License-Identifier: MIT
// One event of a room from its bytes.
#pragma once

#include "adapters/matrix/json_document.hpp"
#include "adapters/matrix/room_event.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::matrix {

/// Reads events one after the other; keeps its memory in between.
class EventReader {
  public:
    /// Nothing when it is no event: no object, no type, no sender, or (unless it is stripped
    /// state, which has none) no id.
    /// @param bytes valid UTF-8
    [[nodiscard]] std::optional<RoomEvent> read(std::string_view bytes, bool is_stripped = false);

  private:
    JsonDocument document_;
};

} // namespace peerdesk::matrix
