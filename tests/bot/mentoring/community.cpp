// SPDX-License-Identifier: MIT
#include "tests/bot/mentoring/community.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peerdesk::mentoring {

using storage::Introduction;
using storage::IntroductionAnswer;
using storage::IntroductionOrigin;
using storage::IntroductionState;
using storage::PersonId;
using namespace std::chrono_literals;

namespace {

constexpr std::array<std::string_view, 6> skills{"photo upload",   "citing sources",
                                                 "drawing maps",   "writing grants",
                                                 "taking minutes", "weaving baskets"};

bool is_agreed(const Introduction& introduction) {
    return introduction.agreed.has_value();
}

} // namespace

std::string Community::name(int index) {
    return std::string("kim") + (index < 10 ? "0" : "") + std::to_string(index);
}

Community::Community(std::uint64_t seed, const CommunitySize& size)
    : draw_(seed), tables_(house.database) {
    for (int i = 0; i < size.people; ++i)
        make_person(i, size);
}

void Community::make_person(int index, const CommunitySize& size) {
    const std::string who = name(index);
    ids_.push_back(house.person(who));
    const auto offers = draw_.below(static_cast<std::size_t>(size.offers_max) + 1);
    for (std::uint32_t i = 0; i < offers; ++i)
        say(who, "offer " + std::string(skills.at(draw_.below(skills.size()))));
    const auto wants = draw_.below(static_cast<std::size_t>(size.wants_max) + 1);
    for (std::uint32_t i = 0; i < wants; ++i)
        say(who, "want " + std::string(skills.at(draw_.below(skills.size()))));
    if (!size.has_trouble) return;
    if (draw_.below(4) == 0) say(who, draw_.below(2) == 0 ? "languages es native" : "languages en");
    if (draw_.below(8) == 0) {
        say(who, "pause");
        kept_out.insert(ids_.back());
    }
    if (draw_.below(8) == 0) {
        say("cora", "block @" + who);
        kept_out.insert(ids_.back());
    }
}

void Community::join_all() {
    for (int i = 0; i < static_cast<int>(ids_.size()); ++i)
        say(name(i), "join");
}

void Community::say(std::string_view who, std::string_view text) {
    check_names(house.say(who, text));
}

void Community::act() {
    const auto index = static_cast<int>(draw_.below(ids_.size()));
    if (forgotten_.contains(index)) return;
    const std::string who = name(index);
    switch (draw_.below(24)) {
    case 0:
        say(who, "forget me");
        say(who, "yes");
        forgotten_.insert(index);
        return;
    case 1:
        check_names(house.pass(25h));
        return;
    case 2:
    case 3:
        say(who, "decline");
        return;
    default:
        break;
    }
    for (const Introduction& each : tables_.introductions.open_of(id(index), 20)) {
        if (each.answer_of(*each.side_of(id(index))) == IntroductionAnswer::asked) {
            say(who, "accept " + std::to_string(each.id.value));
            return;
        }
    }
}

bool Community::may_know(PersonId reader, PersonId named) {
    return std::ranges::any_of(all(), [&](const Introduction& each) {
        return each.side_of(reader) && each.side_of(named) && is_agreed(each);
    });
}

void Community::check_names(const std::vector<support::Said>& said) {
    for (const auto& each : said) {
        if (!each.place.starts_with("kim")) continue;
        const auto reader = static_cast<std::size_t>(std::stoi(each.place.substr(3)));
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            const std::string other = name(static_cast<int>(i));
            if (i == reader || !each.text.contains(other)) continue;
            EXPECT_TRUE(may_know(ids_[reader], ids_[i])) << each;
        }
    }
}

std::vector<Introduction> Community::all() {
    std::vector<Introduction> found;
    for (std::int64_t i = 1;; ++i) {
        auto next = tables_.introductions.find(storage::IntroductionId{i});
        if (!next) return found;
        found.push_back(std::move(*next));
    }
}

void check_gates(Community& community) {
    std::set<std::pair<PersonId, PersonId>> agreed;
    std::map<PersonId, int> open;
    for (const Introduction& each : community.all()) {
        EXPECT_NE(each.mentor, each.mentee);
        EXPECT_FALSE(community.kept_out.contains(each.mentor)) << each.id.value;
        EXPECT_FALSE(community.kept_out.contains(each.mentee)) << each.id.value;
        if (is_agreed(each) && each.origin != IntroductionOrigin::coffee) {
            EXPECT_TRUE(agreed.emplace(each.mentor, each.mentee).second) << each.id.value;
        }
        if (each.is_open() && each.origin == IntroductionOrigin::round) ++open[each.mentor];
        if (is_agreed(each)) {
            EXPECT_EQ(each.mentor_answer, IntroductionAnswer::yes);
            EXPECT_EQ(each.mentee_answer, IntroductionAnswer::yes);
        }
        if (!each.skill || each.state != IntroductionState::proposed) continue;
        auto row = community.house.database.prepare(
            "SELECT count(*) AS n FROM exchange_lines WHERE person_id = ? AND side = 'offer'"
            " AND skill_id = ? AND ended_ms IS NULL");
        row.bind(each.mentor).bind(each.skill).step();
        EXPECT_EQ(row.integer("n"), 1) << each.id.value;
    }
    for (const auto& [mentor, mentees] : open)
        EXPECT_LE(mentees, 2);
}

void check_circles(Community& community) {
    std::map<int, std::vector<Introduction>> circles;
    for (const Introduction& each : community.all()) {
        if (each.origin == IntroductionOrigin::exchange) circles[*each.cycle].push_back(each);
    }
    std::map<PersonId, std::set<int>> places;
    std::set<PersonId> out;
    for (const auto& [cycle, rows] : circles) {
        const auto agreed = std::ranges::count_if(rows, is_agreed);
        EXPECT_TRUE(agreed == 0 || agreed == std::ssize(rows)) << "circle " << cycle;
        EXPECT_LE(rows.size(), 3U);
        const bool is_living = std::ranges::any_of(rows, [](const Introduction& each) {
            return each.state == IntroductionState::proposed || each.agreed;
        });
        for (const Introduction& each : rows) {
            for (const auto side :
                 {storage::IntroductionSide::mentor, storage::IntroductionSide::mentee}) {
                const PersonId person = each.person_of(side);
                if (is_living) places[person].insert(cycle);
                if (is_living) EXPECT_FALSE(out.contains(person)) << "circle " << cycle;
                const auto answer = each.answer_of(side);
                if (answer == IntroductionAnswer::no || answer == IntroductionAnswer::late)
                    out.insert(person);
            }
        }
    }
    for (const auto& [person, cycles] : places)
        EXPECT_EQ(cycles.size(), 1U) << "person " << person.value;
}

} // namespace peerdesk::mentoring
