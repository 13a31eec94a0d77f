// SPDX-License-Identifier: MIT
#include "tests/simulation/network.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace peerdesk::simulation {

using chat::Delivery;

namespace {

constexpr int refused_percent = 2;
constexpr int returned_percent = 3;
constexpr int unknown_percent = 3;
constexpr int delayed_percent = 30;

} // namespace

Network::Network(const NetPlan& plan, const World& world, Dice& dice, FaultCounts& faults,
                 OnShown on_shown)
    : plan_(plan), dice_(dice), faults_(faults), on_shown_(std::move(on_shown)) {
    for (const Human& human : world.humans) {
        names_[human.id] = human.name;
        if (plan.has_accounts) humans_["a:" + human.name] = human.id;
    }
}

chat::Author Network::author(const Human& human) {
    chat::Author author;
    author.name = names_[human.id];
    author.id = "a:" + human.name;
    if (!plan_.has_accounts) {
        author.kind = chat::IdentityKind::guest;
        auto& id = guest_ids_[human.id];
        if (id.empty()) id = "g:" + author.name + ":" + std::to_string(++guests_made_);
        author.id = id;
    }
    humans_[author.id] = human.id;
    return author;
}

std::optional<std::size_t> Network::human_of(const std::string& author_id) const {
    const auto found = humans_.find(author_id);
    if (found == humans_.end()) return std::nullopt;
    return found->second;
}

void Network::push(chat::EventBody body, Time now) {
    ++events_made_;
    const chat::Seed seed{dice_.next(), dice_.next()};
    events_.push_back({"e" + std::to_string(events_made_), now, seed, std::move(body)});
}

void Network::say(const Human& human, const chat::Place& place, std::string text, bool mentions_us,
                  Time now) {
    chat::MessageReceived message;
    message.author = author(human);
    message.place = place;
    if (place.kind == chat::PlaceKind::direct) message.place.id = message.author.id;
    message.text = std::move(text);
    message.mentions_us = mentions_us;
    message.remote_id = "in-" + std::to_string(events_made_ + 1);
    if (is_away(human)) come_back(human, now);
    push(std::move(message), now);
}

void Network::leave(const Human& human, Time now) {
    const auto found = guest_ids_.find(human.id);
    if (found == guest_ids_.end()) return;
    faults_.add(Fault::identity_lost);
    push(chat::IdentityLost{found->second}, now);
    guest_ids_.erase(found);
}

void Network::come_back(const Human& human, Time now) {
    away_.erase(human.id);
    const chat::Author seen = author(human);
    push(chat::IdentitySeen{seen.id, seen.name}, now);
}

void Network::go_up(Time now) {
    is_up_ = true;
    push(chat::LinkChanged{true, {}, {plan_.has_accounts, plan_.confirms, plan_.in_flight_max}},
         now);
    // Whoever is there is seen again after the joins.
    if (!plan_.has_accounts) return;
    for (const auto& [id, human] : humans_) {
        if (!away_.contains(human)) push(chat::IdentitySeen{id, names_[human]}, now);
    }
}

void Network::go_down(Time now) {
    faults_.add(Fault::link_down);
    is_up_ = false;
    hurry(now, true);
    for (auto& [human, id] : guest_ids_)
        push(chat::IdentityLost{id}, now);
    guest_ids_.clear();
    push(chat::LinkChanged{false, "link lost", {}}, now);
}

void Network::forget_process() {
    is_up_ = false;
    held_back_.clear();
    guest_ids_.clear();
    // What a person said is still there where the network keeps it; what was about our own
    // connection is gone with it.
    std::erase_if(events_, [&](const chat::Event& event) {
        return !plan_.has_accounts || !std::holds_alternative<chat::MessageReceived>(event.body);
    });
}

std::vector<chat::Event> Network::peek(std::size_t count) const {
    const auto end = events_.begin() + static_cast<std::ptrdiff_t>(std::min(count, events_.size()));
    return {events_.begin(), end};
}

void Network::consumed(std::size_t count) {
    events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(count));
}

bool Network::can_reach(const chat::Place& place) const {
    if (place.kind == chat::PlaceKind::room) return true;
    const auto human = human_of(place.id);
    if (!human || away_.contains(*human)) return false;
    if (plan_.has_accounts) return true;
    const auto in_sight = guest_ids_.find(*human);
    return in_sight != guest_ids_.end() && in_sight->second == place.id;
}

Delivery Network::draw_end(const chat::Outbound& message) {
    if (!is_up_) return Delivery::returned;
    if (!can_reach(message.place)) {
        faults_.add(Fault::absent);
        return Delivery::absent;
    }
    const int thrown = is_calm_ ? 100 : dice_.below(100);
    if (thrown < refused_percent) {
        faults_.add(Fault::refused);
        return Delivery::refused;
    }
    if (thrown < refused_percent + returned_percent) {
        faults_.add(Fault::returned);
        return Delivery::returned;
    }
    if (thrown < refused_percent + returned_percent + unknown_percent) {
        faults_.add(Fault::unknown);
        return Delivery::unknown;
    }
    return plan_.confirms ? Delivery::sent : Delivery::unconfirmed;
}

void Network::deliver(const chat::Outbound& message, Time now) {
    const Delivery end = draw_end(message);
    // Of a message whose end is unknown nobody can say whether it was seen.
    const bool is_shown = end == Delivery::sent || end == Delivery::unconfirmed ||
                          (end == Delivery::unknown && dice_.chance(50));
    if (is_shown) {
        shown_.insert(message.outbox_id);
        on_shown_(message, message.place.kind == chat::PlaceKind::direct
                               ? human_of(message.place.id)
                               : std::nullopt);
    }
    report(message.outbox_id, end, end == Delivery::refused ? "no such target" : "", now);
}

void Network::report(std::int64_t outbox_id, Delivery delivery, std::string reason, Time now) {
    chat::DeliveryReported report{outbox_id, delivery, {}, std::move(reason)};
    if (delivery == Delivery::sent) report.remote_id = "out-" + std::to_string(outbox_id);
    // That somebody is absent is told before they are seen again, never after.
    const bool may_wait = !is_calm_ && delivery != Delivery::absent;
    if (may_wait && dice_.chance(delayed_percent)) {
        faults_.add(Fault::delayed);
        held_back_.push_back(std::move(report));
        return;
    }
    push(std::move(report), now);
}

void Network::hurry(Time now, bool all) {
    std::vector<chat::DeliveryReported> later;
    for (chat::DeliveryReported& report : held_back_) {
        if (all || dice_.chance(40)) {
            push(std::move(report), now);
        } else {
            later.push_back(std::move(report));
        }
    }
    held_back_ = std::move(later);
}

} // namespace peerdesk::simulation
