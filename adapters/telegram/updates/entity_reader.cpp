// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/entity_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view names[] = {"mention",       "hashtag",
                                      "cashtag",       "bot_command",
                                      "url",           "email",
                                      "phone_number",  "bold",
                                      "italic",        "underline",
                                      "strikethrough", "spoiler",
                                      "blockquote",    "expandable_blockquote",
                                      "code",          "pre",
                                      "text_link",     "text_mention",
                                      "custom_emoji"};
static_assert(std::size(names) == static_cast<std::size_t>(EntityKind::unknown));

constexpr std::int64_t units_max = 1'000'000;
constexpr std::size_t url_bytes_max = 2'048;
constexpr std::size_t language_bytes_max = 64;

EntityKind kind_of(std::string_view name) {
    return static_cast<EntityKind>(std::ranges::find(names, name) - std::begin(names));
}

std::string bounded(std::string_view text, std::size_t bytes_max) {
    return text.size() <= bytes_max ? std::string{text} : std::string{};
}

std::optional<Entity> read_entity(JsonView entity) {
    const auto offset = entity["offset"].integer();
    const auto length = entity["length"].integer();
    if (!offset || !length || *offset < 0 || *length <= 0) return std::nullopt;
    if (*offset > units_max || *length > units_max) return std::nullopt;
    return Entity{.kind = kind_of(entity["type"].text()),
                  .offset = static_cast<std::size_t>(*offset),
                  .length = static_cast<std::size_t>(*length),
                  .url = bounded(entity["url"].text(), url_bytes_max),
                  .user = entity["user"]["id"].integer().value_or(0),
                  .language = bounded(entity["language"].text(), language_bytes_max)};
}

} // namespace

std::vector<Entity> read_entities(JsonView list) {
    std::vector<Entity> entities;
    for (const JsonView item : list.items(entities_read_max))
        if (auto entity = read_entity(item)) entities.push_back(std::move(*entity));
    return entities;
}

} // namespace peerdesk::telegram
