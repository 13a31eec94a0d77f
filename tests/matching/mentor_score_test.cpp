// SPDX-License-Identifier: MIT
#include "matching/mentor_score.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {

void showValue(const MentorCandidate& mentor, std::ostream& out) {
    out << "mentor " << mentor.id << " mentees " << mentor.mentees << '/' << mentor.capacity
        << " fit " << static_cast<int>(mentor.skill) << " replies " << mentor.accepted << '/'
        << mentor.asked;
}

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Time monday{std::chrono::days{4}}; // 5 January 1970

Interval on_monday(int from, int to) {
    return {monday + hours{from}, monday + hours{to}};
}

Mentee somebody() {
    return {.languages = {{"es", 5}, {"en", 2}},
            .hours = {on_monday(8, 12)},
            .region = "latin-america",
            .is_newcomer = false};
}

MentorCandidate willing(std::int64_t id) {
    return {.id = id,
            .consents = true,
            .capacity = 2,
            .skill = SkillFit::exact,
            .skill_level = std::nullopt,
            .languages = {{"es", 4}},
            .hours = {on_monday(10, 14)},
            .region = "latin-america",
            .was_ever_asked = true};
}

bool chance(int in_ten) {
    return *rc::gen::inRange(0, 10) < in_ten;
}

std::vector<LanguageLevel> any_languages() {
    std::vector<LanguageLevel> result;
    for (const char* code : {"en", "es", "fr"})
        if (chance(5)) result.push_back({code, *rc::gen::inRange(-1, 7)});
    return result;
}

Intervals any_hours() {
    Intervals result;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const Time begin{minutes{*rc::gen::inRange(-20'000, 20'000)}};
        result.push_back({begin, begin + minutes{*rc::gen::inRange(-10, 3000)}});
    }
    return result;
}

std::string any_region() {
    return *rc::gen::element<std::string>("", "africa", "asia");
}

Mentee any_mentee() {
    return {any_languages(), any_hours(), any_region(), chance(5)};
}

SkillFit any_fit() {
    return *rc::gen::element(SkillFit::exact, SkillFit::sibling, SkillFit::same_root,
                             SkillFit::none);
}

MentorCandidate any_mentor(std::int64_t id) {
    MentorCandidate result{.id = id,
                           .is_self = chance(1),
                           .consents = chance(9),
                           .is_paused = chance(1),
                           .is_blocked = chance(1),
                           .was_asked_lately = chance(1),
                           .was_paired_before = chance(1),
                           .mentees = *rc::gen::inRange(-1, 4),
                           .capacity = *rc::gen::inRange(-1, 6),
                           .skill = any_fit(),
                           .skill_level = std::nullopt,
                           .languages = any_languages(),
                           .hours = any_hours(),
                           .region = any_region(),
                           .asked = *rc::gen::inRange(-1, 20),
                           .accepted = *rc::gen::inRange(-1, 22),
                           .suggested_30d = *rc::gen::inRange(-1, 40),
                           .was_ever_asked = chance(5),
                           .wants_match = chance(3)};
    if (chance(5)) result.skill_level = *rc::gen::inRange(-1, 7);
    return result;
}

std::vector<MentorCandidate> any_mentors() {
    std::vector<MentorCandidate> result;
    const int size = *rc::gen::inRange(0, 15);
    for (int id = 1; id <= size; ++id)
        result.push_back(any_mentor(id));
    return result;
}

/// Passes every gate beside that of language.
MentorCandidate any_open_mentor(std::int64_t id) {
    MentorCandidate result = any_mentor(id);
    result.is_self = result.is_paused = result.is_blocked = false;
    result.was_asked_lately = result.was_paired_before = false;
    result.consents = true;
    result.capacity = *rc::gen::inRange(2, 10);
    result.mentees = *rc::gen::inRange(0, result.capacity - 1);
    if (result.skill == SkillFit::none) result.skill = SkillFit::same_root;
    result.asked = *rc::gen::inRange(0, 20);
    result.accepted = *rc::gen::inRange(0, result.asked + 1);
    return result;
}

double score_of(const Mentee& mentee, const MentorCandidate& mentor) {
    const MentorRanking ranking = rank_mentors(mentee, std::vector{mentor});
    return ranking.ranked.empty() ? -1 : ranking.ranked.front().score;
}

