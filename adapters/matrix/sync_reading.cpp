// SPDX-License-Identifier: MIT
#include "adapters/matrix/sync_reading.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace peerdesk::matrix {
namespace {

/// No event of a timeline is so far back: what is read from there on is only learned from.
constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

bool is_our(const RoomEvent& event, Membership membership, const std::string& user) {
    const auto* member = std::get_if<Member>(&event.body);
    return member != nullptr && member->user == user && member->membership == membership;
}

/// Where the latest of our own memberships of this kind stands; the end when it does not.
std::size_t place_of_our(const std::vector<RoomEvent>& events, Membership membership,
                         const std::string& user) {
    for (std::size_t i = events.size(); i > 0; --i)
        if (is_our(events[i - 1], membership, user)) return i - 1;
    return events.size();
}

bool is_made_by(const RoomEvent& event, const std::string& user) {
    const auto* create = std::get_if<Create>(&event.body);
    return create != nullptr && event.sender == user && !create->made_for.empty();
}

} // namespace

void SyncReading::begin(SyncAnswer answer, const std::string& since, net::Instant now) {
    is_reading_ = true;
    is_first_ = since.empty();
    since_ = since;
    next_batch_ = std::move(answer.next_batch);
    last_before_ = with_.context.book.close();
    with_.context.book.hold_state();
    for (LeftRoom& left : answer.left)
        take_left(std::move(left), now);
    // Before the invitations: one of them may be to the successor of a room that just ended.
    for (JoinedRoom& joined : answer.joined)
        take_joined(std::move(joined), now);
    take_invited(answer.invited, now);
}

void SyncReading::take_invited(const std::vector<InvitedRoom>& invitations, net::Instant now) {
    with_.invitations.expect_rooms(with_.configured.has_unknown() || with_.upgrades.is_moving());
    for (const InvitedRoom& invited : invitations) {
        const Room* room = with_.rooms.find(invited.id);
        const bool is_expected = (room != nullptr && !room->configured.empty()) ||
                                 with_.upgrades.is_expected(invited.id);
        with_.invitations.on_invited(invited, is_expected);
        with_.configured.on_invited();
        with_.upgrades.on_invited(invited.id);
        for (const RoomEvent& event : invited.state)
            if (is_our(event, Membership::invite, with_.context.user))
                with_.directs.on_present(event.sender, now);
    }
}

std::optional<std::uint64_t> SyncReading::go_on(net::Instant now) {
    if (!is_reading_) return std::nullopt;
    for (GapFiller::Filled& filled : with_.gaps.take_filled()) {
        const auto found = open_.find(filled.room);
        if (found == open_.end()) continue;
        Part part = std::move(found->second);
        open_.erase(found);
        for (const RoomEvent& member : filled.members)
            with_.rooms.learn_name(member);
        read(std::move(part), std::move(filled.events), now);
    }
    if (!open_.empty()) return std::nullopt;
    is_reading_ = false;
    with_.directs.on_synced();
    auto& book = with_.context.book;
    // Read again after a crash, a sync that told us nothing tells us nothing. The first one is not
    // repeated, since what is said after it is for us; nor is one whose events went out in pieces.
    if (is_first_ || book.last() != last_before_) {
        book.store("since", next_batch_);
    } else {
        book.store_soon("since", next_batch_);
    }
    book.release_state();
    return book.close();
}

void SyncReading::take_joined(JoinedRoom joined, net::Instant now) {
    Room& room = with_.rooms.at(joined.id);
    Part part{std::move(joined), !room.is_joined || room.is_fresh};
    if (part.is_new) {
        with_.rooms.enter(room);
        for (const RoomEvent& event : part.joined.state)
            with_.rooms.learn(room, event);
        with_.rooms.learn_counts(room, part.joined);
    } else {
        for (const RoomEvent& event : part.joined.state)
            with_.rooms.learn_name(event);
        const auto encrypts = [](const RoomEvent& event) {
            return event.is_state && std::holds_alternative<Encryption>(event.body);
        };
        // Nothing more is sent there, even before the gap that stands before it is filled.
        room.may_be_encrypted = std::ranges::any_of(part.joined.state, encrypts) ||
                                std::ranges::any_of(part.joined.timeline, encrypts);
    }
    if (part.joined.is_limited && wants_gap(part)) return fill_gap(std::move(part));
    read(std::move(part), {}, now);
}

bool SyncReading::wants_gap(const Part& part) const {
    if (is_first_ || part.joined.prev_batch.empty()) return false;
    const Room& room = *with_.rooms.find(part.joined.id);
    if (!part.is_new) return with_.rooms.place_of(room).has_value();
    // What is before our beginning in it is not read anyway.
    const auto is_beginning = [&](const RoomEvent& event) {
        return is_our(event, room.configured.empty() ? Membership::invite : Membership::join,
                      with_.context.user);
    };
    if (std::ranges::any_of(part.joined.timeline, is_beginning)) return false;
    return !room.configured.empty() || !with_.rooms.is_crowd(room);
}

void SyncReading::fill_gap(Part part) {
    Gap gap;
    gap.room = part.joined.id;
    gap.from = part.joined.prev_batch;
    if (part.is_new) {
        gap.until_our_invitation = with_.rooms.find(gap.room)->configured.empty();
        gap.until_our_join = !gap.until_our_invitation;
    } else {
        gap.to = since_;
    }
    with_.gaps.fill(std::move(gap));
    std::string id = part.joined.id;
    open_.insert_or_assign(std::move(id), std::move(part));
}

