// SPDX-License-Identifier: MIT
#include "storage/introductions.hpp"

#include <array>
#include <cstddef>

namespace peerdesk::storage {

namespace {

constexpr std::array state_texts{"proposed", "agreed", "met",      "ended",
                                 "declined", "lapsed", "withdrawn"};
constexpr std::array origin_texts{"asked", "round", "exchange", "coffee"};
constexpr std::array answer_texts{"none", "asked", "yes", "no", "late"};

/// The texts stand in the order of the enumerators; the table's CHECK lets no other in.
template <class Enum, std::size_t count>
Enum value_of(const std::array<const char*, count>& texts, std::string_view text) {
    for (std::size_t i = 0; i < count; ++i) {
        if (text == texts[i]) return static_cast<Enum>(i);
    }
    return static_cast<Enum>(0);
}

template <class Enum, std::size_t count>
const char* text_of(const std::array<const char*, count>& texts, Enum value) {
    return texts.at(static_cast<std::size_t>(value));
}

Introduction read_introduction(Statement& row) {
    Introduction found;
    found.id = row.id<IntroductionId>("id");
    found.desk = row.id<DeskId>("desk_id");
    found.origin = value_of<IntroductionOrigin>(origin_texts, row.text("origin"));
    found.skill = row.id<SkillId>("skill_id");
    found.mentor = row.id<PersonId>("mentor_id");
    found.mentee = row.id<PersonId>("mentee_id");
    found.request = row.id<RequestId>("request_id");
    found.round = row.id<RoundId>("round_id");
    if (const auto cycle = row.integer_if("cycle")) found.cycle = static_cast<int>(*cycle);
    found.state = value_of<IntroductionState>(state_texts, row.text("state"));
    found.mentor_answer = value_of<IntroductionAnswer>(answer_texts, row.text("mentor_answer"));
    found.mentee_answer = value_of<IntroductionAnswer>(answer_texts, row.text("mentee_answer"));
    found.reasons = row.text("reasons");
    found.made = row.time("made_ms");
    found.agreed = row.time_if("agreed_ms");
    found.met = row.time_if("met_ms");
    return found;
}

std::vector<Introduction> read_introductions(Statement& row) {
    std::vector<Introduction> found;
    while (row.step())
        found.push_back(read_introduction(row));
    return found;
}

} // namespace

std::optional<IntroductionSide> Introduction::side_of(PersonId person) const {
    if (person == mentor) return IntroductionSide::mentor;
    if (person == mentee) return IntroductionSide::mentee;
    return std::nullopt;
}

IntroductionId Introductions::add(const Introduction& introduction) {
    auto row = database_.prepare(
        "INSERT INTO introductions (desk_id, origin, skill_id, mentor_id, mentee_id, request_id,"
        " round_id, cycle, state, reasons, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(introduction.desk).bind(text_of(origin_texts, introduction.origin));
    row.bind(introduction.skill).bind(introduction.mentor).bind(introduction.mentee);
    row.bind(introduction.request).bind(introduction.round).bind(introduction.cycle);
    row.bind(text_of(state_texts, introduction.state)).bind(introduction.reasons);
    row.bind(introduction.made).run();
    return IntroductionId{database_.last_row_id()};
}

std::optional<Introduction> Introductions::find(IntroductionId id) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return read_introduction(row);
}

std::vector<Introduction> Introductions::open_of(PersonId person, int limit) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE (mentor_id = ?1"
                                 " OR mentee_id = ?1) AND state IN ('proposed', 'agreed', 'met')"
                                 " ORDER BY id DESC LIMIT ?2");
    row.bind(person).bind(limit);
    return read_introductions(row);
}

std::optional<Introduction> Introductions::newest_of(PersonId person) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE mentor_id = ?1"
                                 " OR mentee_id = ?1 ORDER BY id DESC LIMIT 1");
    row.bind(person);
    if (!row.step()) return std::nullopt;
    return read_introduction(row);
}

std::optional<Introduction> Introductions::proposed_for(RequestId request) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE request_id = ?"
                                 " AND state = 'proposed' ORDER BY id DESC LIMIT 1");
    row.bind(request);
    if (!row.step()) return std::nullopt;
    return read_introduction(row);
}

std::vector<Introduction> Introductions::of_cycle(RoundId round, int cycle) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE round_id = ? AND cycle = ?"
                                 " ORDER BY id");
    row.bind(round).bind(cycle);
    return read_introductions(row);
}

std::vector<Introduction> Introductions::of_round(RoundId round) {
    auto row = database_.prepare("SELECT * FROM introductions WHERE round_id = ? ORDER BY id");
    row.bind(round);
    return read_introductions(row);
}

