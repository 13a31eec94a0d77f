// SPDX-License-Identifier: MIT
// A file of another network as multipart/form-data (RFC 7578).
#include "adapters/telegram/calls/calls.hpp"

#include "adapters/telegram/calls/file_calls.hpp"
#include "adapters/telegram/calls/parameters.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram {
namespace {

struct Way {
    std::string_view method;
    std::string_view field;
};

Way way_of(const chat::Attachment& file) {
    switch (file.kind) {
    case chat::AttachmentKind::image:
    case chat::AttachmentKind::sticker:
        // What the server calls a photo; other pictures go as they are.
        if (file.type == "image/jpeg" || file.type == "image/png") return {"sendPhoto", "photo"};
        return {"sendDocument", "document"};
    case chat::AttachmentKind::video:
        if (file.type == "video/mp4") return {"sendVideo", "video"};
        return {"sendDocument", "document"};
    case chat::AttachmentKind::voice:
        if (file.type == "audio/ogg") return {"sendVoice", "voice"};
        return {"sendAudio", "audio"};
    case chat::AttachmentKind::audio:
        return {"sendAudio", "audio"};
    default:
        return {"sendDocument", "document"};
    }
}

/// A line that stands nowhere in what it parts.
std::string boundary_for(std::string_view fields, std::string_view bytes) {
    std::string boundary;
    for (std::uint32_t i = 0;; ++i) {
        boundary = "peerdesk-part-" + std::to_string(i);
        if (!bytes.contains(boundary) && !fields.contains(boundary)) return boundary;
    }
}

/// Within the quotes of a header: nothing that ends them or the line.
std::string in_quotes(std::string_view name) {
    std::string safe;
    for (const char each : name) {
        if (each == '"') {
            safe += "%22";
        } else if (static_cast<unsigned char>(each) >= 0x20) {
            safe += each;
        }
    }
    return safe.empty() ? std::string{"file"} : safe;
}

std::string text_of(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : dumped(value);
}

} // namespace

Call upload_call(const chat::Outbound& message, std::int64_t chat, const chat::Attachment& file,
                 std::string_view bytes) {
    const Way way = way_of(file);
    nlohmann::json parameters;
    add_place(parameters, message, chat);
    if (are_words_below(message)) add_caption(parameters, message);
    const std::string name = in_quotes(file.name);
    const std::string type = file.type.empty() ? "application/octet-stream" : in_quotes(file.type);
    const std::string boundary = boundary_for(dumped(parameters) + name + type, bytes);
    const std::string begin = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [field, value] : parameters.items())
        body += begin + field + "\"\r\n\r\n" + text_of(value) + "\r\n";
    body += begin + std::string{way.field} + "\"; filename=\"" + name +
            "\"\r\nContent-Type: " + type + "\r\n\r\n";
    body += bytes;
    body += "\r\n--" + boundary + "--\r\n";
    return {std::string{way.method}, std::move(body), "multipart/form-data; boundary=" + boundary,
            false, 1};
}

} // namespace peerdesk::telegram
