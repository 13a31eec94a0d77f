// SPDX-License-Identifier: MIT
#include "adapters/irc/outbound.hpp"

#include "adapters/irc/line_builder.hpp"
#include "adapters/irc/text_cleaning.hpp"
#include "adapters/irc/text_splitting.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peerdesk::irc {

using chat::Delivery;

namespace {

/// What ":nick!user@host " can take at most where we have not seen ourselves yet.
constexpr std::size_t user_bytes_otherwise = 10;
constexpr std::size_t host_bytes_max = 63;
/// A line shorter than this would mean a server that lies about its limits.
constexpr std::size_t text_bytes_min = 64;
/// Before what did not fit the line before. Where a line is cut is in the hands of whoever wrote
/// the text, and their words must not stand where a line of ours or a command would begin.
constexpr std::string_view further_piece_mark = "… ";

} // namespace

void Outbound::deliver(chat::Outbound message) {
    const MessageNumber number = ++last_number_;
    const chat::Place place = message.place;
    messages_.emplace(number, Message{std::move(message), {}, 0, 0, {}});
    if (!link_.is_up) return report(number, Delivery::returned, "the link is down");
    queue_.push(place, number);
}

Outbound::Target Outbound::target_of(const chat::Place& place) {
    if (place.kind == chat::PlaceKind::room) {
        if (roster_.are_we_in(place.id)) return {Readiness::ready, place.id};
        const std::string_view refusal = joins_.refusal(place.id);
        return {Readiness::refused, refusal.empty() ? "not in this channel" : std::string{refusal}};
    }
    User* user = roster_.resolve(place.id);
    if (user == nullptr) return {Readiness::absent, {}};
    switch (sightings_.look(*user)) {
    case Sight::clear:
        return {Readiness::ready, user->nick};
    case Sight::asking:
        return {Readiness::waiting, {}};
    case Sight::gone:
        break;
    }
    return {Readiness::absent, {}};
}

std::size_t Outbound::text_bytes_max(const chat::Place& place, std::string_view target) const {
    const ServerSupport& support = link_.support;
    const Self& self = link_.self;
    std::size_t prefix = std::max(self.nick.size(), support.nick_bytes()) + 4; // ": ! @ "
    prefix +=
        self.user.empty() ? support.number("USERLEN", user_bytes_otherwise) + 1 : self.user.size();
    prefix += self.host.empty() ? host_bytes_max : self.host.size();
    // They may take a longer nick between two lines; then the later lines must still fit.
    const std::size_t target_bytes = place.kind == chat::PlaceKind::direct
                                         ? std::max(target.size(), support.nick_bytes())
                                         : target.size();
    const std::size_t frame = prefix + std::string_view{"PRIVMSG  :\r\n"}.size() + target_bytes;
    const std::size_t whole = support.line_bytes();
    return whole > frame + text_bytes_min ? whole - frame : text_bytes_min;
}

std::optional<std::string> Outbound::next_line() {
    std::size_t waiting_count = 0;
    while (waiting_count < queue_.place_count()) {
        const MessageNumber number = *queue_.next_turn();
        Message& message = messages_.find(number)->second;
        const Target target = target_of(message.outbound.place);
        switch (target.readiness) {
        case Readiness::waiting:
            ++waiting_count;
            continue;
        case Readiness::absent:
            report(number, Delivery::absent, {});
            continue;
        case Readiness::refused:
            report(number, Delivery::refused, target.name);
            continue;
        case Readiness::ready:
            break;
        }
        if (auto line = line_of(number, message, target.name)) return line;
        report(number, Delivery::refused, "nothing to send");
    }
    return std::nullopt;
}

void Outbound::on_answer(const WhoisAnswer& answer) {
    User* user = roster_.find(answer.nick);
    if (user == nullptr) return; // the next turn finds them absent
    for (const std::string& identity : {user->guest_id, account_identity(link_, user->account)}) {
        const chat::Place place{link_.config.network, chat::PlaceKind::direct, identity};
        const auto number = queue_.first_of(place);
        if (!number) continue;
        const Target target = target_of(place);
        if (target.readiness != Readiness::ready) continue;
        if (auto line = line_of(*number, messages_.find(*number)->second, target.name))
            link_.lines.urgent += *line;
    }
}

