// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/content_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/entity_reader.hpp"
#include "adapters/telegram/updates/file_reader.hpp"
#include "adapters/telegram/updates/message_fields.hpp"
#include "adapters/telegram/updates/rich_reader.hpp"
#include "adapters/telegram/updates/thing_reader.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t word_bytes_max = 64;

void take_text(JsonView text, JsonView entities, Message& said) {
    const std::string_view kept = cut_text(text.text(), text_bytes_max);
    said.was_cut = kept.size() < text.text().size();
    said.text = kept;
    said.entities = read_entities(entities);
}

/// What cannot be copied by its message: copyMessage.
bool can_copy(std::string_view field) {
    return field != "paid_media" && field != "giveaway" && field != "giveaway_winners" &&
           field != "invoice";
}

void add_unknown(std::string_view field, const std::string& copy, Message& said) {
    said.attachments.push_back({.kind = chat::AttachmentKind::unknown,
                                .ref = can_copy(field) ? copy : std::string{},
                                .name = clean_line(field, word_bytes_max)});
}

/// What `field` of the message holds, which is there.
void take_thing(std::string_view field, JsonView message, Message& said) {
    const JsonView value = message[field];
    const std::string copy = "copy:" + std::to_string(said.chat.id) + '/' + std::to_string(said.id);
    if (auto file = read_file(field, message)) {
        said.attachments.push_back(std::move(*file));
    } else if (auto thing = read_thing(field, value)) {
        thing->ref = copy;
        said.attachments.push_back(std::move(*thing));
        if (field == "venue" && said.text.empty()) said.text = venue_words(value);
    } else if (std::string words = field == "checklist" ? checklist_words(value) : std::string{};
               !words.empty()) {
        said.text = std::move(words);
    } else {
        add_unknown(field, copy, said);
    }
}

void take_rich(JsonView rich, Message& said) {
    RichContent content = read_rich(rich, text_bytes_max);
    said.text = std::move(content.text);
    said.was_cut = content.was_cut;
    said.attachments = std::move(content.attachments);
}

} // namespace

bool read_content(JsonView message, Message& said) {
    for (const char* field : {"text", "caption"})
        if (message[field].exists() && !message[field].is_text()) return false;
    if (message["text"].is_text())
        take_text(message["text"], message["entities"], said);
    else if (message["caption"].is_text())
        take_text(message["caption"], message["caption_entities"], said);
    if (message["rich_message"].is_object() && said.text.empty())
        take_rich(message["rich_message"], said);

    const MessageFields fields = sort_fields(message);
    if (!fields.thing.empty()) take_thing(fields.thing, message, said);
    if (!said.text.empty() || !said.attachments.empty()) return true;
    if (fields.is_notice) {
        said.nature = MessageNature::notice;
    } else if (!fields.unknown.empty()) {
        take_thing(fields.unknown, message, said);
    }
    return true;
}

} // namespace peerdesk::telegram
