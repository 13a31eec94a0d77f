// SPDX-License-Identifier: MIT
#include "adapters/wire/attachment_json.hpp"

#include "adapters/wire/attachment_members.hpp"

#include <utility>

namespace peerdesk::wire {

namespace {

constexpr std::pair<chat::AttachmentKind, std::string_view> kinds[] = {
    {chat::AttachmentKind::image, "image"},       {chat::AttachmentKind::video, "video"},
    {chat::AttachmentKind::audio, "audio"},       {chat::AttachmentKind::voice, "voice"},
    {chat::AttachmentKind::sticker, "sticker"},   {chat::AttachmentKind::file, "file"},
    {chat::AttachmentKind::location, "location"}, {chat::AttachmentKind::contact, "contact"},
    {chat::AttachmentKind::poll, "poll"},         {chat::AttachmentKind::dice, "dice"},
    {chat::AttachmentKind::unknown, "unknown"}};

std::string_view word_of(chat::AttachmentKind kind) {
    for (const auto& [known, word] : kinds)
        if (known == kind) return word;
    std::unreachable();
}

} // namespace

void write_attachments(Writer& object, const std::vector<chat::Attachment>& attachments) {
    object.open_list("attachments");
    for (const chat::Attachment& each : attachments) {
        object.open_item();
        object.add("kind", word_of(each.kind));
        object.add("ref", each.ref);
        object.add("name", each.name);
        object.add("type", each.type);
        object.add("bytes", each.bytes);
        if (!each.network.empty()) object.add("network", each.network);
        object.close();
    }
    object.close_list();
}

std::vector<chat::Attachment> read_attachments(const Reader& object) {
    std::vector<chat::Attachment> attachments;
    for (const Reader& each : object.list_if("attachments")) {
        chat::Attachment& read = attachments.emplace_back();
        each.read("kind", kinds, read.kind);
        each.read("ref", read.ref);
        each.read("name", read.name);
        each.read("type", read.type);
        each.read("bytes", read.bytes);
        each.read_if("network", read.network);
    }
    return attachments;
}

std::string encode_attachments(const std::vector<chat::Attachment>& attachments) {
    if (attachments.empty()) return {};
    Writer object;
    write_attachments(object, attachments);
    return object.finish();
}

std::vector<chat::Attachment> decode_attachments(std::string_view text) {
    if (text.empty()) return {};
    const Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) return {};
    std::string error;
    auto attachments = read_attachments(Reader(object, "", error));
    if (!error.empty()) attachments.clear();
    return attachments;
}

} // namespace peerdesk::wire