RankedMentor ranked(const Mentee& mentee, const MentorCandidate& mentor,
                    const MentorScoreSettings& settings = {}) {
    return rank_mentors(mentee, std::vector{mentor}, settings).ranked.at(0);
}

const MentorPartScore& part(const RankedMentor& mentor, MentorPart which) {
    return mentor.parts.at(static_cast<std::size_t>(which));
}

std::vector<std::int64_t> ids(const MentorRanking& ranking) {
    std::vector<std::int64_t> result;
    for (const RankedMentor& each : ranking.ranked)
        result.push_back(each.id);
    return result;
}

void check(const char* what, auto property) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

TEST(MentorScore, each_gate_names_itself) {
    struct Row {
        const char* name;
        void (*change)(MentorCandidate&);
        MentorExclusion why;
    };
    const Row rows[] = {
        {"self", [](auto& one) { one.is_self = true; }, MentorExclusion::is_self},
        {"consent", [](auto& one) { one.consents = false; }, MentorExclusion::no_consent},
        {"paused", [](auto& one) { one.is_paused = true; }, MentorExclusion::paused},
        {"blocked", [](auto& one) { one.is_blocked = true; }, MentorExclusion::blocked},
        {"full", [](auto& one) { one.mentees = 2; }, MentorExclusion::no_capacity},
        {"takes none", [](auto& one) { one.capacity = 0; }, MentorExclusion::no_capacity},
        {"other language", [](auto& one) { one.languages = {{"fr", 5}}; },
         MentorExclusion::no_shared_language},
        {"too little", [](auto& one) { one.languages = {{"es", 1}}; },
         MentorExclusion::no_shared_language},
        {"asked", [](auto& one) { one.was_asked_lately = true; }, MentorExclusion::asked_lately},
        {"paired", [](auto& one) { one.was_paired_before = true; }, MentorExclusion::paired_before},
        {"skill", [](auto& one) { one.skill = SkillFit::none; },
         MentorExclusion::skill_not_offered},
    };
    for (const Row& row : rows) {
        MentorCandidate one = willing(7);
        row.change(one);
        const MentorRanking ranking = rank_mentors(somebody(), std::vector{one});
        EXPECT_TRUE(ranking.ranked.empty()) << row.name;
        EXPECT_EQ(ranking.excluded, (std::vector<ExcludedMentor>{{7, row.why}})) << row.name;
    }
}

TEST(MentorScore, of_several_gates_the_first_is_told) {
    MentorCandidate one = willing(1);
    one.skill = SkillFit::none;
    one.is_paused = true;
    one.mentees = 2;
    EXPECT_EQ(rank_mentors(somebody(), std::vector{one}).excluded.at(0).why,
              MentorExclusion::paused);
}

TEST(MentorScore, the_formula_gives_the_figures_written_in_its_description) {
    MentorCandidate one = willing(1);
    one.skill = SkillFit::sibling;
    one.skill_level = 5;
    one.asked = 4;
    one.accepted = 3;
    one.mentees = 1;
    const RankedMentor result = ranked(somebody(), one);
    EXPECT_DOUBLE_EQ(part(result, MentorPart::skill).value, 0.5);
    EXPECT_DOUBLE_EQ(part(result, MentorPart::language).value, 0.8);
    EXPECT_DOUBLE_EQ(part(result, MentorPart::shared_hours).value, 0.5); // two hours of four
    EXPECT_DOUBLE_EQ(part(result, MentorPart::region).value, 1);
    EXPECT_DOUBLE_EQ(part(result, MentorPart::replies).value, 0.625); // 5 of 8
    EXPECT_DOUBLE_EQ(part(result, MentorPart::load).value, 0.5);
    EXPECT_DOUBLE_EQ(part(result, MentorPart::exchange).value, 0);
    // 0.225 + 0.16 + 0.125 + 0.1 = 0.61 and 0.28125 + 0.2 = 0.48125
    EXPECT_NEAR(result.score, 2 * 0.61 * 0.48125 / (0.61 + 0.48125), 1e-6);
    EXPECT_EQ(result.shared_language, "es");
    EXPECT_EQ(result.shared_hours, hours{2});
    EXPECT_EQ(result.room, 1);
    EXPECT_EQ(result.skill, SkillFit::sibling);
}

