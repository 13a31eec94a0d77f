// SPDX-License-Identifier: MIT
#include "storage/mentor_requests.hpp"

namespace peerdesk::storage {

namespace {

const char* state_text(RequestState state) {
    switch (state) {
    case RequestState::waiting:
        return "waiting";
    case RequestState::proposed:
        return "proposed";
    case RequestState::matched:
        return "matched";
    case RequestState::withdrawn:
        return "withdrawn";
    }
    return "withdrawn";
}

RequestState state_from(std::string_view text) {
    if (text == "waiting") return RequestState::waiting;
    if (text == "proposed") return RequestState::proposed;
    if (text == "matched") return RequestState::matched;
    return RequestState::withdrawn;
}

MentorRequest read_request(Statement& row) {
    return {row.id<RequestId>("id"),      row.id<DeskId>("desk_id"), row.id<PersonId>("person_id"),
            row.id<SkillId>("skill_id"),  row.text("language"),      row.time("asked_ms"),
            state_from(row.text("state"))};
}

std::vector<MentorRequest> read_requests(Statement& row) {
    std::vector<MentorRequest> found;
    while (row.step())
        found.push_back(read_request(row));
    return found;
}

} // namespace

RequestId MentorRequests::add(const MentorRequest& request) {
    auto row = database_.prepare("INSERT INTO mentor_requests (desk_id, person_id, skill_id,"
                                 " language, asked_ms, state) VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(request.desk).bind(request.person).bind(request.skill).bind(request.language);
    row.bind(request.asked).bind(state_text(request.state)).run();
    return RequestId{database_.last_row_id()};
}

std::optional<MentorRequest> MentorRequests::find(RequestId id) {
    auto row = database_.prepare("SELECT * FROM mentor_requests WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return read_request(row);
}

std::optional<MentorRequest> MentorRequests::current(DeskId desk, PersonId person, SkillId skill) {
    auto row = database_.prepare("SELECT * FROM mentor_requests WHERE desk_id = ?1"
                                 " AND person_id = ?2 AND state IN ('waiting', 'proposed')"
                                 " AND skill_id IN (SELECT id FROM skills WHERE id = ?3"
                                 "  OR filed_into = ?3) ORDER BY id LIMIT 1");
    row.bind(desk).bind(person).bind(skill);
    if (!row.step()) return std::nullopt;
    return read_request(row);
}

std::vector<MentorRequest> MentorRequests::current_of(PersonId person) {
    auto row = database_.prepare("SELECT * FROM mentor_requests WHERE person_id = ?"
                                 " AND state IN ('waiting', 'proposed') ORDER BY id");
    row.bind(person);
    return read_requests(row);
}

std::vector<MentorRequest> MentorRequests::waiting(DeskId desk, int limit) {
    auto row = database_.prepare("SELECT * FROM mentor_requests WHERE desk_id = ?"
                                 " AND state = 'waiting' ORDER BY id LIMIT ?");
    row.bind(desk).bind(limit);
    return read_requests(row);
}

std::int64_t MentorRequests::place_in_line(const MentorRequest& request) {
    auto row = database_.prepare("SELECT count(*) AS n FROM mentor_requests WHERE desk_id = ?"
                                 " AND skill_id = ? AND state IN ('waiting', 'proposed')"
                                 " AND id <= ?");
    row.bind(request.desk).bind(request.skill).bind(request.id).step();
    return row.integer("n");
}

int MentorRequests::questions_on(PersonId asker, std::string_view skill) {
    auto row = database_.prepare("SELECT count(*) AS n FROM tickets WHERE asker_id = ?"
                                 " AND skill = ? COLLATE NOCASE");
    row.bind(asker).bind(skill).step();
    return static_cast<int>(row.integer("n"));
}

void MentorRequests::set_state(RequestId id, RequestState state, Time now) {
    const bool is_over = state == RequestState::matched || state == RequestState::withdrawn;
    auto row = database_.prepare("UPDATE mentor_requests SET state = ?, ended_ms = ? WHERE id = ?");
    row.bind(state_text(state));
    if (is_over) {
        row.bind(now);
    } else {
        row.bind(nullptr);
    }
    row.bind(id).run();
}

} // namespace peerdesk::storage
