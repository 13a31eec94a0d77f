// SPDX-License-Identifier: MIT
// Any bytes as a homeserver's answers.
#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void check(const std::vector<peerdesk::matrix::RoomEvent>& events) {
    using namespace peerdesk::matrix;
    for (const RoomEvent& event : events) {
        if (event.id.size() > 255 || !is_valid_utf8(event.raw)) std::abort();
        const auto* message = std::get_if<Message>(&event.body);
        if (message == nullptr) continue;
        if (message->body.size() > body_bytes_max || !is_valid_utf8(message->body)) std::abort();
        if (!is_valid_utf8(message->html)) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace peerdesk::matrix;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (const auto answer = parse_sync(bytes))
        for (const JoinedRoom& room : answer->joined)
            check(room.timeline);
    if (const auto page = parse_messages(bytes)) check(page->events);
    if (!is_valid_utf8(parse_error(bytes).words)) std::abort();
    return 0;
}
