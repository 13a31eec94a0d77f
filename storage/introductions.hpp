// SPDX-License-Identifier: MIT
// Introductions: the bot's proposals that two people meet, and what became of each.
#pragma once

#include "storage/mentor_requests.hpp"
#include "storage/outbox.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

using RoundId = Id<struct RoundTag>;

enum class IntroductionState { proposed, agreed, met, ended, declined, lapsed, withdrawn };
enum class IntroductionOrigin { asked, round, exchange, coffee };
/// What one of the two said: not asked yet, asked, yes, no, or nothing in time.
enum class IntroductionAnswer { none, asked, yes, no, late };
enum class IntroductionSide { mentor, mentee };

struct Introduction {
    IntroductionId id;
    DeskId desk;
    IntroductionOrigin origin = IntroductionOrigin::asked;
    SkillId skill; ///< empty: a peer round
    PersonId mentor;
    PersonId mentee;
    RequestId request;
    RoundId round;
    std::optional<int> cycle; ///< with the same round and cycle: all or none
    IntroductionState state = IntroductionState::proposed;
    IntroductionAnswer mentor_answer = IntroductionAnswer::none;
    IntroductionAnswer mentee_answer = IntroductionAnswer::none;
    std::string reasons = "{}"; ///< JSON
    Time made;
    std::optional<Time> agreed;
    std::optional<Time> met;

    [[nodiscard]] bool is_open() const {
        return state == IntroductionState::proposed || state == IntroductionState::agreed ||
               state == IntroductionState::met;
    }
    /// Both said yes, and it has not ended.
    [[nodiscard]] bool is_running() const {
        return state == IntroductionState::agreed || state == IntroductionState::met;
    }
    [[nodiscard]] IntroductionAnswer answer_of(IntroductionSide side) const {
        return side == IntroductionSide::mentor ? mentor_answer : mentee_answer;
    }
    [[nodiscard]] PersonId person_of(IntroductionSide side) const {
        return side == IntroductionSide::mentor ? mentor : mentee;
    }
    [[nodiscard]] std::optional<IntroductionSide> side_of(PersonId person) const;
};

/// A mentor's answers to proposals, for how likely a yes is.
struct ReplyCounts {
    int asked = 0;    ///< and no longer open
    int accepted = 0; ///< of these
    bool was_ever_asked = false;
};

class Introductions {
  public:
    explicit Introductions(Database& database) : database_(database) {}

    IntroductionId add(const Introduction& introduction);
    [[nodiscard]] std::optional<Introduction> find(IntroductionId id);
    /// Where the person is one of the two and it is still open, newest first; at most `limit`.
    [[nodiscard]] std::vector<Introduction> open_of(PersonId person, int limit);
    /// The newest of the person in any state.
    [[nodiscard]] std::optional<Introduction> newest_of(PersonId person);
    /// The proposal that is open for a request.
    [[nodiscard]] std::optional<Introduction> proposed_for(RequestId request);
    /// Of one cycle, by id.
    [[nodiscard]] std::vector<Introduction> of_cycle(RoundId round, int cycle);
    [[nodiscard]] std::vector<Introduction> of_round(RoundId round);

    void set_answer(IntroductionId id, IntroductionSide side, IntroductionAnswer answer, Time now);
    void set_state(IntroductionId id, IntroductionState state, Time now);

    /// Introductions that take up room: proposed, agreed, met.
    [[nodiscard]] int mentees_of(PersonId mentor);
    [[nodiscard]] ReplyCounts replies_of(PersonId mentor, Time since);
    /// Whether these two were ever proposed to each other, this way round, since `since`.
    [[nodiscard]] bool was_proposed(PersonId mentor, PersonId mentee, Time since);
    /// Whether the two ever agreed to meet or are being asked now, either way round; peer rounds
    /// apart, since who talked over coffee may well teach each other.
    [[nodiscard]] bool were_paired(PersonId one, PersonId other);

    /// This row is about the pair; with `is_words` it carries what one of them said.
    void note_message(OutboxId row, IntroductionId introduction, bool is_words);
    /// The introduction whose words the row carries.
    [[nodiscard]] IntroductionId of_words(OutboxId row);

  private:
    Database& database_;
};

/// Places among the first three of suggestions.
class Suggestions {
  public:
    explicit Suggestions(Database& database) : database_(database) {}

    struct Place {
        PersonId mentor;
        int rank = 1;
    };
    /// `mentors`, best first; the first three are noted.
    void add(DeskId desk, SkillId skill, std::span<const PersonId> mentors, Time now);
    [[nodiscard]] int count(PersonId mentor, Time since);
    /// At a desk since `since`, by id; at most `limit`.
    [[nodiscard]] std::vector<Place> places(DeskId desk, Time since, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