void Introductions::set_answer(IntroductionId id, IntroductionSide side, IntroductionAnswer answer,
                               Time now) {
    const bool is_asking = answer == IntroductionAnswer::asked;
    const char* sql =
        side == IntroductionSide::mentor
            ? (is_asking ? "UPDATE introductions SET mentor_answer = ?, mentor_asked_ms = ?"
                           " WHERE id = ?"
                         : "UPDATE introductions SET mentor_answer = ?, mentor_answered_ms = ?"
                           " WHERE id = ?")
            : (is_asking ? "UPDATE introductions SET mentee_answer = ?, mentee_asked_ms = ?"
                           " WHERE id = ?"
                         : "UPDATE introductions SET mentee_answer = ?, mentee_answered_ms = ?"
                           " WHERE id = ?");
    database_.prepare(sql).bind(text_of(answer_texts, answer)).bind(now).bind(id).run();
}

void Introductions::set_state(IntroductionId id, IntroductionState state, Time now) {
    const char* sql = "UPDATE introductions SET state = ?, ended_ms = ? WHERE id = ?";
    if (state == IntroductionState::agreed)
        sql = "UPDATE introductions SET state = ?, agreed_ms = ? WHERE id = ?";
    if (state == IntroductionState::met)
        sql = "UPDATE introductions SET state = ?, met_ms = ? WHERE id = ?";
    database_.prepare(sql).bind(text_of(state_texts, state)).bind(now).bind(id).run();
}

int Introductions::mentees_of(PersonId mentor) {
    auto row = database_.prepare(
        "SELECT count(*) AS n FROM introductions WHERE mentor_id = ? AND origin <> 'coffee'"
        " AND state IN ('proposed', 'agreed', 'met')");
    row.bind(mentor).step();
    return static_cast<int>(row.integer("n"));
}

ReplyCounts Introductions::replies_of(PersonId mentor, Time since) {
    auto row = database_.prepare(
        "SELECT count(*) FILTER (WHERE mentor_answer IN ('yes', 'no', 'late') AND made_ms >= ?2)"
        "  AS asked,"
        " count(*) FILTER (WHERE mentor_answer = 'yes' AND made_ms >= ?2) AS accepted,"
        " count(*) AS ever FROM introductions WHERE mentor_id = ?1 AND origin <> 'coffee'");
    row.bind(mentor).bind(since).step();
    return {static_cast<int>(row.integer("asked")), static_cast<int>(row.integer("accepted")),
            row.integer("ever") > 0};
}

bool Introductions::was_proposed(PersonId mentor, PersonId mentee, Time since) {
    auto row =
        database_.prepare("SELECT 1 FROM introductions WHERE mentor_id = ?"
                          " AND mentee_id = ? AND made_ms >= ? AND origin <> 'coffee' LIMIT 1");
    row.bind(mentor).bind(mentee).bind(since);
    return row.step();
}

bool Introductions::were_paired(PersonId one, PersonId other) {
    auto row = database_.prepare("SELECT 1 FROM introductions WHERE origin <> 'coffee'"
                                 " AND (agreed_ms IS NOT NULL OR state = 'proposed') AND "
                                 "((mentor_id = ?1 AND mentee_id = ?2)"
                                 "  OR (mentor_id = ?2 AND mentee_id = ?1)) LIMIT 1");
    row.bind(one).bind(other);
    return row.step();
}

void Introductions::note_message(OutboxId row, IntroductionId introduction, bool is_words) {
    database_
        .prepare("INSERT OR REPLACE INTO introduction_messages (outbox_id, introduction_id,"
                 " is_words) VALUES (?, ?, ?)")
        .bind(row)
        .bind(introduction)
        .bind(is_words)
        .run();
}

IntroductionId Introductions::of_words(OutboxId row) {
    auto found = database_.prepare("SELECT introduction_id FROM introduction_messages"
                                   " WHERE outbox_id = ? AND is_words = 1");
    found.bind(row);
    return found.step() ? found.id<IntroductionId>("introduction_id") : IntroductionId{};
}

void Suggestions::add(DeskId desk, SkillId skill, std::span<const PersonId> mentors, Time now) {
    constexpr std::size_t places_max = 3;
    for (std::size_t i = 0; i < mentors.size() && i < places_max; ++i) {
        auto row = database_.prepare("INSERT INTO suggestions (desk_id, skill_id, mentor_id, rank,"
                                     " at_ms) VALUES (?, ?, ?, ?, ?)");
        row.bind(desk).bind(skill).bind(mentors[i]);
        row.bind(static_cast<std::int64_t>(i + 1)).bind(now).run();
    }
}

int Suggestions::count(PersonId mentor, Time since) {
    auto row = database_.prepare("SELECT count(*) AS n FROM suggestions WHERE mentor_id = ?"
                                 " AND at_ms >= ?");
    row.bind(mentor).bind(since).step();
    return static_cast<int>(row.integer("n"));
}

std::vector<Suggestions::Place> Suggestions::places(DeskId desk, Time since, int limit) {
    auto row = database_.prepare("SELECT mentor_id, rank FROM suggestions WHERE desk_id = ?"
                                 " AND at_ms >= ? ORDER BY id DESC LIMIT ?");
    row.bind(desk).bind(since).bind(limit);
    std::vector<Place> found;
    while (row.step())
        found.push_back({row.id<PersonId>("mentor_id"), static_cast<int>(row.integer("rank"))});
    return found;
}

} // namespace peerdesk::storage
