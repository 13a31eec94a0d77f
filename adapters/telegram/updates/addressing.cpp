// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/addressing.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view gaps = " \n\t";

/// A piece of a text, in bytes.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::optional<Piece> piece_of(std::string_view text, const Entity& entity) {
    Utf16Cursor cursor{text};
    const auto begin = cursor.byte_of(entity.offset);
    const auto end = cursor.byte_of(entity.offset + entity.length);
    return begin && end ? std::optional{Piece{*begin, *end}} : std::nullopt;
}

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Whether what stands behind an "@" is our name.
bool is_our_name(std::string_view at_name, const Us& us) {
    return !us.username.empty() && at_name.starts_with('@') &&
           is_same_name(at_name.substr(1), us.username);
}

bool names_us(std::string_view text, const Entity& entity, Piece piece, const Us& us) {
    if (entity.kind == EntityKind::text_mention) return entity.user == us.id;
    return entity.kind == EntityKind::mention &&
           is_our_name(text.substr(piece.begin, piece.end - piece.begin), us);
}

void cut(FormattedText& said, Piece piece) {
    Utf16Cursor cursor{said.text};
    const std::size_t begin = cursor.unit_of(piece.begin);
    const std::size_t end = cursor.unit_of(piece.end);
    std::vector<Entity> rest = between(said.entities, 0, begin);
    for (Entity& entity : between(said.entities, end, utf16_length(said.text))) {
        entity.offset += begin;
        rest.push_back(std::move(entity));
    }
    said.entities = std::move(rest);
    said.text.erase(piece.begin, piece.end - piece.begin);
}

/// The name with what belongs to it, where it stands at the beginning or the end.
std::optional<Piece> outer_piece(std::string_view text, Piece name) {
    if (text.find_first_not_of(gaps) == name.begin) {
        std::size_t end = name.end;
        if (end < text.size() && (text[end] == ':' || text[end] == ',')) ++end;
        return Piece{0, std::min(text.find_first_not_of(gaps, end), text.size())};
    }
    if (text.find_first_not_of(" \n\t.!?", name.end) != std::string_view::npos) return std::nullopt;
    return Piece{text.find_last_not_of(gaps, name.begin - 1) + 1, name.end};
}

/// "/command@name" at the beginning: for us, without the name; for another; or nothing of it.
void look_at_command(Addressed& message, const Us& us) {
    for (const Entity& entity : message.said.entities) {
        if (entity.kind != EntityKind::bot_command || entity.offset != 0) continue;
        const std::string_view text = message.said.text;
        const auto command = piece_of(text, entity);
        if (!command) continue;
        const std::size_t at = text.substr(0, command->end).find('@');
        if (at == std::string_view::npos) return;
        message.mentions_us = is_our_name(text.substr(at, command->end - at), us);
        message.is_for_another = !message.mentions_us;
        if (message.mentions_us) cut(message.said, {at, command->end});
        return;
    }
}

} // namespace

Addressed addressed(FormattedText said, const Us& us) {
    Addressed message{.said = std::move(said)};
    look_at_command(message, us);
    for (const Entity& entity : message.said.entities) {
        const auto name = piece_of(message.said.text, entity);
        if (!name || !names_us(message.said.text, entity, *name, us)) continue;
        message.mentions_us = true;
        const auto outer = outer_piece(message.said.text, *name);
        if (!outer) continue;
        cut(message.said, *outer);
        break; // the entities moved
    }
    return message;
}

} // namespace peerdesk::telegram
