// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/files.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

std::string extension(const NewFile& file) {
    const auto dot = file.name.rfind('.');
    if (dot != std::string::npos) return file.name.substr(dot);
    if (file.kind == "photo") return ".jpg";
    if (file.kind == "voice") return ".oga";
    if (file.kind == "sticker") return ".webp";
    if (file.kind == "audio") return ".mp3";
    return file.kind == "document" ? "" : ".mp4";
}

} // namespace

const StoredFile& Files::add(NewFile file) {
    const std::string number = std::to_string(files_.size() + 1);
    StoredFile stored;
    stored.id = "AgACAgIAAxkBAAI_" + file.kind + "_" + number;
    stored.unique_id = "AQAD" + number;
    // Voice messages lie in a folder "voice", all others in the plural.
    const std::string folder = file.kind == "voice" ? file.kind : file.kind + "s";
    stored.path = folder + "/file_" + number + extension(file);
    stored.kind = std::move(file.kind);
    stored.name = std::move(file.name);
    stored.mime_type = std::move(file.mime_type);
    stored.size = file.bytes.empty() ? file.size : static_cast<std::int64_t>(file.bytes.size());
    stored.bytes = std::move(file.bytes);
    files_.push_back(std::move(stored));
    by_id_.emplace(files_.back().id, &files_.back());
    return files_.back();
}

const StoredFile* Files::find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

const StoredFile* Files::at_path(std::string_view path) const {
    const auto found = std::ranges::find(files_, path, &StoredFile::path);
    return found == files_.end() ? nullptr : &*found;
}

std::string content_of(const StoredFile& file) {
    return file.bytes.empty() ? std::string(static_cast<std::size_t>(file.size), '\0') : file.bytes;
}

} // namespace peerdesk::telegram_fake
