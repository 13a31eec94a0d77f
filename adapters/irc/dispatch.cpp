// SPDX-License-Identifier: MIT
#include "adapters/irc/dispatch.hpp"

#include "adapters/irc/irc_session.hpp"
#include "adapters/irc/text_cleaning.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace peerdesk::irc {
namespace {

using Parts = SessionParts;
using Line = IrcMessage;

struct Row {
    std::string_view command;
    void (*handle)(Parts&, const Line&);
};

void on_whois_end(Parts& p, const Line& m) {
    const auto answer = p.inquiries.on_end(m);
    if (!answer) return;
    p.sightings.on_answer(*answer);
    p.inbound.on_answer(*answer);
    p.outbound.on_answer(*answer);
}

void on_own_join(Parts& p, const Line& m) {
    if (!p.link.is_self(m.source.nick)) return;
    p.joins.on_join(m);
}

void on_nick(Parts& p, const Line& m) {
    if (p.link.is_self(m.source.nick))
        p.nick.on_own_rename(m.param(0));
    else
        p.nick.on_freed(m.source.nick);
}

/// ERROR is the server's last word. Some of them mean: do not come back soon.
void on_error_line(Parts& p, const Line& m) {
    const std::string words = clean_text(m.last_param());
    const std::string small = fold(CaseMapping::ascii, words);
    const bool is_ban = std::ranges::any_of(
        std::array{"k-line", "k:line", "g-line", "g:line", "z-line", "z:line", "klined", "banned"},
        [&small](std::string_view word) { return small.find(word) != std::string::npos; });
    const bool is_login = small.find("log in with sasl") != std::string::npos;
    p.link.close(is_ban     ? ClosingKind::banned
                 : is_login ? ClosingKind::login_refused
                            : ClosingKind::lost,
                 words);
}

void on_channel_left(Parts& p, const Line& m) {
    const std::string_view who = m.command == "KICK" ? m.param(1) : m.source.nick;
    if (p.link.is_self(who)) p.joins.on_left(m.param(0));
}

void on_privmsg(Parts& p, const Line& m) {
    if (p.link.is_self(m.source.nick))
        p.outbound.on_echo(m);
    else
        p.inbound.on_privmsg(m);
}

/// 437 is about a nick or about a channel; the others only about nicks.
void on_nick_refused(Parts& p, const Line& m) {
    if (!p.link.support.is_channel(m.param(1))) p.nick.on_refused();
}

void for_each_target(std::string_view list, auto use) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        use(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

/// Every line the session understands. Sorted by command; several rows of one command run in order.
constexpr auto table = std::to_array<Row>({
    {"001", [](Parts& p, const Line& m) { p.registration.on_welcome(m); }},
    {"004", [](Parts& p, const Line& m) { p.registration.on_server_info(m); }},
    {"005",
     [](Parts& p, const Line& m) {
         if (m.params.size() > 2)
             p.link.support.read(std::span{m.params}.subspan(1, m.params.size() - 2));
     }},
    {"311", [](Parts& p, const Line& m) { p.inquiries.on_user(m); }},
    {"317", [](Parts& p, const Line& m) { p.inquiries.on_idle(m); }},
    {"318", on_whois_end},
    {"330", [](Parts& p, const Line& m) { p.inquiries.on_account(m); }},
    {"353", [](Parts& p, const Line& m) { p.presence.on_names(m); }},
    {"354", [](Parts& p, const Line& m) { p.presence.on_whox(m); }},
    {"366", [](Parts& p, const Line& m) { p.presence.on_end_of_names(m); }},
    {"366", [](Parts& p, const Line& m) { p.joins.on_end_of_names(m); }},
    {"376", [](Parts& p, const Line&) { p.registration.on_end_of_greeting(); }},
    {"396", [](Parts& p, const Line& m) { p.link.self.host = m.param(1); }},
    {"421", [](Parts& p, const Line& m) { p.registration.on_unknown_command(m); }},
    {"422", [](Parts& p, const Line&) { p.registration.on_end_of_greeting(); }},
    {"432", on_nick_refused},
    {"433", on_nick_refused},
    {"436", on_nick_refused},
    {"437", on_nick_refused},
    {"730",
     [](Parts& p, const Line& m) {
         for_each_target(m.last_param(), [&p](auto target) { p.sightings.on_online(target); });
     }},
    {"731",
     [](Parts& p, const Line& m) {
         for_each_target(m.last_param(), [&p](auto target) { p.sightings.on_offline(target); });
     }},
    {"734", [](Parts& p, const Line& m) { p.sightings.on_list_full(m.param(2)); }},
    {"900", [](Parts& p, const Line& m) { p.login.on_logged_in(m); }},
    {"901", [](Parts& p, const Line&) { p.login.on_logged_out(); }},
    {"902", [](Parts& p, const Line& m) { p.login.on_failure(m); }},
    {"903", [](Parts& p, const Line&) { p.login.on_success(); }},
    {"904", [](Parts& p, const Line& m) { p.login.on_failure(m); }},
    {"905", [](Parts& p, const Line& m) { p.login.on_failure(m); }},
    {"906", [](Parts& p, const Line& m) { p.login.on_failure(m); }},
    {"907", [](Parts& p, const Line&) { p.login.on_success(); }},
    {"908", [](Parts& p, const Line& m) { p.login.on_mechanisms(m); }},
    {"ACCOUNT", [](Parts& p, const Line& m) { p.presence.on_account(m); }},
    {"ACK", [](Parts& p, const Line& m) { p.outbound.on_ack(m); }},
    {"AUTHENTICATE", [](Parts& p, const Line& m) { p.login.on_authenticate(m); }},
    {"BATCH", [](Parts& p, const Line& m) { p.inbound.on_batch(m); }},
    {"BATCH", [](Parts& p, const Line& m) { p.outbound.on_batch(m); }},
    {"CAP", [](Parts& p, const Line& m) { p.caps.on_cap(m); }},
    {"CHGHOST", [](Parts& p, const Line& m) { p.presence.on_chghost(m); }},
    {"ERROR", on_error_line},
    {"FAIL", [](Parts& p, const Line& m) { p.outbound.on_error(m); }},
    {"JOIN", [](Parts& p, const Line& m) { p.presence.on_join(m); }},
    {"JOIN", on_own_join},
    {"KICK", [](Parts& p, const Line& m) { p.presence.on_kick(m); }},
    {"KICK", on_channel_left},
    {"KILL", [](Parts& p, const Line& m) { p.presence.on_quit(m); }},
    {"NICK", [](Parts& p, const Line& m) { p.presence.on_nick(m); }},
    {"NICK", on_nick},
    {"PART", [](Parts& p, const Line& m) { p.presence.on_part(m); }},
    {"PART", on_channel_left},
    {"PING", [](Parts& p, const Line& m) { p.link.send_now({"PONG", m.param(0)}); }},
    {"PRIVMSG", on_privmsg},
    {"QUIT", [](Parts& p, const Line& m) { p.presence.on_quit(m); }},
    {"QUIT", [](Parts& p, const Line& m) { p.nick.on_freed(m.source.nick); }},
});
static_assert(std::ranges::is_sorted(table, {}, &Row::command));

bool is_error_numeric(std::string_view command) {
    return command.size() == 3 && (command[0] == '4' || command[0] == '5') && command[1] >= '0' &&
           command[1] <= '9';
}

/// Ourselves as others see us, learned from any line of our own.
void learn_self(LinkState& link, const Line& m) {
    if (m.source.host.empty() || !link.is_self(m.source.nick)) return;
    link.self.user = m.source.user;
    link.self.host = m.source.host;
}

} // namespace

void dispatch(SessionParts& parts, const IrcMessage& message) {
    learn_self(parts.link, message);
    parts.presence.on_line(message);
    const auto [first, last] = std::ranges::equal_range(table, message.command, {}, &Row::command);
    for (auto row = first; row != last; ++row)
        row->handle(parts, message);
    if (!is_error_numeric(message.command)) return;
    if (!parts.outbound.on_error(message)) parts.joins.on_error(message);
}

} // namespace peerdesk::irc
