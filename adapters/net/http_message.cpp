// SPDX-License-Identifier: MIT
#include "adapters/net/http_message.hpp"

#include <algorithm>
#include <string_view>

namespace peerdesk::net {
namespace {

bool is_method(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_target(std::string_view text) {
    return text.starts_with('/') &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

bool is_field_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

bool is_field_value(std::string_view text) {
    return std::ranges::none_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
    });
}

void add_field(std::string& into, std::string_view name, std::string_view value) {
    into.append(name).append(": ").append(value).append("\r\n");
}

bool is_writable(const HttpRequest& request) {
    return is_method(request.method) && is_target(request.target) &&
           is_field_value(request.content_type) &&
           std::ranges::all_of(request.headers, [](const auto& field) {
               return is_field_name(field.first) && is_field_value(field.second);
           });
}

} // namespace

bool write_request(std::string& into, const HttpUrl& url, const HttpRequest& request) {
    into.clear();
    if (!is_writable(request)) return false;
    into.append(request.method).append(" ").append(url.base_path).append(request.target);
    into.append(" HTTP/1.1\r\n");
    add_field(into, "Host", host_field(url));
    add_field(into, "User-Agent", "Peerdesk");
    add_field(into, "Accept", "*/*");
    for (const auto& [name, value] : request.headers)
        add_field(into, name, value);
    if (!request.content_type.empty()) add_field(into, "Content-Type", request.content_type);
    // RFC 9110 8.6: methods that mean a body say its length even when it is none.
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
        request.method == "PATCH")
        add_field(into, "Content-Length", std::to_string(request.body.size()));
    into.append("\r\n").append(request.body);
    return true;
}

} // namespace peerdesk::net
