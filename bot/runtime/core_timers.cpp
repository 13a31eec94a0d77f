// SPDX-License-Identifier: MIT
// Timer rows that are due, given to the feature each kind belongs to.
#include "bot/runtime/core_state.hpp"

#include "bot/desk/asking.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/closing.hpp"
#include "bot/desk/maintenance.hpp"
#include "bot/desk/snoozing.hpp"
#include "bot/engagement/weekly.hpp"
#include "bot/mentoring/check_ins.hpp"
#include "bot/mentoring/proposing.hpp"
#include "storage/weekly_posts.hpp"

#include <array>
#include <stdexcept>
#include <string_view>

namespace peerdesk::runtime {

namespace {

using conversation::Context;
using conversation::Desk;

struct TicketTimer {
    std::string_view kind;
    void (*fire)(Context&, const Desk&, const storage::Ticket&, std::string_view kind);
};

struct PairTimer {
    std::string_view kind;
    void (*fire)(Context&, std::string_view kind, std::string_view payload);
};

constexpr std::array pair_timers{
    PairTimer{"introduction_ask", mentoring::on_introduction_timer},
    PairTimer{"introduction_remind", mentoring::on_introduction_timer},
    PairTimer{"introduction_lapse", mentoring::on_introduction_timer},
    PairTimer{"check_in", mentoring::on_check_in_timer},
    PairTimer{"introduction_end", mentoring::on_check_in_timer},
};

constexpr std::array ticket_timers{
    TicketTimer{"ask", desk::on_ask_timer},
    TicketTimer{"widen", desk::on_ask_timer},
    TicketTimer{"ask_all", desk::on_ask_timer},
    TicketTimer{"escalate", desk::on_ask_timer},
    TicketTimer{"nudge", desk::on_claim_timer},
    TicketTimer{"return", desk::on_claim_timer},
    TicketTimer{"close_warning", desk::on_closing_timer},
    TicketTimer{"auto_close", desk::on_closing_timer},
    TicketTimer{"wake", desk::on_wake_timer},
};

} // namespace

void fire_timer(Core::State& state, Time now, const storage::Timer& timer) {
    Context context{state.services, now};
    // One of those due before it may have ended it, or put it off.
    if (!state.services.tables.timers.take(timer)) return;
    if (timer.kind == desk::retention_timer) {
        desk::run_retention(context, state.settings.transport_retention);
        mentoring::serve_all(context);
        return;
    }
    for (const PairTimer& each : pair_timers) {
        if (each.kind != timer.kind) continue;
        each.fire(context, timer.kind, timer.payload);
        return;
    }
    if (timer.kind == album_timer) {
        on_album_timer(state, context, timer.payload);
        return;
    }
    if (timer.kind == storage::WeeklyPosts::timer_kind) {
        engagement::on_weekly_timer(context, timer.desk);
        return;
    }
    for (const TicketTimer& each : ticket_timers) {
        if (each.kind != timer.kind) continue;
        const auto ticket = state.services.tables.tickets.find(timer.ticket);
        const Desk* desk = ticket ? state.services.desks.with_id(ticket->desk) : nullptr;
        if (desk != nullptr) each.fire(context, *desk, *ticket, timer.kind);
        return;
    }
    throw std::runtime_error("no feature knows this kind of timer");
}

void fire_timers(Core::State& state, Time now) {
    for (const storage::Timer& timer : state.services.tables.timers.due(now, timers_max)) {
        fire_timer(state, now, timer);
    }
}

} // namespace peerdesk::runtime
