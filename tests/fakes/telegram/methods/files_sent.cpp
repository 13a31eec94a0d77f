// SPDX-License-Identifier: MIT
// Messages made of files, albums, and getting a file.
#include "tests/fakes/telegram/media.hpp"
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/methods/uploads.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::telegram_fake {
namespace {

// sendVideoNote sends a video_note.
std::string kind_of(const Method& method) {
    std::string kind;
    for (const char c : std::string_view{method.name}.substr(4)) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital && !kind.empty()) kind += '_';
        kind += static_cast<char>(is_capital ? c + ('a' - 'A') : c);
    }
    return kind;
}

MediaTraits traits_of(const Json& from) {
    const auto number = [&](const char* name) {
        const auto found = from.find(name);
        return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    MediaTraits traits;
    traits.width = number("width") != 0 ? number("width") : number("length");
    traits.height = number("height");
    traits.duration = number("duration");
    traits.performer = from.value("performer", "");
    traits.title = from.value("title", "");
    traits.emoji = from.value("emoji", "");
    return traits;
}

/// One element of an album, with its caption.
Json album_part(World& world, const Call& call, const Json& media) {
    const std::string kind = media.value("type", "");
    if (!is_file_kind(kind))
        throw bad_request("media of type " + kind + " can't be sent in an album");
    Json content = file_content(world, named_file(world, call, kind, media.value("media", "")),
                                traits_of(media));
    const std::string caption = media.value("caption", "");
    if (!caption.empty()) {
        const auto entities = media.find("caption_entities");
        const FormattedText text = formatted(caption, media.value("parse_mode", ""),
                                             entities == media.end() ? Json{} : *entities);
        content["caption"] = text.text;
        if (!text.entities.empty()) content["caption_entities"] = text.entities;
    }
    return content;
}

void check_album(const Json& media) {
    constexpr std::size_t parts_max = 10;
    if (media.empty()) throw bad_request("there are no messages to send");
    if (media.size() > parts_max)
        throw bad_request("there are too many messages to send as an album");
    const std::string first = media.front().value("type", "");
    for (const Json& part : media) {
        const std::string kind = part.value("type", "");
        const bool is_alone =
            kind == "document" || kind == "audio" || first == "document" || first == "audio";
        if (is_alone && kind != first)
            throw bad_request("document can't be mixed with other media types");
    }
}

} // namespace

Json send_file(World& world, const Call& call) {
    const std::string kind = kind_of(call.method());
    // Who cannot be reached gets no file stored either.
    check_reachable(world, named_chat(world, call));
    const StoredFile& file = named_file(world, call, kind, call.text(kind));
    Json content = file_content(world, file, traits_of(call.parameters()));
    add_caption(call, content);
    return send(world, call, content);
}

Json send_media_group(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    Draft draft = draft_for(world, chat, call);
    const Json& media = call.value("media");
    check_album(media);
    // All or nothing: every part is read before the first is posted.
    std::vector<Json> parts;
    for (const Json& part : media)
        parts.push_back(album_part(world, call, part));
    count_sends(world, chat, static_cast<int>(parts.size()));
    const std::string album = world.next_text_id();
    Json sent = Json::array();
    for (Json& part : parts) {
        draft.content = std::move(part);
        if (parts.size() > 1) draft.content["media_group_id"] = album;
        sent.push_back(post(world, chat, draft).json);
    }
    return sent;
}

Json get_file(World& world, const Call& call) {
    const StoredFile* file = world.files.find(call.text("file_id"));
    if (file == nullptr) throw bad_request("invalid file_id");
    if (file->size > world.settings.download_bytes_max) throw bad_request("file is too big");
    return Json{{"file_id", file->id},
                {"file_unique_id", file->unique_id},
                {"file_size", file->size},
                {"file_path", file->path}};
}

} // namespace peerdesk::telegram_fake
