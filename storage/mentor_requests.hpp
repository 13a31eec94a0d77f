// SPDX-License-Identifier: MIT
// Who waits for a mentor, in the order in which they asked.
#pragma once

#include "storage/interactions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

using RequestId = Id<struct RequestTag>;

enum class RequestState {
    waiting,  ///< nobody is asked at the moment
    proposed, ///< an introduction is proposed
    matched,  ///< both said yes
    withdrawn,
};

struct MentorRequest {
    RequestId id;
    DeskId desk;
    PersonId person;
    SkillId skill;
    std::string language;
    Time asked;
    RequestState state = RequestState::waiting;
};

class MentorRequests {
  public:
    explicit MentorRequests(Database& database) : database_(database) {}

    RequestId add(const MentorRequest& request);
    [[nodiscard]] std::optional<MentorRequest> find(RequestId id);
    /// Waiting or proposed.
    [[nodiscard]] std::optional<MentorRequest> current(DeskId desk, PersonId person, SkillId skill);
    /// A person's waiting and proposed ones, by id.
    [[nodiscard]] std::vector<MentorRequest> current_of(PersonId person);
    /// Those that wait at a desk, by id; at most `limit`.
    [[nodiscard]] std::vector<MentorRequest> waiting(DeskId desk, int limit);
    /// How many stand before it and itself: 1 is next. For whom somebody is being asked stands in
    /// line too, or everybody behind would move back when that comes to nothing.
    [[nodiscard]] std::int64_t place_in_line(const MentorRequest& request);
    /// How many questions of this person are about a skill, by the words on their tickets.
    [[nodiscard]] int questions_on(PersonId asker, std::string_view skill);
    void set_state(RequestId id, RequestState state, Time now);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
