// SPDX-License-Identifier: MIT
#include "tests/simulation/markers.hpp"

#include <charconv>

namespace peerdesk::simulation {

namespace {

constexpr std::string_view before = "zq";

/// Finds the next "zq<digits>z" at or after `from`.
struct Found {
    std::size_t begin = std::string_view::npos;
    std::size_t end = 0;
    std::size_t number = 0;
};

Found find(std::string_view text, std::size_t from) {
    for (auto at = text.find(before, from); at != std::string_view::npos;
         at = text.find(before, at + 1)) {
        const char* digits = text.data() + at + before.size();
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(digits, text.data() + text.size(), number);
        if (error != std::errc{} || end == text.data() + text.size() || *end != 'z') continue;
        return {at, static_cast<std::size_t>(end - text.data()) + 1, number};
    }
    return {};
}

} // namespace

std::string Markers::make(const Marked& marked) {
    marked_.push_back(marked);
    return std::string(before) + std::to_string(marked_.size() - 1) + "z";
}

std::vector<Marked> Markers::in(std::string_view text) const {
    std::vector<Marked> result;
    for (Found found = find(text, 0); found.begin != std::string_view::npos;
         found = find(text, found.end)) {
        if (found.number < marked_.size()) result.push_back(marked_[found.number]);
    }
    return result;
}

std::optional<std::string> Markers::word_in(std::string_view text) {
    const Found found = find(text, 0);
    if (found.begin == std::string_view::npos) return std::nullopt;
    return std::string(text.substr(found.begin, found.end - found.begin));
}

} // namespace peerdesk::simulation
