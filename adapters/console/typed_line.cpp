// SPDX-License-Identifier: MIT
#include "adapters/console/typed_line.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace peerdesk::console {

namespace {

constexpr UChar32 replacement = 0xFFFD;

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_name(std::string_view name, std::string_view our_name) {
    return !name.empty() && name.size() <= name_length_max &&
           name.find_first_of(" \t#/@") == std::string_view::npos &&
           fold_name(name) != fold_name(our_name);
}

/// "ana: text" in two; the text is trimmed and not empty.
std::optional<DirectLine> split_speaker(std::string_view line, std::string_view our_name) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view name = trim(line.substr(0, colon));
    const std::string_view text = trim(line.substr(colon + 1));
    if (!is_name(name, our_name) || text.empty()) return std::nullopt;
    return DirectLine{std::string(name), std::string(text)};
}

void append(std::string& out, UChar32 c) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

} // namespace

TypedLine parse_line(std::string_view line, std::string_view our_name) {
    line = trim(line);
    if (line.empty()) return BlankLine{};
    if (line == "/quit" || line == "/exit") return ConsoleCommand::quit;
    if (line == "/help") return ConsoleCommand::help;
    if (line.front() != '#') {
        if (auto said = split_speaker(line, our_name)) return *std::move(said);
        return UnclearLine{};
    }
    const auto space = line.find_first_of(" \t");
    if (space == std::string_view::npos) return UnclearLine{};
    auto room = room_id(line.substr(0, space));
    auto said = split_speaker(trim(line.substr(space)), our_name);
    if (!room || !said) return UnclearLine{};
    return RoomLine{*std::move(room), std::move(said->name), std::move(said->text)};
}

std::string clean_line(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(data, i, length, c); // NOLINT(bugprone-inc-dec-in-conditions): ICU's macro
        if (c < 0) c = replacement;
        if (c == '\t' || !u_iscntrl(c)) append(out, c);
    }
    return out;
}

std::string fold_name(std::string_view name) {
    std::string out;
    icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})
        .foldCase()
        .toUTF8String(out);
    return out;
}

std::optional<std::string> room_id(std::string_view written) {
    if (written.size() < 2 || written.size() > name_length_max || written.front() != '#' ||
        written.find_first_of(" \t:,") != std::string_view::npos) {
        return std::nullopt;
    }
    return fold_name(written);
}

std::string author_id(std::string_view name) {
    return "a:" + fold_name(name);
}

std::optional<std::string> cut_mention(std::string_view text, std::string_view our_name) {
    const bool has_at = text.starts_with('@');
    if (has_at) text.remove_prefix(1);
    if (text.size() < our_name.size() ||
        fold_name(text.substr(0, our_name.size())) != fold_name(our_name)) {
        return std::nullopt;
    }
    text.remove_prefix(our_name.size());
    const bool has_mark = text.starts_with(':') || text.starts_with(',');
    const bool ends_here = text.empty() || text.starts_with(' ') || text.starts_with('\t');
    if (!has_mark && !(has_at && ends_here)) return std::nullopt;
    if (has_mark) text.remove_prefix(1);
    return std::string(trim(text));
}

} // namespace peerdesk::console
