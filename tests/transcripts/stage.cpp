// SPDX-License-Identifier: MIT
#include "tests/transcripts/stage.hpp"

#include <algorithm>
#include <ranges>

namespace peerdesk::transcripts {

chat::Author Stage::author(const Who& who) {
    chat::Author author;
    author.name = who.name;
    author.kind = who.is_guest ? chat::IdentityKind::guest : chat::IdentityKind::account;
    if (who.is_guest) {
        auto& id = guests_[who];
        if (id.empty()) id = "g:" + who.name + ":" + std::to_string(++guests_made_);
        author.id = id;
    } else {
        author.id = "a:" + who.name;
    }
    people_[{who.network, author.id}] = who;
    return author;
}

void Stage::lose(const Who& who) {
    guests_.erase(who);
}

void Stage::rename(const Who& who, const Who& now) {
    const std::string id = author(who).id;
    people_[{who.network, id}] = now;
    if (!who.is_guest) return;
    guests_.erase(who);
    guests_[now] = id;
}

void Stage::set_away(const Who& who, bool is_away) {
    const std::pair key{who.network, author(who).id};
    if (is_away) {
        away_.insert(key);
    } else {
        away_.erase(key);
    }
}

void Stage::set_link(const std::string& network, bool is_up) {
    if (is_up) {
        down_.erase(network);
    } else {
        down_.insert(network);
    }
}

void Stage::expect_next(const NextTo& next) {
    NextTo whole = next;
    if (whole.place.kind == chat::PlaceKind::direct) whole.place.id = author(next.who).id;
    fates_[whole.place].push_back(whole);
}

std::string Stage::label(const chat::Place& place) const {
    std::string label = place.id;
    if (place.kind == chat::PlaceKind::direct) {
        const auto found = people_.find({place.network, place.id});
        if (found != people_.end()) {
            label = (found->second.is_guest ? "~" : "") + found->second.name;
        } else if (label.starts_with("a:")) {
            label.erase(0, 2);
        }
    }
    return place.network == script_.nets.front().name ? label : label + "@" + place.network;
}

bool Stage::can_reach(const chat::Place& place) const {
    if (place.kind == chat::PlaceKind::room) return true;
    if (away_.contains({place.network, place.id})) return false;
    if (!place.id.starts_with("g:")) return true;
    return std::ranges::any_of(guests_, [&](const auto& guest) {
        return guest.first.network == place.network && guest.second == place.id;
    });
}

std::optional<chat::DeliveryReported> Stage::deliver(const chat::Outbound& message) {
    using chat::Delivery;
    chat::DeliveryReported report;
    report.outbox_id = message.outbox_id;
    const bool is_confirmed = net(message.place.network).capabilities.confirms_delivery;
    report.delivery = is_confirmed ? Delivery::sent : Delivery::unconfirmed;
    auto& fates = fates_[message.place];
    if (!fates.empty()) {
        const NextTo next = fates.front();
        fates.erase(fates.begin());
        report.reason = next.reason;
        switch (next.fate) {
        case Fate::absent:
            report.delivery = Delivery::absent;
            break;
        case Fate::refused:
            report.delivery = Delivery::refused;
            break;
        case Fate::returned:
            report.delivery = Delivery::returned;
            break;
        case Fate::unknown:
            report.delivery = Delivery::unknown;
            break;
        case Fate::unconfirmed:
            report.delivery = Delivery::unconfirmed;
            break;
        case Fate::no_report:
            return std::nullopt;
        }
        return report;
    }
    if (!can_reach(message.place)) {
        report.delivery = Delivery::absent;
        return report;
    }
    if (is_confirmed) report.remote_id = "out-" + std::to_string(message.outbox_id);
    sent_.push_back(message);
    return report;
}

std::string Stage::remote_id_of(const chat::Place& place, const std::string& words) const {
    for (const chat::Outbound& message : sent_ | std::views::reverse) {
        if (message.place == place && message.text.contains(words)) {
            return "out-" + std::to_string(message.outbox_id);
        }
    }
    return {};
}

const Net& Stage::net(const std::string& name) const {
    return *std::ranges::find(script_.nets, name, &Net::name);
}

} // namespace peerdesk::transcripts
