// SPDX-License-Identifier: MIT
// The member "attachments" of an object, for those who write or read the object.
#pragma once

#include "adapters/wire/json_reader.hpp"
#include "adapters/wire/json_writer.hpp"

#include <vector>

namespace peerdesk::wire {

void write_attachments(Writer& object, const std::vector<chat::Attachment>& attachments);
/// None where the member is missing.
[[nodiscard]] std::vector<chat::Attachment> read_attachments(const Reader& object);

} // namespace peerdesk::wire
