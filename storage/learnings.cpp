// SPDX-License-Identifier: MIT
#include "storage/learnings.hpp"

#include <array>
#include <utility>

namespace peerdesk::storage {

namespace {

constexpr std::array<std::pair<LearningSource, std::string_view>, 5> source_words{
    {{LearningSource::ticket, "ticket"},
     {LearningSource::introduction, "introduction"},
     {LearningSource::resource, "resource"},
     {LearningSource::session, "session"},
     {LearningSource::unsaid, "unsaid"}}};

std::string_view to_text(LearningSource source) {
    for (const auto& [each, word] : source_words) {
        if (each == source) return word;
    }
    return "unsaid";
}

LearningSource source_from(std::string_view text) {
    for (const auto& [each, word] : source_words) {
        if (word == text) return each;
    }
    return LearningSource::unsaid;
}

SharedLearning shared_in(const Statement& row) {
    return {.id = row.id<SharedId>("id"),
            .person = row.id<PersonId>("person_id"),
            .skill = row.id<SkillId>("skill_id"),
            .desk = row.id<DeskId>("desk_id"),
            .language = row.text("language"),
            .body = row.text("body"),
            .shared = row.time("shared_ms"),
            .is_named = row.text("readers") == "named"};
}

Introduced introduced_in(const Statement& row) {
    return {row.id<IntroductionId>("id"), row.id<DeskId>("desk_id"), row.id<PersonId>("mentor_id"),
            row.id<PersonId>("mentee_id")};
}

} // namespace

bool Learnings::add(const Learning& learning) {
    if (has(learning.person, learning.skill)) return false;
    database_
        .prepare("INSERT INTO learnings (person_id, skill_id, desk_id, learned_ms, source,"
                 " ticket_id, introduction_id, source_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(learning.person)
        .bind(learning.skill)
        .bind(learning.desk)
        .bind(learning.learned)
        .bind(to_text(learning.source))
        .bind(learning.ticket)
        .bind(learning.introduction)
        .bind(learning.source_text)
        .run();
    return true;
}

bool Learnings::has(PersonId person, SkillId skill) {
    auto row = database_.prepare(
        "SELECT 1 FROM learnings AS l JOIN skills AS s ON s.id = l.skill_id"
        " WHERE l.person_id = ?1 AND coalesce(s.filed_into, s.id) ="
        "  (SELECT coalesce(w.filed_into, w.id) FROM skills AS w WHERE w.id = ?2) LIMIT 1");
    row.bind(person).bind(skill);
    return row.step();
}

std::optional<Learning> Learnings::newest_of(PersonId person) {
    auto row = database_.prepare("SELECT * FROM learnings WHERE person_id = ?"
                                 " ORDER BY learned_ms DESC, id DESC LIMIT 1");
    row.bind(person);
    if (!row.step()) return std::nullopt;
    return Learning{.person = person,
                    .skill = row.id<SkillId>("skill_id"),
                    .desk = row.id<DeskId>("desk_id"),
                    .learned = row.time("learned_ms"),
                    .source = source_from(row.text("source")),
                    .ticket = row.id<TicketId>("ticket_id"),
                    .introduction = row.id<IntroductionId>("introduction_id"),
                    .source_text = row.text("source_text")};
}

std::optional<Introduced> Learnings::introduction_for(PersonId mentee, SkillId skill) {
    auto row =
        database_.prepare("SELECT i.id, i.desk_id, i.mentor_id, i.mentee_id FROM introductions AS i"
                          " JOIN skills AS s ON s.id = i.skill_id WHERE i.mentee_id = ?1"
                          " AND (i.state IN ('agreed', 'met') OR i.met_ms IS NOT NULL)"
                          " AND coalesce(s.filed_into, s.id) ="
                          "  (SELECT coalesce(w.filed_into, w.id) FROM skills AS w WHERE w.id = ?2)"
                          " ORDER BY i.made_ms DESC, i.id DESC LIMIT 1");
    row.bind(mentee).bind(skill);
    if (!row.step()) return std::nullopt;
    return introduced_in(row);
}

std::vector<Introduced> Learnings::introductions_of(PersonId person, int limit) {
    auto row =
        database_.prepare("SELECT id, desk_id, mentor_id, mentee_id FROM introductions"
                          " WHERE (mentor_id = ?1 OR mentee_id = ?1) AND agreed_ms IS NOT NULL"
                          " ORDER BY made_ms DESC, id DESC LIMIT ?2");
    row.bind(person).bind(limit);
    std::vector<Introduced> found;
    while (row.step())
        found.push_back(introduced_in(row));
    return found;
}

bool Learnings::happened(std::string_view kind, PersonId actor, PersonId subject, SkillId skill,
                         Time since) {
    auto row = database_.prepare("SELECT 1 FROM interactions WHERE actor_id = ?1 AND kind = ?2"
                                 " AND subject_id = ?3 AND (?4 IS NULL OR skill_id = ?4)"
                                 " AND happened_ms >= ?5 LIMIT 1");
    row.bind(actor).bind(kind).bind(subject).bind(skill).bind(since);
    return row.step();
}

SharedId Learnings::add_shared(const SharedLearning& shared) {
    database_
        .prepare("INSERT INTO shared_learnings (person_id, skill_id, desk_id, language, body,"
                 " shared_ms) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(shared.person)
        .bind(shared.skill)
        .bind(shared.desk)
        .bind(shared.language)
        .bind(shared.body)
        .bind(shared.shared)
        .run();
    return SharedId{database_.last_row_id()};
}

std::optional<SharedLearning> Learnings::find_shared(SharedId id) {
    auto row = database_.prepare("SELECT * FROM shared_learnings WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return shared_in(row);
}

void Learnings::set_readers(SharedId id, bool is_named) {
    database_.prepare("UPDATE shared_learnings SET readers = ? WHERE id = ?")
        .bind(is_named ? "named" : "unnamed")
        .bind(id)
        .run();
}

void Learnings::remove_shared(SharedId id) {
    database_.prepare("DELETE FROM shared_learnings WHERE id = ?").bind(id).run();
}

std::vector<SharedLearning> Learnings::readable(DeskId desk, SkillId skill, int limit) {
    auto row = database_.prepare(
        "SELECT h.* FROM shared_learnings AS h JOIN skills AS s ON s.id = h.skill_id"
        " WHERE h.desk_id = ?1 AND h.readers <> 'asked' AND (?2 IS NULL"
        "  OR coalesce(s.filed_into, s.id) ="
        "   (SELECT coalesce(w.filed_into, w.id) FROM skills AS w WHERE w.id = ?2))"
        " ORDER BY h.shared_ms DESC, h.id DESC LIMIT ?3");
    row.bind(desk).bind(skill).bind(limit);
    std::vector<SharedLearning> found;
    while (row.step())
        found.push_back(shared_in(row));
    return found;
}

bool Learnings::invite(PersonId person, Time now) {
    return database_
               .prepare("INSERT INTO exchange_profiles (person_id, invited_ms) VALUES (?1, ?2)"
                        " ON CONFLICT (person_id) DO UPDATE SET invited_ms = ?2"
                        " WHERE invited_ms IS NULL")
               .bind(person)
               .bind(now)
               .run() > 0;
}

} // namespace peerdesk::storage
