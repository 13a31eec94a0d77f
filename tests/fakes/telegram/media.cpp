// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/media.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::array<std::string_view, 8> file_kinds{"photo", "video",    "voice",   "video_note",
                                                     "audio", "document", "sticker", "animation"};

// What a copy takes along of a message, beside nothing else.
constexpr std::array<std::string_view, 25> content_names{"text",
                                                         "entities",
                                                         "caption",
                                                         "caption_entities",
                                                         "photo",
                                                         "video",
                                                         "voice",
                                                         "video_note",
                                                         "audio",
                                                         "document",
                                                         "sticker",
                                                         "animation",
                                                         "location",
                                                         "contact",
                                                         "venue",
                                                         "poll",
                                                         "dice",
                                                         "story",
                                                         "checklist",
                                                         "link_preview_options",
                                                         "game",
                                                         "live_photo",
                                                         "has_media_spoiler",
                                                         "show_caption_above_media",
                                                         "paid_media"};

std::int64_t given_or(std::int64_t value, std::int64_t fallback) {
    return value != 0 ? value : fallback;
}

void add_name(Json& json, const StoredFile& file, const char* mime_type) {
    if (!file.name.empty()) json["file_name"] = file.name;
    json["mime_type"] = file.mime_type.empty() ? mime_type : file.mime_type;
}

Json photo_sizes(World& world, const StoredFile& file, const MediaTraits& traits) {
    constexpr std::int64_t small = 90;
    NewFile smaller;
    smaller.kind = "photo";
    smaller.size = std::max<std::int64_t>(1, file.size / 10);
    const StoredFile& thumbnail = world.files.add(std::move(smaller));
    Json sizes = Json::array();
    sizes.push_back({{"file_id", thumbnail.id},
                     {"file_unique_id", thumbnail.unique_id},
                     {"width", small},
                     {"height", small},
                     {"file_size", thumbnail.size}});
    sizes.push_back({{"file_id", file.id},
                     {"file_unique_id", file.unique_id},
                     {"width", given_or(traits.width, 800)},
                     {"height", given_or(traits.height, 600)},
                     {"file_size", file.size}});
    return sizes;
}

void add_traits(Json& json, const StoredFile& file, const MediaTraits& traits) {
    if (file.kind == "video" || file.kind == "animation") {
        json["width"] = given_or(traits.width, 640);
        json["height"] = given_or(traits.height, 360);
        json["duration"] = given_or(traits.duration, 3);
        add_name(json, file, "video/mp4");
    } else if (file.kind == "voice") {
        json["duration"] = given_or(traits.duration, 2);
        json["mime_type"] = file.mime_type.empty() ? "audio/ogg" : file.mime_type;
    } else if (file.kind == "video_note") {
        json["length"] = given_or(traits.width, 240);
        json["duration"] = given_or(traits.duration, 2);
    } else if (file.kind == "audio") {
        json["duration"] = given_or(traits.duration, 180);
        if (!traits.performer.empty()) json["performer"] = traits.performer;
        if (!traits.title.empty()) json["title"] = traits.title;
        add_name(json, file, "audio/mpeg");
    } else if (file.kind == "sticker") {
        json["type"] = "regular";
        json["width"] = given_or(traits.width, 512);
        json["height"] = given_or(traits.height, 512);
        json["is_animated"] = false;
        json["is_video"] = false;
        json["emoji"] = traits.emoji.empty() ? "👍" : traits.emoji;
    } else {
        add_name(json, file, "application/octet-stream");
    }
}

} // namespace

bool is_file_kind(std::string_view kind) {
    return std::ranges::find(file_kinds, kind) != file_kinds.end();
}

Json file_content(World& world, const StoredFile& file, const MediaTraits& traits) {
    if (file.kind == "photo") return Json{{"photo", photo_sizes(world, file, traits)}};
    Json json{{"file_id", file.id}, {"file_unique_id", file.unique_id}, {"file_size", file.size}};
    add_traits(json, file, traits);
    Json content{{file.kind, json}};
    // An animation is told as a document too, for older clients.
    if (file.kind == "animation") {
        Json document{{"file_id", file.id}, {"file_unique_id", file.unique_id}};
        add_name(document, file, "video/mp4");
        document["file_size"] = file.size;
        content["document"] = document;
    }
    return content;
}

Json poll_content(World& world, const std::string& question, const Json& options) {
    Json made = Json::array();
    for (const Json& option : options) {
        const std::string text =
            option.is_object() ? option.value("text", "") : option.get<std::string>();
        made.push_back({{"persistent_id", std::to_string(made.size() + 1)},
                        {"text", text},
                        {"voter_count", 0}});
    }
    return Json{{"poll",
                 {{"id", world.next_text_id()},
                  {"question", question},
                  {"options", made},
                  {"total_voter_count", 0},
                  {"is_closed", false},
                  {"is_anonymous", true},
                  {"type", "regular"},
                  {"allows_multiple_answers", false},
                  {"allows_revoting", true},
                  {"members_only", false}}}};
}

Json dice_content(World& world, const std::string& emoji) {
    constexpr int faces = 6;
    return Json{{"dice",
                 {{"emoji", emoji.empty() ? "🎲" : emoji},
                  {"value", std::uniform_int_distribution<int>{1, faces}(world.random)}}}};
}

Json content_fields(const Json& message) {
    Json content = Json::object();
    for (const auto& [name, value] : message.items())
        if (std::ranges::find(content_names, name) != content_names.end()) content[name] = value;
    return content;
}

std::string file_of(const Json& message) {
    for (const std::string_view kind : file_kinds) {
        const auto found = message.find(kind);
        if (found == message.end()) continue;
        return (found->is_array() ? found->back() : *found).value("file_id", "");
    }
    return {};
}

} // namespace peerdesk::telegram_fake
