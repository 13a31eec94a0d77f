// SPDX-License-Identifier: MIT
#include "bot/desk/copies.hpp"

#include "bot/desk/relay.hpp"
#include "bot/desk/said.hpp"
#include "bot/desk/staff_rooms.hpp"

#include <set>
#include <string>

namespace peerdesk::desk {

using conversation::About;
using conversation::name_of;
using conversation::number;
using storage::OutboxAct;
using storage::OutboxRow;
using storage::OutboxState;
using storage::StoredPlace;
using storage::Ticket;
using storage::TicketMessage;

namespace {

bool is_waiting(const OutboxRow& row) {
    return row.state == OutboxState::queued || row.state == OutboxState::held;
}

/// A row that never left us: it can be made anew instead of being followed by another.
bool is_unsent(const OutboxRow& row) {
    return !row.first_sent && is_waiting(row);
}

bool is_over(const OutboxRow& row) {
    return row.state == OutboxState::failed || row.state == OutboxState::unknown;
}

/// What every copy of one message needs.
struct Follower {
    Context& context;
    const TicketMessage& message;
    Ticket ticket;
    const Desk& desk;
    std::set<StoredPlace> told; ///< places that got a line instead

    /// A copy for the asker carries the answer; all others are for the staff.
    [[nodiscard]] bool is_for_asker(const OutboxRow& row) const {
        return row.person == ticket.asker && message.kind == storage::MessageKind::answer;
    }
    [[nodiscard]] std::string locale_of(const OutboxRow& row) const {
        return is_for_asker(row) ? ticket.language : desk.settings.language;
    }

    [[nodiscard]] Frame frame_of(const OutboxRow& row) {
        if (!is_for_asker(row)) {
            return row.thread_row ? frame_in_thread(context, desk.settings.language, message)
                                  : frame_as_line(context, desk.settings.language, message);
        }
        const auto route = conversation::route_to_asker(context, ticket, {});
        return [this, frame = frame_to_asker(context, ticket, message.person),
                route](std::string_view words) {
            return conversation::along(context.services, ticket.language, route, frame(words));
        };
    }

    [[nodiscard]] About about(const OutboxRow& row) const {
        return {.ticket = ticket.id,
                .person = row.person,
                .thread_row = row.thread_row ? row.thread_row : storage::OutboxId{}};
    }

    /// A line in place of a change that the network cannot make, once for each place.
    void say_instead(const OutboxRow& row, std::string_view staff_key, std::string_view asker_key,
                     const std::string& words) {
        if (!told.insert(row.place).second) return;
        Lines lines(context.services, locale_of(row));
        const auto name = name_of(context, message.person, lines.locale());
        if (is_for_asker(row)) {
            lines.add(asker_key, {name, number(ticket.id), words});
        } else {
            lines.add(staff_key, {number(ticket.id), name, words});
        }
        About line = about(row);
        if (!words.empty()) line.copy_of = message.id; // it holds the words as well
        conversation::post(context, row.place, lines.text(), line);
    }
};

std::optional<Follower> follower_of(Context& context, const TicketMessage& message) {
    const auto ticket = context.tables().tickets.find(message.ticket);
    const Desk* desk = ticket ? context.services.desks.with_id(ticket->desk) : nullptr;
    if (desk == nullptr) return std::nullopt;
    return Follower{context, message, *ticket, *desk, {}};
}

} // namespace

void change_copies(Context& context, const TicketMessage& message) {
    auto follower = follower_of(context, message);
    if (!follower) return;
    auto& outbox = context.tables().outbox;
    const Said said = said_of(message);
    for (const OutboxRow& row : outbox.copies_of(message.id)) {
        if (is_over(row) || !row.attachment.empty()) continue;
        const std::string locale = follower->locale_of(row);
        const Rendered now = render(context.services, locale, said, follower->frame_of(row));
        if (is_unsent(row) && row.thread_row) {
            outbox.set_words(row.id, now.text, now.html);
        } else if (const auto waiting = outbox.queued_change_of(row.id)) {
            outbox.set_words(waiting, now.text, now.html);
        } else if (context.services.capabilities(row.place.network).can_change &&
                   (row.thread_row || follower->is_for_asker(row))) {
            About about = follower->about(row);
            about.act = OutboxAct::change;
            about.voice = row.voice;
            about.html = now.html;
            about.target_row = row.id;
            conversation::post(context, row.place, now.text, about);
        } else {
            follower->say_instead(row, "peerdesk-card-edited", "peerdesk-relay-edited",
                                  in_words(context.services, locale, said));
        }
    }
}

void remove_copies(Context& context, const TicketMessage& message) {
    auto follower = follower_of(context, message);
    if (!follower) return;
    auto& outbox = context.tables().outbox;
    for (const OutboxRow& row : outbox.copies_of(message.id)) {
        outbox.empty_body(row.id);
        if (is_over(row)) continue;
        const chat::Capabilities& can = context.services.capabilities(row.place.network);
        // Tried before where a repeat is known, it goes out again to learn what is to be removed.
        if (is_waiting(row) && (!row.first_sent || !can.is_idempotent)) {
            outbox.finish(row.id, OutboxState::failed, "", "removed", context.now);
            if (!row.is_repeat) continue;
            follower->say_instead(row, "peerdesk-card-removed", "peerdesk-relay-removed", "");
        } else if (can.can_remove) {
            About about = follower->about(row);
            about.act = OutboxAct::remove;
            about.target_row = row.id;
            conversation::post(context, row.place, "", about);
        } else {
            follower->say_instead(row, "peerdesk-card-removed", "peerdesk-relay-removed", "");
        }
    }
}

} // namespace peerdesk::desk