TEST(MentorScore, what_nobody_stated_is_worth_half_and_is_no_gate) {
    MentorCandidate one = willing(1);
    one.languages.clear();
    one.hours.clear();
    one.region.clear();
    const RankedMentor result = ranked(somebody(), one);
    for (const MentorPart which :
         {MentorPart::language, MentorPart::shared_hours, MentorPart::region, MentorPart::replies})
        EXPECT_DOUBLE_EQ(part(result, which).value, unknown_value);
    EXPECT_EQ(result.shared_language, std::nullopt);
    EXPECT_EQ(result.shared_hours, hours{0});
    EXPECT_GT(score_of(Mentee{}, willing(1)), 0);
}

TEST(MentorScore, the_language_both_speak_best_is_named_and_the_code_breaks_ties) {
    MentorCandidate one = willing(1);
    one.languages = {{"en", 5}, {"es", 2}};
    EXPECT_EQ(ranked(somebody(), one).shared_language, "en");
    one.languages = {{"es", 3}, {"en", 5}};
    EXPECT_EQ(ranked(somebody(), one).shared_language, "es");
    Mentee strict = somebody();
    strict.languages = {{"fr", 5}};
    EXPECT_TRUE(rank_mentors(strict, std::vector{one}).ranked.empty());
}

TEST(MentorScore, hours_over_the_end_of_the_week_are_shared) {
    Mentee late = somebody();
    late.hours = {{monday - hours{2}, monday + hours{2}}};
    MentorCandidate one = willing(1);
    one.hours = {{monday + std::chrono::weeks{1} - hours{1}, monday + std::chrono::weeks{1}}};
    EXPECT_EQ(ranked(late, one).shared_hours, hours{1});
}

TEST(MentorScore, a_newcomer_is_brought_to_the_own_region_first) {
    Mentee newcomer = somebody();
    newcomer.is_newcomer = true;
    EXPECT_NEAR(score_of(newcomer, willing(1)), score_of(somebody(), willing(1)) * 1.05, 2e-6);
}

TEST(MentorScore, whom_nobody_was_asked_yet_comes_first_until_often_suggested) {
    MentorCandidate fresh = willing(9);
    fresh.was_ever_asked = false;
    EXPECT_EQ(ids(rank_mentors(somebody(), std::vector{willing(1), fresh})),
              (std::vector<std::int64_t>{9, 1}));
    fresh.suggested_30d = 4;
    EXPECT_DOUBLE_EQ(part(ranked(somebody(), fresh), MentorPart::not_yet_asked_boost).value, 0.2);
}

TEST(MentorScore, boosts_stay_below_a_tenth_whatever_is_set) {
    MentorScoreSettings greedy;
    greedy.newcomer_region_boost = 3;
    greedy.not_yet_asked_boost = 1;
    Mentee newcomer = somebody();
    newcomer.is_newcomer = true;
    MentorCandidate fresh = willing(1);
    fresh.was_ever_asked = false;
    EXPECT_NEAR(ranked(newcomer, fresh, greedy).score, score_of(somebody(), willing(1)) * 1.1,
                2e-6);
}

TEST(MentorScore, one_yes_of_one_is_not_a_rate_of_one) {
    MentorCandidate once = willing(1);
    once.asked = once.accepted = 1;
    MentorCandidate often = willing(2);
    often.asked = 20;
    often.accepted = 18;
    EXPECT_EQ(ids(rank_mentors(somebody(), std::vector{once, often})),
              (std::vector<std::int64_t>{2, 1}));
}

TEST(MentorScore, nobody_behind_a_gate_is_ever_ranked) {
    check("gates", [] {
        const Mentee mentee = any_mentee();
        const auto mentors = any_mentors();
        const MentorRanking ranking = rank_mentors(mentee, mentors);
        RC_ASSERT(ranking.ranked.size() + ranking.excluded.size() == mentors.size());
        for (const RankedMentor& each : ranking.ranked) {
            const MentorCandidate& one = mentors.at(static_cast<std::size_t>(each.id - 1));
            RC_ASSERT(one.consents && !one.is_self && !one.is_paused && !one.is_blocked);
            RC_ASSERT(!one.was_asked_lately && !one.was_paired_before);
            RC_ASSERT(one.mentees < one.capacity && one.skill != SkillFit::none);
            if (mentee.languages.empty() || one.languages.empty()) continue;
            const auto speaks = [&](const std::vector<LanguageLevel>& all) {
                return std::ranges::any_of(all, [&](const LanguageLevel& level) {
                    return level.code == each.shared_language && level.level >= 2;
                });
            };
            RC_ASSERT(speaks(mentee.languages) && speaks(one.languages));
        }
    });
}

