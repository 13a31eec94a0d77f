// SPDX-License-Identifier: MIT
#include "bot/desk/said.hpp"

#include "adapters/wire/attachment_json.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::desk {

using conversation::Services;

namespace {

/// Stands for the words while the frame around them is made. Control characters are cut from all
/// that people write, names too, so nobody can type it.
constexpr std::string_view words_mark = "\x01";
constexpr std::int64_t bytes_in_kilobyte = 1000;

std::string_view key_of(chat::AttachmentKind kind) {
    switch (kind) {
    case chat::AttachmentKind::image:
        return "peerdesk-file-image";
    case chat::AttachmentKind::video:
        return "peerdesk-file-video";
    case chat::AttachmentKind::audio:
        return "peerdesk-file-audio";
    case chat::AttachmentKind::sticker:
        return "peerdesk-file-sticker";
    case chat::AttachmentKind::voice:
        return "peerdesk-file-voice";
    case chat::AttachmentKind::location:
        return "peerdesk-file-location";
    case chat::AttachmentKind::contact:
        return "peerdesk-file-contact";
    case chat::AttachmentKind::poll:
        return "peerdesk-file-poll";
    case chat::AttachmentKind::dice:
        return "peerdesk-file-dice";
    case chat::AttachmentKind::unknown:
        return "peerdesk-file-unknown";
    case chat::AttachmentKind::file:
        return "peerdesk-file-file";
    }
    std::unreachable();
}

std::string line_of(const Services& services, std::string_view locale,
                    const chat::Attachment& file) {
    const auto& catalogue = services.catalogue();
    const std::string name =
        file.name.empty() ? catalogue.render(locale, "peerdesk-file-unnamed") : file.name;
    std::string line = catalogue.render(locale, key_of(file.kind), {name});
    if (file.bytes <= 0) return line;
    const std::int64_t kilobytes = (file.bytes + bytes_in_kilobyte - 1) / bytes_in_kilobyte;
    return catalogue.render(locale, "peerdesk-file-sized", {line, kilobytes});
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char each : text) {
        switch (each) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\n':
            html += "<br>";
            break;
        default:
            html += each;
        }
    }
    return html;
}

/// Words with lines of their own are set apart, so that none of them passes for a line of ours.
std::string set_apart(const std::string& html) {
    constexpr std::string_view blocks[] = {"<br", "<p",     "<h1", "<h2",     "<h3",
                                           "<h4", "<h5",    "<h6", "<div",    "<ul",
                                           "<ol", "<table", "<hr", "<details"};
    const bool has_lines =
        std::ranges::any_of(blocks, [&](std::string_view block) { return html.contains(block); });
    return has_lines ? "<blockquote>" + html + "</blockquote>" : html;
}

bool has_content(chat::AttachmentKind kind) {
    using enum chat::AttachmentKind;
    return kind != location && kind != contact && kind != poll && kind != dice;
}

/// Whether the file itself can be shown there.
bool can_show(const Services& services, const chat::Attachment& file, std::string_view network) {
    const chat::Capabilities& can = services.capabilities(network);
    if (file.kind == chat::AttachmentKind::unknown) return false;
    if (file.network == network) return can.takes_files;
    return can.accepts_files && has_content(file.kind) &&
           services.capabilities(file.network).fetches_files;
}

std::vector<chat::Attachment> files_for(const Services& services, const Said& said,
                                        std::string_view network) {
    std::vector<chat::Attachment> files;
    for (chat::Attachment file : said.attachments) {
        if (file.network.empty()) file.network = said.network;
        if (can_show(services, file, network)) files.push_back(std::move(file));
    }
    return files;
}

} // namespace

Said said_of(const storage::TicketMessage& message) {
    return {message.network, message.body.value_or(""), message.html,
            wire::decode_attachments(message.attachments)};
}

Said said_of(const Turn& turn) {
    return {turn.place.network, turn.text, turn.html, turn.attachments};
}

Said said_of(const Turn& turn, std::string_view text) {
    Said said{turn.place.network, std::string(text), {}, turn.attachments};
    if (text == turn.text) said.html = turn.html;
    return said;
}

std::string in_words(const Services& services, std::string_view locale, const Said& said) {
    std::string words = said.text;
    for (const chat::Attachment& file : said.attachments) {
        if (!words.empty()) words += '\n';
        words += line_of(services, locale, file);
    }
    return words;
}

Rendered render(const Services& services, std::string_view locale, const Said& said,
                const Frame& frame) {
    Rendered rendered{frame(in_words(services, locale, said)), {}};
    if (said.html.empty()) return rendered;
    std::string html = escaped(frame(words_mark));
    const auto at = html.find(words_mark);
    if (at == std::string::npos) return rendered;
    Said files = said;
    files.text.clear();
    const std::string lines = escaped(in_words(services, locale, files));
    html.replace(at, words_mark.size(),
                 set_apart(said.html) + (lines.empty() ? "" : "<br>" + lines));
    rendered.html = std::move(html);
    return rendered;
}

namespace {

/// The files after the words, as many in one message as the network takes.
void post_files(Context& context, const storage::StoredPlace& place,
                const std::vector<chat::Attachment>& files, const conversation::About& about) {
    conversation::About one = about;
    one.voice = storage::OutboxVoice::person;
    one.message = {}; // the words prove the delivery
    one.target.clear();
    one.target_row = {};
    one.mentions.clear();
    const std::size_t in_one =
        std::max<std::size_t>(context.services.capabilities(place.network).files_in_one, 1);
    for (std::size_t i = 0; i < files.size(); i += in_one) {
        const auto end = std::min(i + in_one, files.size());
        one.attachment =
            wire::encode_attachments({files.begin() + static_cast<std::ptrdiff_t>(i),
                                      files.begin() + static_cast<std::ptrdiff_t>(end)});
        conversation::post(context, place, in_one == 1 ? files[i].name : std::string{}, one);
    }
}

} // namespace

void post_said(Context& context, const storage::StoredPlace& place, const Said& said,
               std::string_view locale, const Frame& frame, const conversation::About& about) {
    Rendered rendered = render(context.services, locale, said, frame);
    conversation::About words = about;
    words.voice = storage::OutboxVoice::person;
    words.html = std::move(rendered.html);
    conversation::post(context, place, rendered.text, words);
    const auto files = files_for(context.services, said, place.network);
    if (!files.empty()) post_files(context, place, files, about);
}

storage::MessageId keep(Turn& turn, storage::TicketId ticket, storage::MessageKind kind,
                        std::string_view text) {
    const Said said = said_of(turn, text);
    return turn.tables().messages.add({.ticket = ticket,
                                       .kind = kind,
                                       .person = turn.person.id,
                                       .body = said.text,
                                       .at = turn.now,
                                       .network = turn.place.network,
                                       .place_id = turn.place.id,
                                       .remote_id = turn.remote_id,
                                       .html = said.html,
                                       .attachments = wire::encode_attachments(said.attachments),
                                       .is_whole = text == turn.text});
}

} // namespace peerdesk::desk
