// SPDX-License-Identifier: MIT
#include "adapters/irc/irc_session.hpp"

#include "adapters/irc/dispatch.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::irc {
namespace {

/// One write at most. Some servers serve a client that sends more at once only in slow pieces
/// (InspIRCd's netbuffersize is 10,240 by default).
constexpr std::size_t write_bytes_max = 8'192;

void soonest(net::SteadyTime& wake, std::optional<net::SteadyTime> other) {
    if (other) wake = std::min(wake, *other);
}

} // namespace

SessionParts::SessionParts(const NetworkConfig& config, std::uint64_t epoch, bool is_tls,
                           net::Random& random)
    : link(config, epoch, is_tls, random), caps(link), login(link), nick(link),
      registration(link, caps, login, nick), keep_alive(link), roster(link), presence(link, roster),
      inquiries(link), sightings(link, roster, inquiries), joins(link),
      inbound(link, roster, sightings), outbound(link, roster, sightings, joins) {}

IrcSession::IrcSession(const NetworkConfig& config, std::uint64_t epoch, bool is_tls,
                       net::Random& random)
    : parts_(config, epoch, is_tls, random), bucket_(config.lines_per_second, config.burst),
      splitter_(line_bytes_max) {}

void IrcSession::connected(net::Instant now) {
    parts_.link.now = now;
    parts_.keep_alive.on_heard();
    if (!parts_.link.is_tls) parts_.link.find(FindingCode::unencrypted);
    parts_.registration.start();
}

void IrcSession::receive(std::string_view bytes, net::Instant now) {
    parts_.link.now = now;
    parts_.keep_alive.on_heard();
    splitter_.feed(bytes, [this](std::string_view line) { on_line(line); });
}

void IrcSession::on_line(std::string_view line) {
    ++parts_.link.line_number;
    const auto message = parse_line(line);
    if (!message) return;
    dispatch(parts_, *message);
    advance();
}

/// What no single line decides: the next step of registration, and when the link is up.
void IrcSession::advance() {
    if (parts_.link.is_up) return;
    parts_.registration.advance();
    if (!parts_.registration.is_done()) return;
    parts_.joins.start();
    if (!parts_.joins.is_settled()) return;
    parts_.link.is_up = true;
    parts_.link.emit(chat::LinkChanged{true, {}, capabilities()});
    parts_.roster.announce_accounts();
}

void IrcSession::tick(net::Instant now) {
    parts_.link.now = now;
    parts_.registration.tick();
    parts_.login.tick();
    parts_.nick.tick();
    parts_.joins.tick();
    parts_.keep_alive.tick();
    parts_.outbound.tick();
    while (const auto overdue = parts_.inquiries.next_overdue()) {
        parts_.sightings.on_answer(*overdue);
        parts_.inbound.on_answer(*overdue);
        parts_.outbound.on_answer(*overdue);
    }
    advance();
}

void IrcSession::deliver(std::vector<chat::Outbound> messages, net::Instant now) {
    parts_.link.now = now;
    for (chat::Outbound& message : messages)
        parts_.outbound.deliver(std::move(message));
}

std::string IrcSession::next_line() {
    std::deque<std::string>& control = parts_.link.lines.control;
    std::optional<std::string> line;
    if (control.empty() || !is_control_turn_)
        line = parts_.outbound.next_line(); // may itself ask the server something
    is_control_turn_ = true;
    if (line) return std::move(*line);
    if (control.empty()) return {};
    is_control_turn_ = false;
    line = std::move(control.front());
    control.pop_front();
    return std::move(*line);
}

std::string IrcSession::take_bytes(net::Instant now) {
    parts_.link.now = now;
    LinesOut& lines = parts_.link.lines;
    std::string bytes = std::exchange(lines.urgent, {});
    for (auto count = std::ranges::count(bytes, '\n'); count > 0 && parts_.link.is_registered;
         --count)
        bucket_.take_in_debt(now.steady);
    while (!is_quitting_ && bytes.size() < write_bytes_max &&
           bucket_.ready_at(now.steady) <= now.steady) {
        const std::string line = next_line();
        if (line.empty()) break;
        bytes += line;
        (void)bucket_.take(now.steady);
    }
    parts_.outbound.on_taken();
    return bytes;
}

void IrcSession::written(net::Instant now) {
    parts_.link.now = now;
    parts_.outbound.on_written();
}

void IrcSession::disconnected(std::string_view reason, net::Instant now) {
    parts_.link.now = now;
    const bool was_up = std::exchange(parts_.link.is_up, false);
    if (was_up) parts_.link.emit(chat::LinkChanged{false, std::string{reason}, {}});
    parts_.outbound.on_link_lost(reason);
    parts_.roster.forget_all();
}

void IrcSession::quit(std::string_view text, net::Instant now) {
    parts_.link.now = now;
    parts_.link.send_now({"QUIT", text});
    is_quitting_ = true;
}

std::vector<chat::Event> IrcSession::take_events() {
    return std::exchange(parts_.link.events, {});
}

std::vector<Finding> IrcSession::take_findings() {
    return std::exchange(parts_.link.findings, {});
}

net::SteadyTime IrcSession::next_wake(net::Instant now) const {
    net::SteadyTime wake = parts_.keep_alive.next_wake();
    soonest(wake, parts_.registration.next_wake());
    soonest(wake, parts_.login.next_wake());
    soonest(wake, parts_.nick.next_wake());
    soonest(wake, parts_.joins.next_wake());
    soonest(wake, parts_.inquiries.next_wake());
    soonest(wake, parts_.outbound.next_wake());
    if (!parts_.link.lines.control.empty() || parts_.outbound.has_waiting()) {
        const net::SteadyTime ready = bucket_.ready_at(now.steady);
        // Ready and still waiting means: for the server's answer, which needs no timer.
        if (ready > now.steady) wake = std::min(wake, ready);
    }
    return wake;
}

bool IrcSession::is_idle() const {
    return parts_.outbound.is_idle() && parts_.link.lines.urgent.empty();
}

chat::Capabilities IrcSession::capabilities() const {
    const LinkState& link = parts_.link;
    return {link.has_accounts(), link.has("echo-message"), link.config.in_flight_max};
}

} // namespace peerdesk::irc
