// SPDX-License-Identifier: MIT
// The desk of the house on a network with threads: what it sends is delivered and gets ids.
#pragma once

#include "bot/desk/deliveries.hpp"
#include "bot/desk/handing_out.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::desk {

using support::House;

inline chat::Capabilities with_threads(std::size_t in_place_max = 4) {
    return {.has_accounts = true,
            .confirms_delivery = true,
            .in_flight_max = 1000,
            .in_place_max = in_place_max,
            .is_idempotent = true,
            .can_thread = true,
            .can_reply = true,
            .can_change = true,
            .can_remove = true,
            .can_react = true,
            .takes_files = true};
}

/// How a message hangs on others.
struct Form {
    std::string thread{};
    std::string reply_to{};
    std::string remote_id{};
    bool is_for_us = false;
};

struct ThreadedDesk : testing::Test {
    House house;
    storage::Outbox& outbox = house.state.services.tables.outbox;
    std::vector<chat::Outbound> sent; ///< everything that was delivered

    ThreadedDesk() { house.state.services.networks["irc"].capabilities = with_threads(); }

    std::vector<chat::Outbound> hand_out() {
        auto context = house.context();
        return desk::hand_out(context);
    }
    void report(std::int64_t id, chat::Delivery delivery, std::string remote = {}) {
        auto context = house.context();
        on_delivery(context, "irc", {id, delivery, std::move(remote), {}});
    }
    /// All that is owed arrives; gives what did.
    std::vector<chat::Outbound> deliver() {
        std::vector<chat::Outbound> all;
        for (auto next = hand_out(); !next.empty(); next = hand_out()) {
            for (const chat::Outbound& each : next) {
                report(each.outbox_id, chat::Delivery::sent, id_of(each));
                all.push_back(each);
                sent.push_back(each);
            }
        }
        return all;
    }
    static std::string id_of(const chat::Outbound& message) {
        return "$" + std::to_string(message.outbox_id);
    }
    /// The newest message of ours in a place that holds these words.
    const chat::Outbound& message(std::string_view place, std::string_view words) const {
        const auto found = std::find_if(sent.rbegin(), sent.rend(), [&](const auto& each) {
            return each.place.id == place && each.act == chat::Act::say &&
                   each.text.contains(words);
        });
        if (found == sent.rend()) throw std::runtime_error("not sent: " + std::string(words));
        return *found;
    }

    /// Somebody writes; what is owed because of it arrives.
    std::vector<chat::Outbound> say(std::string_view who, std::string_view where,
                                    std::string_view text, const Form& form = {}) {
        auto message = House::message(who, where, text);
        message.thread = form.thread;
        message.reply_to = form.reply_to;
        message.remote_id = form.remote_id;
        message.mentions_us = form.is_for_us;
        house.hear(message);
        return deliver();
    }
    std::vector<chat::Outbound> happens(chat::EventBody body) {
        ++acts_;
        const chat::Event event{"act" + std::to_string(acts_), house.now, {acts_, acts_}, body};
        storage::Database::Transaction transaction(house.database);
        runtime::handle_event(house.state, house.now, "irc", event);
        transaction.commit();
        return deliver();
    }
    std::vector<chat::Outbound> react(std::string_view who, std::string_view where,
                                      const std::string& target, std::string sign) {
        const auto place = where.empty() ? support::direct(support::author(who).id)
                                         : support::room(std::string(where));
        return happens(chat::ReactionAdded{place, support::author(who), target, std::move(sign)});
    }
    /// ana asks and everything about it was posted; gives the id of the card.
    std::string ask() {
        say("ana", "", "How do I add a photo?", {.remote_id = "$asked"});
        return id_of(message("#staff", "Question 1 from ana"));
    }

  private:
    std::uint64_t acts_ = 0;
};

} // namespace peerdesk::desk