void SyncReading::read(Part part, std::vector<RoomEvent> gap, net::Instant now) {
    Room& room = with_.rooms.at(part.joined.id);
    std::vector<RoomEvent>& timeline = part.joined.timeline;
    if (part.is_new) {
        timeline.insert(timeline.begin(), std::make_move_iterator(gap.begin()),
                        std::make_move_iterator(gap.end()));
        const std::size_t first = is_first_ ? never : first_heard(room, timeline);
        read_events(room, std::move(timeline), first, now);
    } else {
        read_events(room, std::move(gap), is_first_ ? never : 0, now);
        read_events(room, std::move(part.joined.state), never, now);
        read_events(room, std::move(timeline), is_first_ ? never : 0, now);
    }
    with_.rooms.learn_counts(room, part.joined);
    room.may_be_encrypted = false;
    settle(room, part.is_new, now);
}

/// In a room we just got into: a configured one concerns us from our join on, a direct chat from
/// the invitation on, and one that we made ourselves altogether.
std::size_t SyncReading::first_heard(const Room& room,
                                     const std::vector<RoomEvent>& timeline) const {
    const std::string& us = with_.context.user;
    if (room.configured.empty()) {
        const bool is_made_by_us =
            !room.made_for.empty() || std::ranges::any_of(timeline, [&us](const RoomEvent& event) {
                return is_made_by(event, us);
            });
        if (is_made_by_us) return 0;
        const std::size_t invited = place_of_our(timeline, Membership::invite, us);
        if (invited < timeline.size()) return invited;
    }
    return place_of_our(timeline, Membership::join, us);
}

void SyncReading::read_events(Room& room, std::vector<RoomEvent> events, std::size_t first_heard,
                              net::Instant now) {
    for (std::size_t i = 0; i < events.size(); ++i)
        read_event(room, std::move(events[i]), i >= first_heard, now);
}

void SyncReading::read_event(Room& room, RoomEvent event, bool is_heard, net::Instant now) {
    if (const auto* member = std::get_if<Member>(&event.body)) on_member(room, *member, now);
    const bool was_encrypted = room.is_encrypted;
    const bool is_state = with_.rooms.learn(room, event);
    if (std::holds_alternative<Tombstone>(event.body) && with_.rooms.place_of(room)) {
        // Of a direct chat a new one is opened, or the person invites us: nobody may send us
        // wherever they like.
        if (room.configured.empty()) {
            room.is_ended = true;
        } else {
            with_.upgrades.on_tombstone(room.id);
        }
    }
    if (room.is_encrypted && !was_encrypted) {
        if (!room.configured.empty()) with_.configured.on_encrypted(room, now);
        if (is_state && !is_first_) with_.inbound.tell_unreadable(room, now);
    }
    if (is_state || !is_heard) return;
    const std::string sender = event.sender;
    const bool is_message = std::holds_alternative<Message>(event.body);
    if (!with_.inbound.read(room, std::move(event), now)) return;
    if (is_message && room.configured.empty()) with_.directs.on_written(room, sender, now);
}

void SyncReading::on_member(const Room& room, const Member& member, net::Instant now) {
    if (member.user == with_.context.user || !room.configured.empty()) return;
    const auto known = room.others.find(member.user);
    const bool was_invited = known != room.others.end() && known->second == Membership::invite;
    switch (member.membership) {
    case Membership::join:
        if (room.is_joined) with_.directs.on_present(member.user, now);
        return;
    case Membership::leave:
    case Membership::ban:
        if (was_invited && room.made_for == member.user) with_.directs.on_refused(member.user);
        return;
    case Membership::invite:
    case Membership::knock:
        return;
    }
}

/// What follows from the room as it is now.
void SyncReading::settle(Room& room, bool is_new, net::Instant now) {
    if (!room.configured.empty()) {
        with_.configured.on_joined(room, now);
    } else if (with_.rooms.partner(room)) {
        with_.directs.on_room(room);
        if (is_new && room.is_encrypted && !is_first_) with_.inbound.tell_unreadable(room, now);
    } else if (is_new && with_.rooms.is_crowd(room) && with_.invitations.was_accepted(room.id) &&
               !with_.upgrades.is_expected(room.id)) {
        with_.invitations.forget(room.id);
        with_.invitations.leave(room.id);
        return with_.rooms.save(room);
    }
    if (is_new) with_.invitations.forget(room.id);
    with_.rooms.save(room);
}

void SyncReading::take_left(LeftRoom left, net::Instant now) {
    with_.invitations.forget(left.id);
    Room* room = with_.rooms.find(left.id);
    if (room == nullptr || (!room->is_joined && room->configured.empty())) return;
    bool is_ban = false;
    std::string reason;
    for (RoomEvent& event : left.timeline) {
        const auto* member = std::get_if<Member>(&event.body);
        if (member != nullptr && member->user == with_.context.user) {
            is_ban = member->membership == Membership::ban;
            reason = member->reason;
        }
        read_event(*room, std::move(event), room->is_joined && !is_first_, now);
    }
    const bool was_joined = room->is_joined;
    with_.rooms.leave(*room);
    with_.directs.on_left(room->id);
    if (was_joined && !room->configured.empty())
        with_.configured.on_removed(*room, is_ban, reason, now);
}

} // namespace peerdesk::matrix
