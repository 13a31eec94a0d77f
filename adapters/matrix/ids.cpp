// SPDX-License-Identifier: MIT
#include "adapters/matrix/ids.hpp"

#include <algorithm>
#include <cstddef>

namespace peerdesk::matrix {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& into, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        if (is_unreserved(c)) {
            into += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        into += '%';
        into += digits[byte >> 4U];
        into += digits[byte & 0xFU];
    }
}

} // namespace

bool is_user_id(std::string_view text) {
    return text.size() > 2 && text.front() == '@' && text.find(':') != std::string_view::npos;
}

bool is_room_alias(std::string_view text) {
    return text.size() > 2 && text.front() == '#' && text.find(':') != std::string_view::npos;
}

bool is_room_id(std::string_view text) {
    return text.size() > 1 && text.front() == '!';
}

std::string_view localpart(std::string_view user) {
    if (!is_user_id(user)) return user;
    return user.substr(1, user.find(':') - 1);
}

std::string_view domain_of(std::string_view id) {
    const auto colon = id.find(':');
    return colon == std::string_view::npos ? std::string_view{} : id.substr(colon + 1);
}

std::string folded_room(std::string_view configured) {
    std::string result{configured};
    if (is_room_alias(configured)) std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
    // Greedy with one step back: linear in practice, and never deeper than one star.
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t after_star = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            after_star = t;
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++after_star;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::string percent_encode(std::string_view text) {
    std::string result;
    append_encoded(result, text);
    return result;
}

std::string client_path(std::initializer_list<std::string_view> parts) {
    std::string result{"/_matrix/client/v3"};
    for (const std::string_view part : parts) {
        result += '/';
        append_encoded(result, part);
    }
    return result;
}

void add_query(std::string& target, std::string_view name, std::string_view value) {
    target += target.find('?') == std::string::npos ? '?' : '&';
    target += name;
    target += '=';
    append_encoded(target, value);
}

void add_servers(std::string& target, std::initializer_list<std::string_view> servers) {
    for (const std::string_view server : servers) {
        if (server.empty() || (server == *servers.begin() && &server != servers.begin())) continue;
        add_query(target, "server_name", server);
        add_query(target, "via", server);
    }
}

} // namespace peerdesk::matrix
