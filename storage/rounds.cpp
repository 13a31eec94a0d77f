// SPDX-License-Identifier: MIT
#include "storage/rounds.hpp"

#include <string_view>

namespace peerdesk::storage {

namespace {

const char* kind_text(RoundKind kind) {
    switch (kind) {
    case RoundKind::mentors:
        return "mentors";
    case RoundKind::exchange:
        return "exchange";
    case RoundKind::coffee:
        return "coffee";
    }
    return "mentors";
}

RoundKind kind_from(std::string_view text) {
    if (text == "exchange") return RoundKind::exchange;
    if (text == "coffee") return RoundKind::coffee;
    return RoundKind::mentors;
}

std::optional<Round> read_round(Statement& row) {
    if (!row.step()) return std::nullopt;
    return Round{row.id<RoundId>("id"),       row.id<DeskId>("desk_id"),
                 kind_from(row.text("kind")), row.text("state") == "open",
                 row.time("opened_ms"),       row.time_if("closed_ms"),
                 row.integer_if("seed")};
}

} // namespace

RoundId Rounds::open(DeskId desk, RoundKind kind, PersonId by, Time now) {
    auto row = database_.prepare("INSERT INTO rounds (desk_id, kind, state, opened_by, opened_ms)"
                                 " VALUES (?, ?, 'open', ?, ?)");
    row.bind(desk).bind(kind_text(kind)).bind(by).bind(now).run();
    return RoundId{database_.last_row_id()};
}

std::optional<Round> Rounds::find(RoundId id) {
    auto row = database_.prepare("SELECT * FROM rounds WHERE id = ?");
    row.bind(id);
    return read_round(row);
}

std::optional<Round> Rounds::open_at(DeskId desk) {
    auto row = database_.prepare("SELECT * FROM rounds WHERE desk_id = ? AND state = 'open'"
                                 " ORDER BY id LIMIT 1");
    row.bind(desk);
    return read_round(row);
}

void Rounds::close(RoundId id, std::int64_t seed, Time now) {
    auto row = database_.prepare("UPDATE rounds SET state = 'closed', closed_ms = ?, seed = ?"
                                 " WHERE id = ?");
    row.bind(now).bind(seed).bind(id).run();
}

bool Rounds::join(RoundId round, PersonId person, Time now) {
    auto row = database_.prepare("INSERT OR IGNORE INTO round_members (round_id, person_id,"
                                 " joined_ms) VALUES (?, ?, ?)");
    return row.bind(round).bind(person).bind(now).run() > 0;
}

bool Rounds::leave(RoundId round, PersonId person) {
    auto row = database_.prepare("DELETE FROM round_members WHERE round_id = ? AND person_id = ?");
    return row.bind(round).bind(person).run() > 0;
}

std::vector<PersonId> Rounds::members(RoundId round, int limit) {
    auto row = database_.prepare("SELECT person_id FROM round_members WHERE round_id = ?"
                                 " ORDER BY person_id LIMIT ?");
    row.bind(round).bind(limit);
    std::vector<PersonId> found;
    while (row.step())
        found.push_back(row.id<PersonId>("person_id"));
    return found;
}

int Rounds::count_members(RoundId round) {
    auto row = database_.prepare("SELECT count(*) AS n FROM round_members WHERE round_id = ?");
    row.bind(round).step();
    return static_cast<int>(row.integer("n"));
}

int Rounds::waited(const MentorRequest& request) {
    auto row = database_.prepare(
        "SELECT count(*) AS n FROM rounds AS r WHERE r.desk_id = ? AND r.kind = 'mentors'"
        " AND r.closed_ms >= ? AND NOT EXISTS (SELECT 1 FROM introductions AS i"
        "  WHERE i.request_id = ? AND i.round_id = r.id)");
    row.bind(request.desk).bind(request.asked).bind(request.id).step();
    return static_cast<int>(row.integer("n"));
}

std::vector<PeerPair> Rounds::peer_pairs(DeskId desk, int limit) {
    auto row = database_.prepare("SELECT mentor_id, mentee_id, round_id FROM introductions"
                                 " WHERE desk_id = ? AND origin = 'coffee'"
                                 " AND round_id IS NOT NULL ORDER BY id DESC LIMIT ?");
    row.bind(desk).bind(limit);
    std::vector<PeerPair> found;
    while (row.step())
        found.push_back({row.id<PersonId>("mentor_id"), row.id<PersonId>("mentee_id"),
                         row.id<RoundId>("round_id")});
    return found;
}

} // namespace peerdesk::storage
