// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/file_calls.hpp"

#include "adapters/telegram/calls/parameters.hpp"
#include "adapters/telegram/calls/remote_id.hpp"
#include "adapters/telegram/text/text_parts.hpp"
#include "adapters/telegram/text/utf16.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace peerdesk::telegram {
namespace {

using nlohmann::json;

constexpr std::size_t album_max = 10;
constexpr std::array<FileMethod, 8> methods{{
    {"photo", "sendPhoto", true, 'v'},
    {"video", "sendVideo", true, 'v'},
    {"animation", "sendAnimation", true, 0},
    {"audio", "sendAudio", true, 'a'},
    {"voice", "sendVoice", true, 0},
    {"video_note", "sendVideoNote", false, 0},
    {"sticker", "sendSticker", false, 0},
    {"document", "sendDocument", true, 'd'},
}};

const FileMethod* method_of(const chat::Attachment& file) {
    const std::string_view ref = file.ref;
    const auto colon = ref.find(':');
    if (colon == std::string_view::npos || colon + 1 == ref.size()) return nullptr;
    const auto* found = std::ranges::find(methods, ref.substr(0, colon), &FileMethod::kind);
    return found == methods.end() ? nullptr : found;
}

std::string id_of(const chat::Attachment& file) {
    return file.ref.substr(file.ref.find(':') + 1);
}

Call copy_of(const chat::Outbound& message, std::int64_t chat, const RemoteId& from) {
    json parameters;
    add_place(parameters, message, chat);
    parameters["from_chat_id"] = from.chat;
    parameters["message_id"] = from.number;
    return {"copyMessage", dumped(parameters), "application/json", false, 1};
}

Call single(const chat::Outbound& message, std::int64_t chat, const chat::Attachment& file,
            const FileMethod& method, bool words_below) {
    json parameters;
    add_place(parameters, message, chat);
    parameters[std::string{method.kind}] = id_of(file);
    if (words_below) {
        add_caption(parameters, message);
    }
    return {std::string{method.method}, dumped(parameters), "application/json", false, 1};
}

/// Words below the first of several are shown as those of all.
Call album(const chat::Outbound& message, std::int64_t chat,
           const std::vector<chat::Attachment>& files, bool words_below) {
    json parameters;
    add_place(parameters, message, chat);
    json media = json::array();
    for (const chat::Attachment& file : files)
        media.push_back({{"type", method_of(file)->kind}, {"media", id_of(file)}});
    if (words_below) add_caption(media.front(), message);
    parameters["media"] = std::move(media);
    return {"sendMediaGroup", dumped(parameters), "application/json", false, files.size()};
}

bool is_own(const chat::Outbound& message, const chat::Attachment& file) {
    return file.network.empty() || file.network == message.place.network;
}

/// Below files that are sent as one no buttons can stand.
bool is_one_album(const chat::Outbound& message) {
    const auto& files = message.attachments;
    if (files.size() > album_max || !message.buttons.empty()) return false;
    const FileMethod* first = method_of(files.front());
    return first != nullptr && first->album != 0 &&
           std::ranges::all_of(files, [&](const chat::Attachment& file) {
               const FileMethod* method = method_of(file);
               return is_own(message, file) && method != nullptr && method->album == first->album;
           });
}

bool takes_words(const chat::Outbound& message) {
    if (message.attachments.empty()) return false;
    if (message.attachments.size() > 1) return is_one_album(message);
    const chat::Attachment& file = message.attachments.front();
    const FileMethod* method = method_of(file);
    // What is uploaded goes by methods that all take words.
    return !is_own(message, file) || (method != nullptr && method->has_caption);
}

} // namespace

bool are_words_below(const chat::Outbound& message) {
    return takes_words(message) && utf16_length(words_of(message).text) <= caption_units_max;
}

void add_file_calls(std::vector<Call>& calls, const chat::Outbound& message, std::int64_t chat,
                    const std::vector<chat::Attachment>& files, bool words_below) {
    constexpr std::string_view copy = "copy:";
    for (std::size_t i = 0; i < files.size();) {
        const chat::Attachment& file = files[i];
        if (file.ref.starts_with(copy)) {
            const auto from = read_remote_id(std::string_view{file.ref}.substr(copy.size()));
            if (from && !from->is_topic) calls.push_back(copy_of(message, chat, *from));
            ++i;
            continue;
        }
        const FileMethod* method = method_of(file);
        if (method == nullptr) {
            ++i;
            continue;
        }
        std::vector<chat::Attachment> together{file};
        while (method->album != 0 && together.size() < album_max &&
               i + together.size() < files.size()) {
            const FileMethod* next = method_of(files[i + together.size()]);
            if (next == nullptr || next->album != method->album) break;
            together.push_back(files[i + together.size()]);
        }
        calls.push_back(together.size() > 1 ? album(message, chat, together, words_below)
                                            : single(message, chat, file, *method, words_below));
        i += together.size();
    }
}

} // namespace peerdesk::telegram
