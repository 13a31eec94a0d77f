// SPDX-License-Identifier: MIT
#include "adapters/irc/ctcp_replies.hpp"

#include <algorithm>

namespace peerdesk::irc {
namespace {

constexpr double replies_per_second = 0.2;
constexpr std::size_t replies_at_once = 3;
constexpr std::size_t ping_text_bytes_max = 64;

} // namespace

std::optional<Ctcp> parse_ctcp(std::string_view text) {
    if (!text.starts_with('\x01')) return std::nullopt;
    text.remove_prefix(1);
    if (text.ends_with('\x01')) text.remove_suffix(1);
    const std::size_t blank = std::min(text.find(' '), text.size());
    return Ctcp{text.substr(0, blank), text.substr(std::min(blank + 1, text.size()))};
}

CtcpReplies::CtcpReplies(LinkState& link)
    : link_(link), allowance_(replies_per_second, replies_at_once) {}

void CtcpReplies::on_request(std::string_view nick, const Ctcp& request) {
    if (request.verb == "PING") {
        reply(nick, "PING", request.text.substr(0, ping_text_bytes_max));
    } else if (request.verb == "CLIENTINFO") {
        reply(nick, "CLIENTINFO", "ACTION CLIENTINFO PING VERSION");
    } else if (request.verb == "VERSION" && !link_.config.ctcp_version.empty()) {
        reply(nick, "VERSION", link_.config.ctcp_version);
    }
}

void CtcpReplies::reply(std::string_view nick, std::string_view verb, std::string_view text) {
    if (!allowance_.take(link_.now.steady)) return;
    std::string answer{'\x01'};
    answer += verb;
    answer += ' ';
    std::ranges::copy_if(text, std::back_inserter(answer), [](char c) { return c != '\x01'; });
    answer += '\x01';
    link_.send_in_turn({"NOTICE", nick, answer});
}

} // namespace peerdesk::irc
