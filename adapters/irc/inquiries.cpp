// SPDX-License-Identifier: MIT
#include "adapters/irc/inquiries.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace peerdesk::irc {
namespace {

constexpr std::chrono::seconds answer_within{20};
/// Strangers in any number may not make us ask in any number.
constexpr std::size_t open_max = 100;

} // namespace

bool Inquiries::ask(std::string_view nick) {
    if (is_asking(nick)) return true;
    if (open_.size() >= open_max) return false;
    Inquiry inquiry;
    inquiry.answer.nick = nick;
    inquiry.deadline = link_.now.steady + answer_within;
    open_.emplace(link_.fold(nick), std::move(inquiry));
    // Twice the nick: only the person's own server knows when they signed on.
    link_.send_in_turn({"WHOIS", nick, nick});
    return true;
}

bool Inquiries::is_asking(std::string_view nick) const {
    return open_.contains(link_.fold(nick));
}

WhoisAnswer* Inquiries::answer_for(std::string_view nick) {
    const auto found = open_.find(link_.fold(nick));
    return found == open_.end() ? nullptr : &found->second.answer;
}

void Inquiries::on_user(const IrcMessage& message) {
    WhoisAnswer* answer = answer_for(message.param(1));
    if (answer == nullptr) return;
    answer->is_there = true;
    answer->user = message.param(2);
    answer->host = message.param(3);
}

void Inquiries::on_idle(const IrcMessage& message) {
    WhoisAnswer* answer = answer_for(message.param(1));
    if (answer == nullptr || message.params.size() < 5) return; // idle alone says nothing
    const std::string_view text = message.param(3);
    std::from_chars(text.data(), text.data() + text.size(), answer->signed_on);
}

void Inquiries::on_account(const IrcMessage& message) {
    WhoisAnswer* answer = answer_for(message.param(1));
    if (answer != nullptr) answer->account = message.param(2);
}

std::optional<WhoisAnswer> Inquiries::on_end(const IrcMessage& message) {
    const auto found = open_.find(link_.fold(message.param(1)));
    if (found == open_.end()) return std::nullopt;
    WhoisAnswer answer = std::move(found->second.answer);
    open_.erase(found);
    answer.was_answered = true;
    return answer;
}

std::optional<WhoisAnswer> Inquiries::next_overdue() {
    const auto overdue = std::ranges::find_if(
        open_, [this](const auto& entry) { return entry.second.deadline <= link_.now.steady; });
    if (overdue == open_.end()) return std::nullopt;
    WhoisAnswer answer = std::move(overdue->second.answer);
    open_.erase(overdue);
    return answer;
}

std::optional<net::SteadyTime> Inquiries::next_wake() const {
    std::optional<net::SteadyTime> wake;
    for (const auto& [nick, inquiry] : open_)
        if (!wake || inquiry.deadline < *wake) wake = inquiry.deadline;
    return wake;
}

} // namespace peerdesk::irc
