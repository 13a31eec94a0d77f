// SPDX-License-Identifier: MIT
// A network with threads: it knows a message sent again, keeps the order of a place, and its rooms
// close, open and are renewed.
#include "tests/simulation/network.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::simulation {

using chat::Delivery;

namespace {

constexpr int lost_percent = 4;
constexpr int lost_told_percent = 5;

} // namespace

void Network::push_act(const chat::Place& place, chat::EventBody body, Time now, std::string key) {
    if (is_closed(place)) return;
    push(std::move(body), now, std::move(key));
}

void Network::write(const Human& human, const chat::Place& place, std::string text,
                    const Form& form, Time now) {
    if (is_away(human)) come_back(human, now);
    chat::MessageReceived message;
    message.author = author(human);
    message.place = place;
    message.remote_id = timeline_.write(place, human.id, text, form.thread);
    message.text = std::move(text);
    message.thread = form.thread;
    message.reply_to = form.reply_to;
    message.attachments = form.attachments;
    message.mentions_us = form.mentions_us;
    const std::string key = "m:" + message.remote_id;
    push_act(place, std::move(message), now, key);
}

void Network::edit(const Human& human, const std::string& remote_id, std::string text, Time now) {
    Posted* posted = timeline_.find(remote_id);
    posted->text = text;
    chat::MessageEdited edited;
    edited.place = posted->place;
    edited.author = author(human);
    edited.remote_id = remote_id;
    edited.text = std::move(text);
    push_act(posted->place, std::move(edited), now);
}

void Network::remove(const Human& human, const std::string& remote_id, Time now) {
    Posted* posted = timeline_.find(remote_id);
    posted->is_removed = true;
    posted->text.clear();
    push_act(posted->place, chat::MessageRemoved{posted->place, author(human), remote_id}, now);
}

void Network::react(const Human& human, const std::string& remote_id, std::string sign, Time now) {
    const chat::Place place = timeline_.find(remote_id)->place;
    push_act(place, chat::ReactionAdded{place, author(human), remote_id, std::move(sign)}, now);
}

void Network::write_unreadable(const Human& human, Time now) {
    const std::string id = "$secret-" + std::to_string(events_made_ + 1);
    push(chat::MessageUnreadable{direct(human), author(human), id, "{}"}, now, "m:" + id);
}

void Network::close_room(const chat::Place& room, Time now) {
    faults_.add(Fault::room_closed);
    closed_.insert(room);
    push(chat::PlaceChanged{room, chat::PlaceState::closed, "kicked"}, now);
}

void Network::open_room(const chat::Place& room, Time now) {
    closed_.erase(room);
    push(chat::PlaceChanged{room, chat::PlaceState::open, {}}, now);
}

/// What was on its way comes to its end before; nothing is sent until the desk knows.
void Network::renew_room(const chat::Place& room, Time now) {
    faults_.add(Fault::room_renewed);
    renewing_.insert(room);
    hurry(now, true);
    timeline_.renew(room);
    push(chat::PlaceChanged{room, chat::PlaceState::renewed, {}}, now);
}

bool Network::must_wait(const chat::Place& place) const {
    if (renewing_.contains(place)) return true;
    return std::ranges::any_of(blocking_, [&](const auto& each) { return each.second == place; });
}

void Network::check_limit(const chat::Outbound& message) {
    // Of those who were forgotten the desk does not know any more what is on its way to them.
    if (message.place.kind == chat::PlaceKind::direct) return;
    in_flight_[message.outbox_id] = message.place;
    const auto here =
        std::ranges::count(in_flight_, message.place, [](const auto& each) { return each.second; });
    if (std::cmp_greater(here, plan_.in_place_max)) {
        timeline_.complain(message.place.id + " gets too many messages at once");
    }
}

void Network::deliver_threaded(const chat::Outbound& message, Time now) {
    check_limit(message);
    chat::DeliveryReported told{message.outbox_id, Delivery::returned, {}, {}};
    if (!must_wait(message.place)) told.delivery = draw_end(message);
    if (refused_.contains(message.outbox_id) && told.delivery != Delivery::returned) {
        told.delivery = Delivery::refused; // what it refused once it refuses again
    }
    const bool is_again = timeline_.has_taken(message);
    if (is_again && told.delivery == Delivery::refused) told.delivery = Delivery::sent;
    const bool is_taken =
        told.delivery == Delivery::sent || (told.delivery == Delivery::unknown && dice_.chance(50));
    if (is_taken) {
        if (is_again) faults_.add(Fault::sent_again);
        const std::string id = timeline_.take(message);
        if (told.delivery == Delivery::sent) told.remote_id = id;
        if (!is_again) show(message);
    } else if (told.delivery != Delivery::refused) {
        blocking_[message.outbox_id] = message.place;
    } else {
        told.reason = "M_FORBIDDEN";
        refused_.insert(message.outbox_id);
    }
    const bool is_lost = told.delivery == Delivery::sent && !is_calm_ && dice_.chance(lost_percent);
    if (is_lost) {
        faults_.add(Fault::answer_lost);
        lost_.push_back(std::move(told));
        return;
    }
    report(std::move(told), now);
}

/// The adapter says what it knows of those whose answer it waited for in vain.
void Network::report_lost(Time now, Delivery delivery) {
    std::vector<chat::DeliveryReported> still;
    for (chat::DeliveryReported& each : lost_) {
        if (is_up_ && !is_calm_ && renewing_.empty() && !dice_.chance(lost_told_percent)) {
            still.push_back(std::move(each));
            continue;
        }
        each.delivery = delivery;
        if (delivery != Delivery::sent) each.remote_id.clear();
        push(std::move(each), now);
    }
    lost_ = std::move(still);
}

} // namespace peerdesk::simulation
