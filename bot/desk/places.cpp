// SPDX-License-Identifier: MIT
#include "bot/desk/places.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/reachability.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <charconv>
#include <cstdint>
#include <functional>
#include <string>

namespace peerdesk::desk {

using conversation::Lines;

namespace {

constexpr std::chrono::hours tell_unread_again_after{24};

/// Whether that much time passed since this was true last; from now on it counts anew.
bool is_due(Context& context, const std::string& fact, std::chrono::milliseconds after) {
    auto& facts = context.tables().facts;
    const std::string last = facts.get(fact).value_or("");
    std::int64_t ms = 0;
    std::from_chars(last.data(), last.data() + last.size(), ms);
    const auto since = context.now.time_since_epoch() - std::chrono::milliseconds{ms};
    if (since >= std::chrono::milliseconds{0} && since < after) return false;
    facts.set(fact, std::to_string(context.now.time_since_epoch().count()));
    return true;
}

/// The coordinators of a desk: in their rooms, but not in `except`, else each where they are.
void tell_coordinators(Context& context, const Desk& desk, const chat::Place* except,
                       const std::function<Lines(const std::string& locale)>& lines_in) {
    bool is_told = false;
    for (const chat::Place& room : desk.settings.coordinator_rooms) {
        if (except != nullptr && room == *except) continue;
        conversation::post(context, conversation::stored(room),
                           lines_in(desk.settings.language).text());
        is_told = true;
    }
    if (is_told) return;
    for (const auto& each : context.tables().roles.holders(desk.id, storage::Role::coordinator)) {
        conversation::tell_person(context, each.id, lines_in(conversation::language_of(each, desk)),
                                  {});
    }
}

void tell_lost(Context& context, const chat::PlaceChanged& change) {
    const auto found = context.services.desks.at(change.place);
    if (found.desk == nullptr) return;
    tell_coordinators(context, *found.desk, &change.place, [&](const std::string& locale) {
        Lines lines(context.services, locale);
        const std::string_view reason =
            change.reason.empty() ? conversation::no_word : std::string_view(change.reason);
        lines.add("peerdesk-place-closed",
                  {change.place.id, change.place.network,
                   conversation::network_words(context.services, locale, reason)});
        return lines;
    });
}

void on_direct(Context& context, const chat::PlaceChanged& change) {
    const auto place = conversation::stored(change.place);
    switch (change.state) {
    case chat::PlaceState::open:
        on_reachable(context, place);
        return;
    case chat::PlaceState::closed:
        on_unreachable(context, place, change.reason);
        return;
    case chat::PlaceState::renewed:
        renew_cards(context, place);
        return;
    }
}

} // namespace

void on_place(Context& context, const chat::PlaceChanged& change) {
    if (change.place.kind == chat::PlaceKind::direct) {
        on_direct(context, change);
        return;
    }
    switch (change.state) {
    case chat::PlaceState::open:
        context.tables().outbox.release_place(conversation::stored(change.place));
        return;
    case chat::PlaceState::closed:
        tell_lost(context, change);
        return;
    case chat::PlaceState::renewed:
        renew_cards(context, conversation::stored(change.place));
        return;
    }
}

void tell_away(Context& context, const std::string& network, const chat::LinkChanged& link) {
    for (const Desk& desk : context.services.desks.all()) {
        tell_coordinators(context, desk, nullptr, [&](const std::string& locale) {
            const auto& catalogue = context.services.catalogue();
            Lines lines(context.services, locale);
            lines.add("peerdesk-away",
                      {network, text::format_rough(catalogue, locale, text::rough(link.away)),
                       text::format_moment(catalogue, locale, context.now - link.away, context.now,
                                           desk.zone),
                       text::format_moment(catalogue, locale, context.now - link.away + link.lost,
                                           context.now, desk.zone)});
            return lines;
        });
    }
}

void tell_unread(Context& context, const std::string& network) {
    if (!is_due(context, "unread_told:" + network, tell_unread_again_after)) return;
    for (const Desk& desk : context.services.desks.all()) {
        tell_coordinators(context, desk, nullptr, [&](const std::string& locale) {
            Lines lines(context.services, locale);
            lines.add("peerdesk-update-unreadable", {network});
            lines.add("peerdesk-update-unreadable-log");
            return lines;
        });
    }
}

} // namespace peerdesk::desk
