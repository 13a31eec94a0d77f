// SPDX-License-Identifier: MIT
// Contents other than text: the fields a message has for a photo, a voice message, a poll.
#pragma once

#include "tests/fakes/telegram/files.hpp"
#include "tests/fakes/telegram/json.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace peerdesk::telegram_fake {

/// What is said about a file beside the file itself; what is 0 or empty gets a likely value.
struct MediaTraits {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t duration = 0;
    std::string performer;
    std::string title;
    std::string emoji;
};

/// Kinds that are made of one file: photo, video, voice, video_note, audio, document, sticker,
/// animation.
[[nodiscard]] bool is_file_kind(std::string_view kind);

/// The fields of a message with that file, e.g. {"photo":[...]}.
[[nodiscard]] Json file_content(World& world, const StoredFile& file, const MediaTraits& traits);

/// A poll with nobody's vote.
[[nodiscard]] Json poll_content(World& world, const std::string& question, const Json& options);

[[nodiscard]] Json dice_content(World& world, const std::string& emoji);

/// The fields that say what kind of content a message has, in the order they are looked for.
[[nodiscard]] Json content_fields(const Json& message);

/// The id of the (largest) file of a message; empty when it has none.
[[nodiscard]] std::string file_of(const Json& message);

} // namespace peerdesk::telegram_fake
