// SPDX-License-Identifier: MIT
// Any bytes as HTML to send, and as a text with any entities that was received.
#include "adapters/telegram/text/from_html.hpp"
#include "adapters/telegram/text/text_parts.hpp"
#include "adapters/telegram/text/to_html.hpp"
#include "adapters/telegram/text/utf16.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace peerdesk::telegram;

void check(bool is_right) {
    if (!is_right) std::abort();
}

/// Four bytes for each, the first of all says how many.
std::vector<Entity> entities_in(std::string_view& bytes) {
    std::vector<Entity> entities;
    const std::size_t wanted = bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes.front()) % 16;
    for (std::size_t i = 0; i < wanted && bytes.size() >= 4; ++i) {
        const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
        Entity entity;
        entity.kind = static_cast<EntityKind>(byte(0) % 20);
        entity.offset = byte(1);
        entity.length = byte(2) == 0xff ? static_cast<std::size_t>(-1) : byte(2);
        entity.url = byte(3) % 2 == 0 ? "https://x.org" : std::string{bytes.substr(0, 4)};
        entity.language = entity.url;
        bytes.remove_prefix(4);
        entities.push_back(entity);
    }
    return entities;
}

void check_valid(const FormattedText& formatted) {
    check(is_valid_utf8(formatted.text));
    const std::size_t units = utf16_length(formatted.text);
    Utf16Cursor cursor{formatted.text};
    for (const Entity& entity : formatted.entities) {
        check(entity.length > 0 && entity.offset + entity.length <= units);
        check(cursor.byte_of(entity.offset) && cursor.byte_of(entity.offset + entity.length));
    }
}

void check_parts(const FormattedText& whole) {
    std::string joined;
    for (const FormattedText& part : split(whole, 64)) {
        check_valid(part);
        check_valid(trimmed(part));
        check(utf16_length(part.text) <= 64);
        joined += part.text;
    }
    check(joined == whole.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const FormattedText read = from_html(bytes, bytes);
    check_valid(read);
    check(trimmed(read) == read);
    check_parts(read);
    const std::vector<Entity> entities = entities_in(bytes);
    const std::string text = repaired_utf8(bytes);
    const FormattedText received{text, nested(text, entities)};
    check_valid(received);
    check_parts(received);
    const std::string html = to_html(text, entities);
    check(is_valid_utf8(html) && html.find("<script") == std::string::npos);
    if (!html.empty()) check_valid(from_html(html, text));
    return 0;
}
