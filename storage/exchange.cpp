// SPDX-License-Identifier: MIT
#include "storage/exchange.hpp"

namespace peerdesk::storage {

namespace {

const char* side_text(Side side) {
    return side == Side::offer ? "offer" : "want";
}

ExchangeLine read_line(Statement& row) {
    ExchangeLine line;
    line.id = row.id<ExchangeLineId>("id");
    line.desk = row.id<DeskId>("desk_id");
    line.person = row.id<PersonId>("person_id");
    line.side = row.text("side") == "offer" ? Side::offer : Side::want;
    line.skill = row.id<SkillId>("skill_id");
    if (const auto level = row.integer_if("level")) line.level = static_cast<int>(*level);
    line.group = row.id<GroupId>("group_id");
    line.since = row.time("since_ms");
    return line;
}

std::vector<ExchangeLine> read_lines(Statement& row) {
    std::vector<ExchangeLine> found;
    while (row.step())
        found.push_back(read_line(row));
    return found;
}

} // namespace

bool Exchange::put(const ExchangeLine& line) {
    auto known = database_.prepare(
        "UPDATE exchange_lines SET level = coalesce(?5, level) WHERE desk_id = ?1"
        " AND person_id = ?2 AND side = ?3"
        " AND skill_id IN (SELECT id FROM skills WHERE id = ?4 OR filed_into = ?4)"
        " AND coalesce(group_id, 0) = coalesce(?6, 0) AND ended_ms IS NULL");
    known.bind(line.desk).bind(line.person).bind(side_text(line.side)).bind(line.skill);
    if (known.bind(line.level).bind(line.group).run() > 0) return false;
    auto row = database_.prepare("INSERT INTO exchange_lines (desk_id, person_id, side, skill_id,"
                                 " level, group_id, since_ms) VALUES (?, ?, ?, ?, ?, ?, ?)");
    row.bind(line.desk).bind(line.person).bind(side_text(line.side)).bind(line.skill);
    row.bind(line.level).bind(line.group).bind(line.since).run();
    return true;
}

bool Exchange::end(DeskId desk, PersonId person, Side side, SkillId skill, GroupId group,
                   Time now) {
    auto row = database_.prepare(
        "UPDATE exchange_lines SET ended_ms = ?6 WHERE desk_id = ?1"
        " AND (person_id = ?2 OR ?5 IS NOT NULL)"
        " AND side = ?3 AND skill_id IN (SELECT id FROM skills WHERE id = ?4 OR filed_into = ?4)"
        " AND coalesce(group_id, 0) = coalesce(?5, 0)"
        " AND ended_ms IS NULL");
    row.bind(desk).bind(person).bind(side_text(side)).bind(skill).bind(group).bind(now);
    return row.run() > 0;
}

void Exchange::end_all(PersonId person, Time now) {
    database_
        .prepare("UPDATE exchange_lines SET ended_ms = ?2 WHERE person_id = ?1"
                 " AND group_id IS NULL AND ended_ms IS NULL")
        .bind(person)
        .bind(now)
        .run();
}

std::vector<ExchangeLine> Exchange::of(DeskId desk, PersonId person, int limit) {
    auto row =
        database_.prepare("SELECT * FROM exchange_lines WHERE desk_id = ?1 AND ended_ms IS NULL"
                          " AND ((person_id = ?2 AND group_id IS NULL) OR group_id IN"
                          "  (SELECT group_id FROM group_members WHERE person_id = ?2))"
                          " ORDER BY side, id LIMIT ?3");
    row.bind(desk).bind(person).bind(limit);
    return read_lines(row);
}

std::vector<ExchangeLine> Exchange::lines(DeskId desk, Side side, int limit) {
    auto row = database_.prepare("SELECT * FROM exchange_lines WHERE desk_id = ? AND side = ?"
                                 " AND ended_ms IS NULL ORDER BY id LIMIT ?");
    row.bind(desk).bind(side_text(side)).bind(limit);
    return read_lines(row);
}

std::int64_t Exchange::count(DeskId desk, PersonId person) {
    auto row = database_.prepare("SELECT count(*) AS n FROM exchange_lines WHERE desk_id = ?"
                                 " AND person_id = ? AND ended_ms IS NULL");
    row.bind(desk).bind(person).step();
    return row.integer("n");
}

ExchangeProfile Exchange::profile(PersonId person) {
    ExchangeProfile found;
    found.person = person;
    auto row = database_.prepare("SELECT * FROM exchange_profiles WHERE person_id = ?");
    row.bind(person);
    if (!row.step()) return found;
    found.capacity = static_cast<int>(row.integer("capacity"));
    found.region = row.text("region");
    found.region_folded = row.text("region_folded");
    found.language_levels = row.text("language_levels");
    found.invited = row.time_if("invited_ms");
    return found;
}

void Exchange::put_profile(const ExchangeProfile& profile) {
    auto row = database_.prepare("INSERT OR REPLACE INTO exchange_profiles (person_id, capacity,"
                                 " region, region_folded, language_levels, invited_ms)"
                                 " VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(profile.person).bind(profile.capacity).bind(profile.region);
    row.bind(profile.region_folded).bind(profile.language_levels).bind(profile.invited).run();
}

} // namespace peerdesk::storage
