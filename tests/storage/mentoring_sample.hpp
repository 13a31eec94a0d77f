// SPDX-License-Identifier: MIT
// A desk where bo offers what ana wants.
#pragma once

#include "storage/groups.hpp"
#include "storage/introductions.hpp"
#include "storage/mentor_requests.hpp"
#include "storage/rounds.hpp"
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {

struct MentoringSample : Sample {
    Exchange exchange{database};
    Groups groups{database};
    MentorRequests requests{database};
    Introductions introductions{database};
    Suggestions suggestions{database};
    Rounds rounds{database};
    SkillId upload = Interactions(database).skill_named("Photo upload", "photo upload");
    SkillId bots = Interactions(database).skill_named("Bots", "bots");

    bool put(PersonId person, Side side, SkillId skill, GroupId group = {},
             std::optional<int> level = std::nullopt) {
        return exchange.put({.desk = desk,
                             .person = person,
                             .side = side,
                             .skill = skill,
                             .level = level,
                             .group = group,
                             .since = at(1)});
    }
    RequestId request(PersonId person, SkillId skill, int minutes = 1) {
        return requests.add({.desk = desk,
                             .person = person,
                             .skill = skill,
                             .language = "en",
                             .asked = at(minutes)});
    }
    IntroductionId introduce(PersonId mentor, PersonId mentee, int minutes = 1,
                             IntroductionOrigin origin = IntroductionOrigin::asked) {
        Introduction introduction;
        introduction.desk = desk;
        introduction.origin = origin;
        introduction.skill = upload;
        introduction.mentor = mentor;
        introduction.mentee = mentee;
        introduction.made = at(minutes);
        return introductions.add(introduction);
    }
};

} // namespace peerdesk::storage
