// SPDX-License-Identifier: MIT
#include "adapters/irc/cap_negotiation.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace peerdesk::irc {
namespace {

/// Everything we make use of. "sasl" is asked for only where an account is configured.
constexpr std::array<std::string_view, 11> wanted = {
    "account-notify", "account-tag",      "batch",        "chghost",
    "echo-message",   "extended-join",    "message-tags", "labeled-response",
    "server-time",    "standard-replies", "sasl"};

/// Far more than any server offers; a stranger's list may not fill our memory.
constexpr std::size_t offers_max = 200;

void for_each_word(std::string_view list, const std::function<void(std::string_view)>& use) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end > 0) use(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

} // namespace

void CapNegotiation::on_cap(const IrcMessage& message) {
    const std::string_view verb = message.param(1);
    const bool is_last = !(message.params.size() > 3 && message.param(2) == "*");
    const std::string_view list = message.params.size() > 2 ? message.last_param() : "";
    if (verb == "LS") {
        read_offers(list);
        if (!is_last) return;
        has_list_ = true;
        request_wanted();
    } else if (verb == "ACK") {
        on_granted(list, is_last);
    } else if (verb == "NAK") {
        on_refused();
    } else if (verb == "NEW") {
        read_offers(list);
        request_wanted();
    } else if (verb == "DEL") {
        on_removed(list);
    }
    settle_if_answered();
}

void CapNegotiation::read_offers(std::string_view list) {
    for_each_word(list, [this](std::string_view word) {
        const std::size_t equals = word.find('=');
        const std::string name{word.substr(0, equals)};
        std::string value;
        if (equals != std::string_view::npos) value = word.substr(equals + 1);
        if (offered_.size() >= offers_max && !offered_.contains(name)) return;
        if (const auto on = link_.enabled.find(name); on != link_.enabled.end()) on->second = value;
        offered_.insert_or_assign(name, std::move(value));
    });
}

void CapNegotiation::request_wanted() {
    Names names;
    for (const std::string_view name : wanted) {
        if (name == "sasl" && link_.config.account.empty()) continue;
        if (!offered_.contains(name) || link_.has(name)) continue;
        const auto is_asked = [name](const Names& request) {
            return std::ranges::find(request, name) != request.end();
        };
        if (std::ranges::none_of(requests_, is_asked)) names.emplace_back(name);
    }
    if (!names.empty()) request(std::move(names));
}

void CapNegotiation::request(Names names) {
    std::string list;
    for (const std::string& name : names)
        list += list.empty() ? name : ' ' + name;
    link_.send_now({"CAP", "REQ", list});
    requests_.push_back(std::move(names));
}

void CapNegotiation::on_granted(std::string_view list, bool is_last) {
    for_each_word(list, [this](std::string_view word) { granted_.emplace_back(word); });
    if (!is_last) return;
    for (const std::string& name : granted_) {
        if (name.starts_with('-')) {
            link_.enabled.erase(name.substr(1));
        } else if (const auto offer = offered_.find(name); offer != offered_.end()) {
            link_.enabled.insert_or_assign(name, offer->second);
        }
    }
    granted_.clear();
    if (!requests_.empty()) requests_.pop_front();
}

/// A refusal is of the whole request and changes nothing, so each name is tried alone.
void CapNegotiation::on_refused() {
    if (requests_.empty()) return;
    const Names names = std::move(requests_.front());
    requests_.pop_front();
    if (names.size() < 2) return;
    for (const std::string& name : names)
        request({name});
}

void CapNegotiation::on_removed(std::string_view list) {
    for_each_word(list, [this](std::string_view word) {
        const std::string name{word.substr(0, word.find('='))};
        offered_.erase(name);
        link_.enabled.erase(name);
    });
}

void CapNegotiation::settle_if_answered() {
    if (has_list_ && requests_.empty()) is_settled_ = true;
}

} // namespace peerdesk::irc
