// SPDX-License-Identifier: MIT
// From the database to what matching sees: one mentee, and everybody who could be their mentor.
#pragma once

#include "bot/mentoring/tables.hpp"
#include "matching/mentor_score.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace peerdesk::mentoring {

/// What a person's lines at a desk offer that is near to the wanted skill.
struct OfferedNear {
    SkillId skill;
    matching::SkillFit fit = matching::SkillFit::none;
    std::optional<int> level;
};

/// Reads people once and keeps them for as many suggestions as one step of work makes.
class Candidates {
  public:
    Candidates(Context& context, const Desk& desk);

    [[nodiscard]] const matching::Mentee& mentee(PersonId person);
    /// Whoever offers the skill or one near to it, for themselves or for a group, by person id.
    [[nodiscard]] std::vector<matching::MentorCandidate> mentors(PersonId mentee, SkillId wanted);
    [[nodiscard]] matching::MentorRanking rank(PersonId mentee, SkillId wanted);
    /// What this mentor offers of the wanted skill.
    [[nodiscard]] OfferedNear offered(PersonId mentor, SkillId wanted);
    [[nodiscard]] matching::SkillFit fit(SkillId offered, SkillId wanted);
    /// Whether anybody who offers it has room now; looked up once for each skill.
    [[nodiscard]] bool has_room(SkillId wanted);
    /// A proposal was put to them: what was read of them is no longer right.
    void forget(PersonId mentor);

  private:
    /// What shuts somebody out; cheap beside the rest.
    struct Gates {
        bool is_paused = false;
        bool is_blocked = false;
        int capacity = 0;
        int mentees = 0;

        [[nodiscard]] bool is_free() const {
            return !is_paused && !is_blocked && mentees < capacity;
        }
    };
    struct Facts {
        matching::Mentee side;
        int suggested_30d = 0;
        storage::ReplyCounts replies;
    };
    [[nodiscard]] const Gates& gates(PersonId person);
    [[nodiscard]] Facts& facts(PersonId person);
    [[nodiscard]] Facts load(PersonId person);
    [[nodiscard]] bool wants_of(PersonId mentor, PersonId mentee);
    [[nodiscard]] std::map<PersonId, OfferedNear> offers_near(SkillId wanted);
    void add_offer(PersonId person, const storage::ExchangeLine& line);

    Context& context_;
    const Desk& desk_;
    Tables tables_;
    std::map<PersonId, Gates> gates_;
    std::map<PersonId, Facts> facts_;
    std::map<PersonId, std::vector<storage::ExchangeLine>> offers_;
    std::map<SkillId, std::set<PersonId>> offering_; ///< who offers exactly this
    std::map<SkillId, bool> rooms_;
    std::map<PersonId, std::vector<SkillId>> wants_;
    std::map<std::pair<SkillId, SkillId>, matching::SkillFit> fits_;
};

} // namespace peerdesk::mentoring
