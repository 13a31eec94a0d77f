// SPDX-License-Identifier: MIT
#include "storage/weekly_posts.hpp"

namespace peerdesk::storage {

bool WeeklyPosts::note(DeskId desk, std::string_view week, Time now) {
    auto row = database_.prepare(
        "INSERT OR IGNORE INTO weekly_posts (desk_id, week, posted_ms) VALUES (?, ?, ?)");
    return row.bind(desk).bind(week).bind(now).run() > 0;
}

std::optional<Timer> WeeklyPosts::planned(DeskId desk) {
    auto row = database_.prepare("SELECT id, due_ms, kind, desk_id, payload FROM timers"
                                 " WHERE kind = ? AND ticket_id IS NULL AND desk_id = ?"
                                 " ORDER BY id LIMIT 1");
    row.bind(timer_kind).bind(desk);
    if (!row.step()) return std::nullopt;
    return Timer{.id = row.id<TimerId>("id"),
                 .due = row.time("due_ms"),
                 .kind = row.text("kind"),
                 .desk = row.id<DeskId>("desk_id"),
                 .payload = row.text("payload")};
}

} // namespace peerdesk::storage
