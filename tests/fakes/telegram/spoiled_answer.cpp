// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/spoiled_answer.hpp"

#include "tests/fakes/telegram/methods/polling.hpp"

#include <string_view>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

std::string_view reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 409:
        return "Conflict";
    case 413:
        return "Request Entity Too Large";
    case 429:
        return "Too Many Requests";
    case 502:
        return "Bad Gateway";
    default:
        return "Internal Server Error";
    }
}

Reply failure(int code, std::string description) {
    Refusal refusal;
    refusal.code = code;
    refusal.description = std::move(description);
    return reply_of(refusal);
}

Reply proxy_page() {
    Reply reply;
    reply.status = 502;
    reply.content_type = "text/html";
    reply.body = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                 "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
                 "</body>\r\n</html>\r\n";
    return reply;
}

} // namespace

void append_answer(std::string& out, const Reply& reply) {
    out += "HTTP/1.1 ";
    out += std::to_string(reply.status);
    out += ' ';
    out += reason(reply.status);
    out += "\r\nServer: nginx\r\nContent-Type: ";
    out += reply.content_type;
    out += "\r\nContent-Length: ";
    out += std::to_string(reply.body.size());
    if (reply.retry_after) {
        out += "\r\nRetry-After: ";
        out += std::to_string(*reply.retry_after);
    }
    out += "\r\nConnection: keep-alive\r\n\r\n";
    out += reply.body;
}

std::optional<Reply> answer_instead(const Fault& fault) {
    switch (fault.kind) {
    case FaultKind::proxy_page:
        return proxy_page();
    case FaultKind::too_many:
        return reply_of(too_many(fault.retry_after));
    case FaultKind::too_many_bare:
        return failure(429, "Too Many Requests");
    case FaultKind::server_error:
        return failure(500, "Internal Server Error: restart");
    case FaultKind::empty_poll: {
        Reply reply;
        reply.body = no_updates;
        return reply;
    }
    case FaultKind::delay:
    case FaultKind::cut_body:
    case FaultKind::empty_body:
    case FaultKind::null_result:
    case FaultKind::close_before:
    case FaultKind::close_after:
        return std::nullopt;
    }
    return std::nullopt;
}

bool append_spoiled(std::string& out, const Reply& reply, FaultKind kind) {
    Reply spoiled = reply;
    if (kind == FaultKind::close_after) return false;
    if (kind == FaultKind::empty_body) spoiled.body.clear();
    if (kind == FaultKind::null_result) spoiled.body = R"({"ok":true,"result":null})";
    append_answer(out, spoiled);
    if (kind != FaultKind::cut_body) return true;
    out.resize(out.size() - (reply.body.size() + 1) / 2);
    return false;
}

} // namespace peerdesk::telegram_fake