std::optional<std::string> Outbound::line_of(MessageNumber number, Message& message,
                                             std::string_view target) {
    if (message.lines.empty())
        message.lines =
            split_text(clean_outgoing(message.outbound.text),
                       text_bytes_max(message.outbound.place, target), further_piece_mark);
    if (message.lines.empty()) return std::nullopt;
    const std::array<std::string_view, 2> params{target, message.lines[message.next]};
    ++message.next;
    const std::string label = proofs_.depart(number, target);
    const std::array<OutgoingTag, 1> tags{{{"label", label}}};
    std::string line =
        build_line("PRIVMSG", params, std::span{tags.data(), label.empty() ? 0U : 1U});
    if (message.next == message.lines.size()) {
        queue_.finish(message.outbound.place, number);
        if (!link_.has("echo-message")) leaving_.push_back(number);
    }
    return line;
}

void Outbound::on_taken() {
    taken_.insert(taken_.end(), leaving_.begin(), leaving_.end());
    leaving_.clear();
}

void Outbound::on_written() {
    for (const MessageNumber number : std::exchange(taken_, {}))
        if (messages_.contains(number)) report(number, Delivery::unconfirmed, {});
}

void Outbound::prove(MessageNumber number, std::string remote_id, Delivery delivery) {
    const auto found = messages_.find(number);
    if (found == messages_.end()) return;
    Message& message = found->second;
    message.remote_id = std::move(remote_id);
    ++message.proved;
    if (message.proved == message.lines.size()) report(number, delivery, {});
}

void Outbound::on_echo(const IrcMessage& message) {
    const auto flight = proofs_.land(message, message.param(0));
    if (flight) prove(flight->message, clean_text(message.tag("msgid")), Delivery::sent);
}

bool Outbound::on_error(const IrcMessage& message) {
    const bool is_fail = message.command == "FAIL";
    const std::string_view target = is_fail ? std::string_view{} : message.param(1);
    const auto flight = proofs_.land(message, target);
    if (!flight) return false;
    const auto found = messages_.find(flight->message);
    if (found == messages_.end()) return true;
    const chat::Place place = found->second.outbound.place;
    const bool is_nobody = message.command == "401" && place.kind == chat::PlaceKind::direct;
    std::string words{message.command};
    words += ' ';
    words += message.last_param();
    report(flight->message, is_nobody ? Delivery::absent : Delivery::refused, words);
    if (!is_nobody) return true;
    if (User* user = roster_.resolve(place.id)) roster_.forget(*user);
    return true;
}

/// ACK or an empty batch: the server took the line and says nothing more about it.
void Outbound::on_ack(const IrcMessage& message) {
    const auto flight = proofs_.land(message, {});
    if (flight) prove(flight->message, {}, Delivery::unconfirmed);
}

void Outbound::on_batch(const IrcMessage& message) {
    const auto flight = proofs_.on_batch(message);
    if (flight) prove(flight->message, {}, Delivery::unconfirmed);
}

void Outbound::tick() {
    while (const auto flight = proofs_.next_overdue())
        prove(flight->message, {}, Delivery::unconfirmed);
}

void Outbound::report(MessageNumber number, Delivery delivery, std::string_view reason) {
    const auto found = messages_.find(number);
    const Message& message = found->second;
    link_.emit(chat::DeliveryReported{message.outbound.outbox_id, delivery, message.remote_id,
                                      clean_text(reason)});
    queue_.finish(message.outbound.place, number);
    proofs_.forget(number);
    messages_.erase(found);
}

void Outbound::on_link_lost(std::string_view reason) {
    while (!messages_.empty()) {
        const auto& [number, message] = *messages_.begin();
        const bool has_left = message.next > 0;
        report(number, has_left ? Delivery::unknown : Delivery::returned, reason);
    }
    leaving_.clear();
    taken_.clear();
}

} // namespace peerdesk::irc
