// SPDX-License-Identifier: MIT
// One event of a network, given to what it concerns.
#include "bot/runtime/core_turns.hpp"

#include "adapters/wire/event_json.hpp"
#include "bot/commands/edited.hpp"
#include "bot/commands/pressed.hpp"
#include "bot/commands/reacted.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/deliveries.hpp"
#include "bot/desk/opened_threads.hpp"
#include "bot/desk/places.hpp"
#include "bot/desk/reachability.hpp"
#include "bot/desk/removals.hpp"
#include "bot/desk/unreadable.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace peerdesk::runtime {

using chat::MessageReceived;
using conversation::Context;
using conversation::Desk;
using conversation::Turn;

namespace {

constexpr std::chrono::days delay_max{30};

void on_link(Core::State& state, Context& context, const std::string& network,
             const chat::LinkChanged& link) {
    auto& known = state.services.networks[network];
    known.is_up = link.is_up;
    if (!link.is_up) return;
    known.capabilities = link.capabilities;
    if (link.lost.count() > 0) desk::tell_away(context, network, link);
    if (!state.recovered.insert(network).second) return;
    const auto settled = state.services.tables.outbox.recover_sending(
        network, link.capabilities.is_idempotent, context.now);
    if (settled.requeued == 0 && settled.unknown == 0) return;
    state.services.log.write(chat::LogLevel::warning, "sending_settled",
                             {{"network", network},
                              {"repeated", std::to_string(settled.requeued)},
                              {"unknown", std::to_string(settled.unknown)}});
}

/// Somebody did something to a message: their turn, once for each event. Nothing in rooms of none
/// of ours, for the second time, and, unless told, for whom we never met.
template <class Body>
std::optional<Turn> turn_for(Context& context, const chat::Event& event, const Body& body,
                             bool may_be_new = false) {
    if (body.author.is_bot) return std::nullopt;
    auto& services = context.services;
    const auto known = services.tables.people.find_identity(body.place.network, body.author.id);
    const Where where = where_of(services, body.place, known);
    if (where.desk == nullptr || (!known && !may_be_new)) return std::nullopt;
    const auto inbox_id = services.tables.inbox.remember(body.place.network, event.key,
                                                         wire::encode(event), context.now);
    if (!inbox_id) return std::nullopt;
    Turn turn = begin_turn(context, where, body.place, body.author, known);
    turn.inbox_id = *inbox_id;
    services.tables.inbox.set_person(*inbox_id, turn.person.id);
    return turn;
}

void on_edit(Core::State& state, Context& context, const chat::Event& event,
             const chat::MessageEdited& edited) {
    // What people edit among themselves is none of our business and not even remembered.
    if (!context.tables().messages.find_remote(edited.place.network, edited.remote_id)) return;
    auto turn = turn_for(context, event, edited);
    if (!turn) return;
    context.tables().inbox.redact(turn->inbox_id); // what is taken of it is kept with the message
    if (is_blocked(*turn)) return;
    // The words are taken all the same; only what we would say to it is not said.
    turn->is_answered_quietly = is_over_rate(*turn);
    bool was_cut = false;
    turn->text = cleaned(edited.text, turn->desk.settings.message_length_max, was_cut);
    if (!was_cut) turn->html = edited.html;
    turn->remote_id = edited.remote_id;
    commands::take_edit(*turn, state.lexicon);
}

void on_reaction(Core::State& state, Context& context, const chat::Event& event,
                 const chat::ReactionAdded& reaction) {
    const auto row = context.tables().outbox.find_remote(reaction.place.network, reaction.target);
    if (!row || row->place != conversation::stored(reaction.place)) return;
    const bool is_card = context.tables().cards.ticket_of(row->id).has_value();
    auto turn = turn_for(context, event, reaction, is_card);
    if (!turn || is_blocked(*turn) || is_over_rate(*turn)) return;
    commands::take_reaction(*turn, state.lexicon, reaction);
}

void on_press(Core::State& state, Context& context, const chat::Event& event,
              const chat::ButtonPressed& press) {
    auto turn = turn_for(context, event, press, true);
    if (!turn) return;
    turn->press_id = press.press_id;
    desk::on_heard(context, conversation::stored(press.place));
    if (is_blocked(*turn) || is_over_rate(*turn)) return commands::answer_press(*turn);
    commands::take_press(*turn, state.lexicon, press);
}

void on_unreadable(Context& context, const chat::Event& event,
                   const chat::MessageUnreadable& unreadable) {
    auto& services = context.services;
    const std::string& network = unreadable.place.network;
    if (unreadable.author.id.empty()) { // nobody knows who, or where
        if (services.tables.inbox.remember(network, event.key, "", context.now))
            desk::tell_unread(context, network);
        return;
    }
    const auto known = services.tables.people.find_identity(network, unreadable.author.id);
    const Where where = where_of(services, unreadable.place, known);
    if (where.desk == nullptr || where.room != conversation::RoomKind::direct) return;
    const auto inbox_id = services.tables.inbox.remember(network, event.key, "", context.now);
    if (!inbox_id) return;
    desk::on_heard(context, conversation::stored(unreadable.place));
    Turn turn = begin_turn(context, where, unreadable.place, unreadable.author, known);
    if (is_blocked(turn)) return;
    turn.remote_id = unreadable.remote_id;
    services.tables.inbox.set_person(*inbox_id, turn.person.id);
    desk::take_unreadable(turn, unreadable.raw);
}

/// What somebody did to a message is kept too; there is nobody to write to because of it.
void park_act(conversation::Services& services, Time now, const std::string& network,
              const chat::Event& event, std::string_view error) {
    const bool is_act = std::holds_alternative<chat::MessageEdited>(event.body) ||
                        std::holds_alternative<chat::MessageRemoved>(event.body) ||
                        std::holds_alternative<chat::ReactionAdded>(event.body) ||
                        std::holds_alternative<chat::ButtonPressed>(event.body) ||
                        std::holds_alternative<chat::MessageUnreadable>(event.body);
    if (is_act) services.tables.inbox.park(network, event.key, wire::encode(event), error, now);
}

} // namespace

