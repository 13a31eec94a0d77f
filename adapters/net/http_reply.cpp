// SPDX-License-Identifier: MIT
#include "adapters/net/http_reply.hpp"

#include <string_view>

namespace peerdesk::net {
namespace {

struct Reason {
    int status;
    std::string_view words;
};

/// Those we say; others go without words, which is valid (RFC 9112 4).
constexpr Reason reasons[] = {
    {200, "OK"},
    {204, "No Content"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {413, "Content Too Large"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

std::string_view reason_of(int status) {
    for (const Reason& reason : reasons)
        if (reason.status == status) return reason.words;
    return {};
}

void add_field(std::string& into, std::string_view name, std::string_view value) {
    into.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string write_reply(const HttpReply& reply, bool keeps) {
    constexpr int no_content = 204; // RFC 9110 8.6: never with a length
    std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " ";
    text.append(reason_of(reply.status)).append("\r\n");
    if (reply.status != no_content) add_field(text, "Content-Length", "0");
    if (!reply.allow.empty()) add_field(text, "Allow", reply.allow);
    if (reply.retry_after.count() > 0)
        add_field(text, "Retry-After", std::to_string(reply.retry_after.count()));
    add_field(text, "Connection", keeps ? "keep-alive" : "close");
    return text.append("\r\n");
}

} // namespace peerdesk::net
