// SPDX-License-Identifier: MIT
#include "adapters/matrix/attachment_reader.hpp"

#include "adapters/matrix/event_fields.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

using chat::AttachmentKind;

constexpr std::size_t ref_bytes_max = 1'000;
constexpr std::size_t type_bytes_max = 127; ///< RFC 6838 4.2 allows 127 for each half

constexpr std::pair<std::string_view, AttachmentKind> kinds[] = {
    {"m.image", AttachmentKind::image},
    {"m.video", AttachmentKind::video},
    {"m.audio", AttachmentKind::audio},
    {"m.file", AttachmentKind::file},
    {"m.sticker", AttachmentKind::sticker}};

} // namespace

bool has_caption(JsonValue content) {
    const JsonValue filename = content["filename"];
    return filename.is_text() && content["body"].is_text() &&
           filename.text() != content["body"].text();
}

std::optional<chat::Attachment> read_attachment(JsonValue content, std::string_view msgtype) {
    const auto* const kind =
        std::ranges::find(kinds, msgtype, [](auto pair) { return pair.first; });
    if (kind == std::end(kinds)) return std::nullopt;
    const std::string ref = line_in(content["url"], ref_bytes_max + 1);
    if (!ref.starts_with("mxc://") || ref.size() > ref_bytes_max) return std::nullopt;
    const JsonValue filename = content["filename"];
    const JsonValue info = content["info"];
    return chat::Attachment{
        .kind = kind->second,
        .ref = ref,
        .name = line_in(filename.is_text() ? filename : content["body"], name_bytes_max),
        .type = line_in(info["mimetype"], type_bytes_max),
        .bytes = count_in(info["size"])};
}

} // namespace peerdesk::matrix
