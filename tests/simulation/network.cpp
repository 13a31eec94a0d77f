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

bool is_kept_by_network(const chat::EventBody& body) {
    return std::holds_alternative<chat::MessageReceived>(body) ||
           std::holds_alternative<chat::MessageEdited>(body) ||
           std::holds_alternative<chat::MessageRemoved>(body) ||
           std::holds_alternative<chat::ReactionAdded>(body) ||
           std::holds_alternative<chat::MessageUnreadable>(body) ||
           std::holds_alternative<chat::PlaceChanged>(body);
}

std::string referred_to(const chat::EventBody& body) {
    if (const auto* message = std::get_if<chat::MessageReceived>(&body)) return message->reply_to;
    if (const auto* reaction = std::get_if<chat::ReactionAdded>(&body)) return reaction->target;
    return {};
}

} // namespace

Network::Network(const NetPlan& plan, const World& world, Dice& dice, FaultCounts& faults,
                 OnShown on_shown)
    : plan_(plan), dice_(dice), faults_(faults), on_shown_(std::move(on_shown)),
      timeline_(!std::ranges::all_of(world.nets, &NetPlan::has_accounts)) {
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

chat::Place Network::direct(const Human& human) {
    return {plan_.name, chat::PlaceKind::direct, author(human).id};
}

void Network::push(chat::EventBody body, Time now, std::string key) {
    ++events_made_;
    if (key.empty()) key = "e" + std::to_string(events_made_);
    const chat::Seed seed{dice_.next(), dice_.next()};
    if (const auto* told = std::get_if<chat::DeliveryReported>(&body)) {
        if (Posted* posted = timeline_.find(told->remote_id)) posted->is_known = true;
    }
    events_.push_back({std::move(key), now, seed, std::move(body)});
}

void Network::say(const Human& human, const chat::Place& place, std::string text, bool mentions_us,
                  Time now) {
    if (plan_.has_threads) {
        const bool is_direct = place.kind == chat::PlaceKind::direct;
        write(human, is_direct ? direct(human) : place, std::move(text), {{}, {}, {}, mentions_us},
              now);
        return;
    }
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
    push(chat::LinkChanged{true, {}, plan_.capabilities()}, now);
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
    for (const chat::DeliveryReported& each : held_back_)
        timeline_.forget_told(each.outbox_id);
    held_back_.clear();
    lost_.clear();
    blocking_.clear();
    in_flight_.clear();
    guest_ids_.clear();
    // What a person said is still there where the network keeps it; what was about our own
    // connection is gone with it.
    std::erase_if(events_, [&](const chat::Event& event) {
        if (const auto* told = std::get_if<chat::DeliveryReported>(&event.body)) {
            timeline_.forget_told(told->outbox_id);
        }
        return !plan_.has_accounts || !is_kept_by_network(event.body);
    });
    for (const chat::Event& event : events_) {
        const Posted* posted = timeline_.find(referred_to(event.body));
        if (posted != nullptr && !posted->is_known) unsure_.insert(event.key);
    }
}

std::vector<chat::Event> Network::peek(std::size_t count) const {
    const auto end = events_.begin() + static_cast<std::ptrdiff_t>(std::min(count, events_.size()));
    return {events_.begin(), end};
}

void Network::consumed(std::size_t count) {
    for (const chat::Event& event : peek(count)) {
        if (const auto* told = std::get_if<chat::DeliveryReported>(&event.body)) {
            blocking_.erase(told->outbox_id);
            in_flight_.erase(told->outbox_id);
        } else if (const auto* change = std::get_if<chat::PlaceChanged>(&event.body)) {
            if (change->state == chat::PlaceState::renewed) renewing_.erase(change->place);
        }
    }
    events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(count));
}

bool Network::can_reach(const chat::Place& place) const {
    if (place.kind == chat::PlaceKind::room) return !is_closed(place);
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

void Network::show(const chat::Outbound& message) {
    shown_.insert(message.outbox_id);
    on_shown_(message, message.place.kind == chat::PlaceKind::direct ? human_of(message.place.id)
                                                                     : std::nullopt);
}

void Network::deliver(const chat::Outbound& message, Time now) {
    if (plan_.has_threads) {
        deliver_threaded(message, now);
        return;
    }
    const Delivery end = draw_end(message);
    // Of a message whose end is unknown nobody can say whether it was seen.
    const bool is_shown = end == Delivery::sent || end == Delivery::unconfirmed ||
                          (end == Delivery::unknown && dice_.chance(50));
    if (is_shown) show(message);
    chat::DeliveryReported told{message.outbox_id, end, {}, {}};
    if (end == Delivery::refused) told.reason = "no such target";
    if (end == Delivery::sent) told.remote_id = "out-" + std::to_string(message.outbox_id);
    report(std::move(told), now);
}

void Network::report(chat::DeliveryReported report, Time now) {
    // That somebody is absent is told before they are seen again, never after.
    const bool may_wait = !is_calm_ && report.delivery != Delivery::absent;
    if (may_wait && dice_.chance(delayed_percent)) {
        faults_.add(Fault::delayed);
        held_back_.push_back(std::move(report));
        return;
    }
    push(std::move(report), now);
}

void Network::calm_down(Time now) {
    is_calm_ = true;
    for (const chat::Place& room : std::set(closed_))
        open_room(room, now);
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
    report_lost(now, is_calm_ ? Delivery::sent : Delivery::unknown);
}

} // namespace peerdesk::simulation
