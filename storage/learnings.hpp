// SPDX-License-Identifier: MIT
// The learning record: what somebody learned by their own word, once for each person and skill,
// where it came from, and what they share of it. Words that were filed into a skill are that skill.
#pragma once

#include "storage/skills.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class LearningSource { ticket, introduction, resource, session, unsaid };

struct Learning {
    PersonId person;
    SkillId skill;
    DeskId desk;
    Time learned;
    LearningSource source = LearningSource::unsaid;
    TicketId ticket{};
    IntroductionId introduction{};
    std::string source_text{}; ///< of a resource or session
};

using SharedId = Id<struct SharedTag>;

/// What somebody wrote for others. Nobody else reads it before `set_readers`.
struct SharedLearning {
    SharedId id;
    PersonId person;
    SkillId skill;
    DeskId desk;
    std::string language;
    std::string body;
    Time shared;
    bool is_named = false; ///< with the person's name
};

/// Two people who were brought together over a skill.
struct Introduced {
    IntroductionId id;
    DeskId desk;
    PersonId mentor;
    PersonId mentee;
};

class Learnings {
  public:
    explicit Learnings(Database& database) : database_(database) {}

    /// False when the person has learned this skill before.
    bool add(const Learning& learning);
    [[nodiscard]] bool has(PersonId person, SkillId skill);
    [[nodiscard]] std::optional<Learning> newest_of(PersonId person);

    /// The newest introduction in which this mentee agreed to learn this skill, or met for it.
    [[nodiscard]] std::optional<Introduced> introduction_for(PersonId mentee, SkillId skill);
    /// Introductions of the person on which both agreed, on either side, newest first.
    [[nodiscard]] std::vector<Introduced> introductions_of(PersonId person, int limit);
    /// Whether this kind of fact names the two and the skill (any skill, without one), since then.
    [[nodiscard]] bool happened(std::string_view kind, PersonId actor, PersonId subject,
                                SkillId skill, Time since);

    SharedId add_shared(const SharedLearning& shared);
    [[nodiscard]] std::optional<SharedLearning> find_shared(SharedId id);
    void set_readers(SharedId id, bool is_named);
    void remove_shared(SharedId id);
    /// What others may read at this desk, newest first; of one skill, if one is given.
    [[nodiscard]] std::vector<SharedLearning> readable(DeskId desk, SkillId skill, int limit);

    /// True once for each person: they are to be asked whether they would show others.
    bool invite(PersonId person, Time now);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
