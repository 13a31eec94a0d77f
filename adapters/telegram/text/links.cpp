// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/links.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace peerdesk::telegram {
namespace {

constexpr std::array<std::string_view, 5> schemes{"http:", "https:", "ftp:", "mailto:", "magnet:"};

bool begins_with(std::string_view text, std::string_view lower) {
    return std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

} // namespace

std::string followable(std::string_view given) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr unsigned char delete_sign = 0x7f;
    const bool is_known = std::ranges::any_of(
        schemes, [&](std::string_view scheme) { return begins_with(given, scheme); });
    if (!is_known) return {};
    std::string link;
    for (const char c : given) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte <= ' ' || byte == delete_sign) return {};
        if (byte < delete_sign) {
            link += c;
            continue;
        }
        link += '%';
        link += digits[byte >> 4U];
        link += digits[byte & 0x0fU];
    }
    return link.size() <= link_bytes_max ? link : std::string{};
}

bool is_web_address(std::string_view link) {
    return begins_with(link, "http://") || begins_with(link, "https://");
}

} // namespace peerdesk::telegram