void handle_event(Core::State& state, Time now, const std::string& network,
                  const chat::Event& event) {
    // A clock elsewhere may say anything; what waited longer than that is told as so long.
    const Time happened = std::clamp(event.time, now - delay_max, now);
    Context context{state.services, now, event.seed, happened};
    if (const auto* message = std::get_if<MessageReceived>(&event.body)) {
        on_message(state, context, event, *message);
    } else if (const auto* report = std::get_if<chat::DeliveryReported>(&event.body)) {
        desk::on_delivery(context, network, *report);
    } else if (const auto* seen = std::get_if<chat::IdentitySeen>(&event.body)) {
        desk::on_seen(context, network, *seen);
    } else if (const auto* link = std::get_if<chat::LinkChanged>(&event.body)) {
        on_link(state, context, network, *link);
    } else if (const auto* edited = std::get_if<chat::MessageEdited>(&event.body)) {
        on_edit(state, context, event, *edited);
    } else if (const auto* removed = std::get_if<chat::MessageRemoved>(&event.body)) {
        desk::take_removal(context, *removed);
    } else if (const auto* reaction = std::get_if<chat::ReactionAdded>(&event.body)) {
        on_reaction(state, context, event, *reaction);
    } else if (const auto* unreadable = std::get_if<chat::MessageUnreadable>(&event.body)) {
        on_unreadable(context, event, *unreadable);
    } else if (const auto* change = std::get_if<chat::PlaceChanged>(&event.body)) {
        desk::on_place(context, *change);
    } else if (const auto* press = std::get_if<chat::ButtonPressed>(&event.body)) {
        on_press(state, context, event, *press);
    } else if (const auto* threads = std::get_if<chat::ThreadsSwitched>(&event.body)) {
        desk::on_threads_switched(context, *threads);
    } else if (const auto* lost = std::get_if<chat::ThreadLost>(&event.body)) {
        desk::on_thread_lost(context, *lost);
    }
    // An IdentityLost needs nothing: the adapter reports what it cannot deliver as absent.
}

void park_event(Core::State& state, Time now, const std::string& network, const chat::Event& event,
                std::string_view error) {
    auto& services = state.services;
    services.log.write(chat::LogLevel::error, "event_parked",
                       {{"network", network}, {"key", event.key}, {"error", std::string(error)}});
    const auto* message = std::get_if<MessageReceived>(&event.body);
    if (message == nullptr) {
        park_act(services, now, network, event, error);
        return;
    }
    services.tables.inbox.park(network, event.key, wire::encode(event), error, now);
    Context context{services, now};
    const Where where = where_of(services, message->place,
                                 services.tables.people.find_identity(network, message->author.id));
    for (const Desk& desk : services.desks.all()) {
        if (!where.is_unclear && &desk != where.desk) continue;
        conversation::Lines lines(services, desk.settings.language);
        lines.add("peerdesk-parked", {text::Name{message->author.name}, network});
        for (const chat::Place& room : desk.settings.coordinator_rooms) {
            conversation::post(context, conversation::stored(room), lines.text());
        }
        if (!desk.settings.coordinator_rooms.empty()) continue;
        for (const auto& each :
             services.tables.roles.holders(desk.id, storage::Role::coordinator)) {
            conversation::tell_person(context, each.id, lines, {});
        }
    }
}

} // namespace peerdesk::runtime
