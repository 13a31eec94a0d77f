// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/file_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace peerdesk::telegram {
namespace {

using chat::AttachmentKind;

constexpr std::size_t file_id_bytes_max = 512;
constexpr std::size_t name_bytes_max = 255;
constexpr std::size_t type_bytes_max = 127; ///< RFC 6838 4.2 allows 127 for each half
constexpr std::size_t sizes_max = 32;       ///< of one photo

struct FileKind {
    std::string_view field;
    std::string_view word; ///< in `ref`
    AttachmentKind kind;
};

constexpr FileKind kinds[] = {
    {"animation", "animation", AttachmentKind::video},
    {"audio", "audio", AttachmentKind::audio},
    {"document", "document", AttachmentKind::file},
    {"live_photo", "photo", AttachmentKind::image},
    {"photo", "photo", AttachmentKind::image},
    {"sticker", "sticker", AttachmentKind::sticker},
    {"video", "video", AttachmentKind::video},
    {"video_note", "video_note", AttachmentKind::video},
    {"voice", "voice", AttachmentKind::voice},
    {"voice_note", "voice", AttachmentKind::voice}, // as a block of a rich message calls it
};

std::int64_t count_in(JsonView value) {
    return std::max<std::int64_t>(value.integer().value_or(0), 0);
}

/// Empty when it is no id: they are letters and digits of URLs.
std::string_view file_id_in(JsonView file) {
    const std::string_view id = file["file_id"].text();
    const bool is_plain = std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~'; });
    return is_plain && id.size() <= file_id_bytes_max ? id : std::string_view{};
}

JsonView largest(JsonView sizes) {
    JsonView found;
    std::int64_t most = -1;
    for (const JsonView size : sizes.items(sizes_max)) {
        // Sides are a few thousand at most; what is beyond would overflow.
        const std::int64_t area = std::min<std::int64_t>(count_in(size["width"]), 1 << 20) *
                                  std::min<std::int64_t>(count_in(size["height"]), 1 << 20);
        if (file_id_in(size).empty() || area <= most) continue;
        most = area;
        found = size;
    }
    return found;
}

/// For backward compatibility the photo stands beside the live photo as well as in it.
JsonView photo_sizes(std::string_view field, JsonView holder) {
    if (field == "photo" || holder["photo"].is_array()) return holder["photo"];
    return holder["live_photo"]["photo"];
}

std::string sticker_type(JsonView sticker) {
    if (sticker["is_animated"].is_true()) return "application/x-tgsticker";
    return sticker["is_video"].is_true() ? "video/webm" : "image/webp";
}

std::string name_of(std::string_view field, JsonView file) {
    if (field == "sticker") return clean_line(file["emoji"].text(), name_bytes_max);
    std::string name = clean_line(file["file_name"].text(), name_bytes_max);
    if (!name.empty() || field != "audio") return name;
    const std::string performer = clean_line(file["performer"].text(), name_bytes_max / 2);
    const std::string title = clean_line(file["title"].text(), name_bytes_max / 2);
    return performer.empty() || title.empty() ? performer + title : performer + " - " + title;
}

} // namespace

std::optional<chat::Attachment> read_file(std::string_view field, JsonView holder) {
    const auto* const kind = std::ranges::find(kinds, field, &FileKind::field);
    if (kind == std::end(kinds)) return std::nullopt;
    const bool is_photo = kind->word == "photo";
    const JsonView file = is_photo ? largest(photo_sizes(field, holder)) : holder[field];
    const std::string_view id = file_id_in(file);
    if (id.empty()) return std::nullopt;
    chat::Attachment found;
    found.kind = kind->kind;
    found.ref = std::string{kind->word} + ':' + std::string{id};
    found.name = name_of(field, file);
    found.type = clean_line(file["mime_type"].text(), type_bytes_max);
    if (is_photo) found.type = "image/jpeg"; // the server makes every photo one
    if (field == "sticker") found.type = sticker_type(file);
    found.bytes = count_in(file["file_size"]);
    return found;
}

} // namespace peerdesk::telegram
