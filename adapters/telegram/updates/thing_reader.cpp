// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/thing_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace peerdesk::telegram {
namespace {

using chat::AttachmentKind;

constexpr std::size_t line_bytes_max = 1'000;
constexpr std::size_t list_max = 100; ///< choices of a poll, tasks of a list
constexpr double latitude_max = 90;
constexpr double longitude_max = 180;

std::string line_in(JsonView value) {
    return clean_line(value.text(), line_bytes_max);
}

std::string joined(std::string first, const std::string& second, std::string_view between) {
    if (!first.empty() && !second.empty()) first += between;
    return first + second;
}

/// As short as it can be told apart, e.g. "6.5244"; empty when it is no angle.
std::string degrees(JsonView value, double most) {
    const auto angle = value.number();
    if (!angle || !(std::abs(*angle) <= most)) return {};
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), *angle,
                                            std::chars_format::fixed);
    return error == std::errc{} ? std::string{digits.data(), end} : std::string{};
}

std::optional<std::string> position(JsonView location) {
    const std::string latitude = degrees(location["latitude"], latitude_max);
    const std::string longitude = degrees(location["longitude"], longitude_max);
    if (latitude.empty() || longitude.empty()) return std::nullopt;
    return latitude + ", " + longitude;
}

std::optional<std::string> contact(JsonView value) {
    std::string name = joined(line_in(value["first_name"]), line_in(value["last_name"]), " ");
    name = joined(std::move(name), line_in(value["phone_number"]), " ");
    return name.empty() ? std::nullopt : std::optional{name};
}

std::optional<std::string> poll(JsonView value) {
    std::string choices;
    for (const JsonView option : value["options"].items(list_max))
        choices = joined(std::move(choices), line_in(option["text"]), " / ");
    const std::string name = joined(line_in(value["question"]), choices, " ");
    return name.empty() ? std::nullopt : std::optional{name};
}

std::optional<std::string> dice(JsonView value) {
    const auto thrown = value["value"].integer();
    if (!value["emoji"].is_text() || !thrown) return std::nullopt;
    return joined(line_in(value["emoji"]), std::to_string(*thrown), " ");
}

struct Thing {
    AttachmentKind kind;
    std::optional<std::string> name;
};

std::optional<Thing> thing_of(std::string_view field, JsonView value) {
    if (field == "location") return Thing{AttachmentKind::location, position(value)};
    if (field == "venue") return Thing{AttachmentKind::location, position(value["location"])};
    if (field == "contact") return Thing{AttachmentKind::contact, contact(value)};
    if (field == "poll") return Thing{AttachmentKind::poll, poll(value)};
    if (field == "dice") return Thing{AttachmentKind::dice, dice(value)};
    return std::nullopt;
}

} // namespace

std::optional<chat::Attachment> read_thing(std::string_view field, JsonView value) {
    const auto thing = thing_of(field, value);
    if (!thing || !thing->name) return std::nullopt;
    return chat::Attachment{.kind = thing->kind,
                            .name = std::string{cut_text(*thing->name, line_bytes_max)}};
}

std::string venue_words(JsonView venue) {
    return joined(line_in(venue["title"]), line_in(venue["address"]), "\n");
}

std::string checklist_words(JsonView checklist) {
    std::string words = line_in(checklist["title"]);
    for (const JsonView task : checklist["tasks"].items(list_max)) {
        const std::string line = line_in(task["text"]);
        if (line.empty()) continue;
        const bool is_done = task["completion_date"].integer().value_or(0) > 0;
        if (!words.empty()) words += '\n';
        words.append(is_done ? "☑ " : "☐ ").append(line);
    }
    return words;
}

} // namespace peerdesk::telegram
