// SPDX-License-Identifier: MIT
#include "adapters/net/http_url.hpp"

#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>
#include <charconv>

namespace peerdesk::net {
namespace {

constexpr std::size_t url_bytes_max = 2'048;
constexpr std::size_t host_bytes_max = 253; ///< RFC 1035 without the root's dot
constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Takes `prefix`, written in lower case, from the front of `text`.
bool take(std::string_view& text, std::string_view prefix) {
    if (!std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, lower)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool is_url_char(char c) {
    return c > ' ' && c < '\x7f' && std::string_view{"\"<>\\^`{|}?#"}.find(c) == std::string::npos;
}

bool is_host_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_host_name(std::string_view host) {
    return !host.empty() && host.size() <= host_bytes_max && !host.starts_with('.') &&
           host.find("..") == std::string_view::npos && std::ranges::all_of(host, is_host_char);
}

bool is_address_v6(const std::string& host) {
    if (host.find('%') != std::string::npos) return false; // a scope is one machine's own
    boost::system::error_code error;
    (void)boost::asio::ip::make_address_v6(host, error);
    return !error;
}

std::optional<std::uint16_t> read_port(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0)
        return std::nullopt;
    return port;
}

} // namespace

std::optional<HttpUrl> parse_http_url(std::string_view text) {
    if (text.size() > url_bytes_max || !std::ranges::all_of(text, is_url_char)) return std::nullopt;
    HttpUrl url;
    url.tls = take(text, "https://");
    if (!url.tls && !take(text, "http://")) return std::nullopt;
    url.port = url.tls ? https_port : http_port;

    const auto slash = std::min(text.find('/'), text.size());
    std::string_view authority = text.substr(0, slash);
    url.base_path = text.substr(slash);
    while (url.base_path.ends_with('/'))
        url.base_path.pop_back();

    const bool is_bracketed = authority.starts_with('[');
    const auto host_end = is_bracketed ? authority.find(']') : authority.find(':');
    if (is_bracketed && host_end == std::string_view::npos) return std::nullopt;
    url.host = authority.substr(is_bracketed ? 1 : 0, is_bracketed ? host_end - 1 : host_end);
    std::ranges::transform(url.host, url.host.begin(), lower);
    if (is_bracketed ? !is_address_v6(url.host) : !is_host_name(url.host)) return std::nullopt;

    authority.remove_prefix(is_bracketed ? host_end + 1 : std::min(host_end, authority.size()));
    if (authority.empty()) return url;
    const auto port = authority.front() == ':' ? read_port(authority.substr(1)) : std::nullopt;
    if (!port) return std::nullopt;
    url.port = *port;
    return url;
}

std::string host_field(const HttpUrl& url) {
    std::string field = url.host.contains(':') ? '[' + url.host + ']' : url.host;
    if (url.port != (url.tls ? https_port : http_port)) field += ':' + std::to_string(url.port);
    return field;
}

} // namespace peerdesk::net