TEST(MentorScore, best_first_with_ties_by_id_and_the_order_of_the_input_does_not_matter) {
    check("order", [] {
        const Mentee mentee = any_mentee();
        auto mentors = any_mentors();
        const MentorRanking before = rank_mentors(mentee, mentors);
        for (std::size_t i = 0; i + 1 < before.ranked.size(); ++i) {
            const RankedMentor& left = before.ranked[i];
            const RankedMentor& right = before.ranked[i + 1];
            RC_ASSERT(left.score > right.score ||
                      (left.score == right.score && left.id < right.id));
        }
        for (std::size_t i = mentors.size(); i > 1; --i)
            std::swap(mentors[i - 1], mentors[*rc::gen::inRange<std::size_t>(0, i)]);
        RC_ASSERT(rank_mentors(mentee, mentors) == before);
    });
}

TEST(MentorScore, the_shares_of_all_parts_add_up_to_the_whole_score) {
    check("shares", [] {
        for (const RankedMentor& each : rank_mentors(any_mentee(), any_mentors()).ranked) {
            double shares = 0;
            for (const MentorPartScore& one : each.parts) {
                RC_ASSERT(one.value >= 0 && one.value <= 1 && one.share >= 0);
                shares += one.share;
            }
            RC_ASSERT(std::abs(shares - 1) < 1e-9);
            RC_ASSERT(each.score > 0 && each.score <= 1 + mentor_boost_max);
        }
    });
}

TEST(MentorScore, no_part_makes_a_better_placed_mentor_score_lower) {
    struct Row {
        const char* name;
        void (*worsen)(MentorCandidate&);
    };
    const Row rows[] = {
        {"farther skill",
         [](auto& one) {
             one.skill = one.skill == SkillFit::exact ? SkillFit::sibling : SkillFit::same_root;
         }},
        {"lower level", [](auto& one) { one.skill_level = one.skill_level.value_or(2) - 1; }},
        {"language less known",
         [](auto& one) {
             for (LanguageLevel& each : one.languages)
                 --each.level;
         }},
        {"fewer hours",
         [](auto& one) {
             if (one.hours.size() > 1 && one.hours.back().begin < one.hours.back().end &&
                 one.hours.front().begin < one.hours.front().end)
                 one.hours.pop_back();
         }},
        {"other region",
         [](auto& one) {
             if (!one.region.empty()) one.region = "elsewhere";
         }},
        {"one more no", [](auto& one) { ++one.asked; }},
        {"one yes less", [](auto& one) { --one.accepted; }},
        {"one mentee more", [](auto& one) { ++one.mentees; }},
        {"no exchange", [](auto& one) { one.wants_match = false; }},
        {"suggested more", [](auto& one) { ++one.suggested_30d; }},
        {"asked before", [](auto& one) { one.was_ever_asked = true; }},
    };
    for (const Row& row : rows) {
        check(row.name, [&row] {
            const Mentee mentee = any_mentee();
            const MentorCandidate better = any_open_mentor(1);
            MentorCandidate worse = better;
            row.worsen(worse);
            RC_ASSERT(score_of(mentee, worse) <= score_of(mentee, better));
        });
    }
}

TEST(Exposure, counts_the_first_three_places_of_those_who_could_have_them) {
    const std::vector<std::int64_t> eligible{3, 1, 2, 2};
    const std::vector<PastSuggestion> past{{1, 1}, {2, 2}, {9, 3}, {3, 4}, {1, 3}, {2, 1}, {1, 2}};
    EXPECT_EQ(exposure(eligible, past),
              (std::vector<Exposure>{{1, 3, 0.6}, {2, 2, 0.4}, {3, 0, 0}}));
}

TEST(Exposure, without_suggestions_everybody_has_no_share) {
    EXPECT_EQ(exposure(std::vector<std::int64_t>{2, 1}, {}),
              (std::vector<Exposure>{{1, 0, 0}, {2, 0, 0}}));
}

} // namespace
} // namespace peerdesk::matching
