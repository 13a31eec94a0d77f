// SPDX-License-Identifier: MIT
#include "storage/groups.hpp"

namespace peerdesk::storage {

namespace {

Group read_group(Statement& row) {
    return {row.id<GroupId>("id"), row.id<DeskId>("desk_id"), row.text("name"), row.text("folded")};
}

} // namespace

GroupId Groups::add(const Group& group, PersonId by, Time now) {
    auto row = database_.prepare("INSERT INTO groups (desk_id, name, folded, made_by, made_ms)"
                                 " VALUES (?, ?, ?, ?, ?)");
    row.bind(group.desk).bind(group.name).bind(group.folded).bind(by).bind(now).run();
    return GroupId{database_.last_row_id()};
}

std::optional<Group> Groups::find(GroupId id) {
    auto row = database_.prepare("SELECT * FROM groups WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return read_group(row);
}

std::optional<Group> Groups::named(DeskId desk, std::string_view folded) {
    auto row = database_.prepare("SELECT * FROM groups WHERE desk_id = ? AND folded = ?");
    row.bind(desk).bind(folded);
    if (!row.step()) return std::nullopt;
    return read_group(row);
}

std::vector<Group> Groups::of_desk(DeskId desk, int limit) {
    auto row = database_.prepare("SELECT * FROM groups WHERE desk_id = ? ORDER BY folded LIMIT ?");
    row.bind(desk).bind(limit);
    std::vector<Group> found;
    while (row.step())
        found.push_back(read_group(row));
    return found;
}

std::int64_t Groups::count(DeskId desk) {
    auto row = database_.prepare("SELECT count(*) AS n FROM groups WHERE desk_id = ?");
    row.bind(desk).step();
    return row.integer("n");
}

void Groups::join(GroupId group, PersonId person, Time now) {
    auto row = database_.prepare("INSERT OR IGNORE INTO group_members (group_id, person_id,"
                                 " joined_ms) VALUES (?, ?, ?)");
    row.bind(group).bind(person).bind(now).run();
}

bool Groups::leave(GroupId group, PersonId person) {
    auto row = database_.prepare("DELETE FROM group_members WHERE group_id = ? AND person_id = ?");
    return row.bind(group).bind(person).run() > 0;
}

bool Groups::has(GroupId group, PersonId person) {
    auto row =
        database_.prepare("SELECT 1 FROM group_members WHERE group_id = ? AND person_id = ?");
    row.bind(group).bind(person);
    return row.step();
}

std::vector<PersonId> Groups::members(GroupId group, int limit) {
    auto row = database_.prepare("SELECT person_id FROM group_members WHERE group_id = ?"
                                 " ORDER BY person_id LIMIT ?");
    row.bind(group).bind(limit);
    std::vector<PersonId> found;
    while (row.step())
        found.push_back(row.id<PersonId>("person_id"));
    return found;
}

} // namespace peerdesk::storage
