// SPDX-License-Identifier: MIT
#include "matching/mentor_score.hpp"

#include "matching/circular_week.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace peerdesk::matching {

namespace {

constexpr double skill_without_level = 0.8; ///< what a skill is worth at level 0

/// What mentee and mentor have in common, worked out once for gate, score and explanation.
struct Common {
    bool languages_known = false;
    std::string language; ///< empty: none at the level required
    int language_level = 0;
    bool hours_known = false;
    std::chrono::minutes hours{0};
};

int within(int value, int max) {
    return std::clamp(value, 0, max);
}

/// The best shared language that both speak at `min_level`: the weaker level counts, then the
/// code decides.
void find_language(Common& common, const Mentee& mentee, const MentorCandidate& mentor,
                   int min_level) {
    common.languages_known = !mentee.languages.empty() && !mentor.languages.empty();
    for (const LanguageLevel& mine : mentee.languages) {
        for (const LanguageLevel& theirs : mentor.languages) {
            if (mine.code != theirs.code || mine.code.empty()) continue;
            const int level = within(std::min(mine.level, theirs.level), language_level_max);
            const bool is_better = level != common.language_level ? level > common.language_level
                                                                  : mine.code < common.language;
            if (level < std::max(min_level, 1) || !is_better) continue;
            common.language = mine.code;
            common.language_level = level;
        }
    }
}

Common common_of(const Mentee& mentee, const Intervals& mentee_week, const MentorCandidate& mentor,
                 const MentorScoreSettings& settings) {
    Common result;
    find_language(result, mentee, mentor, settings.min_language_level);
    const Intervals mentor_week = folded(mentor.hours);
    result.hours_known = !mentee_week.empty() && !mentor_week.empty();
    if (result.hours_known) result.hours = shared_minutes(mentee_week, mentor_week);
    return result;
}

std::optional<MentorExclusion> exclusion(const MentorCandidate& mentor, const Common& common) {
    if (mentor.is_self) return MentorExclusion::is_self;
    if (!mentor.consents) return MentorExclusion::no_consent;
    if (mentor.is_paused) return MentorExclusion::paused;
    if (mentor.is_blocked) return MentorExclusion::blocked;
    if (std::max(mentor.mentees, 0) >= mentor.capacity) return MentorExclusion::no_capacity;
    if (common.languages_known && common.language.empty())
        return MentorExclusion::no_shared_language;
    if (mentor.was_asked_lately) return MentorExclusion::asked_lately;
    if (mentor.was_paired_before) return MentorExclusion::paired_before;
    if (mentor.skill == SkillFit::none) return MentorExclusion::skill_not_offered;
    return std::nullopt;
}

double worth(SkillFit fit) {
    switch (fit) {
    case SkillFit::exact:
        return 1.0;
    case SkillFit::sibling:
        return 0.5;
    case SkillFit::same_root:
        return 0.2;
    case SkillFit::none:
        return 0.0;
    }
    return 0.0;
}

double skill_value(const MentorCandidate& mentor) {
    const double level =
        mentor.skill_level
            ? static_cast<double>(within(*mentor.skill_level, skill_level_max)) / skill_level_max
            : unknown_value;
    return worth(mentor.skill) * std::lerp(skill_without_level, 1.0, level);
}

double hours_value(const Common& common, std::chrono::minutes enough) {
    if (!common.hours_known) return unknown_value;
    if (common.hours >= enough) return 1.0;
    return static_cast<double>(common.hours.count()) / static_cast<double>(enough.count());
}

bool same_region(const Mentee& mentee, const MentorCandidate& mentor) {
    return !mentee.region.empty() && mentee.region == mentor.region;
}

double region_value(const Mentee& mentee, const MentorCandidate& mentor) {
    if (mentee.region.empty() || mentor.region.empty()) return unknown_value;
    return same_region(mentee, mentor) ? 1.0 : 0.0;
}

double replies_value(const MentorCandidate& mentor, const MentorScoreSettings& settings) {
    const double asked = std::max(mentor.asked, 0);
    const double accepted = std::clamp<double>(mentor.accepted, 0, asked);
    const double all = asked + settings.imagined_yes + settings.imagined_no;
    return all > 0 ? (accepted + settings.imagined_yes) / all : unknown_value;
}

double not_yet_asked_value(const MentorCandidate& mentor) {
    return mentor.was_ever_asked ? 0.0 : 1.0 / (1.0 + std::max(mentor.suggested_30d, 0));
}

/// Makes the weights of one side add up to 1 and returns its sum of value times weight.
double fit_of(std::span<MentorPartScore> side) {
    double weights = 0;
    for (const MentorPartScore& part : side)
        weights += part.weight;
    double fit = 0;
    for (MentorPartScore& part : side) {
        part.weight = weights > 0 ? part.weight / weights : 0;
        fit += part.value * part.weight;
    }
    return fit;
}

/// The boosts share what is allowed when their weights ask for more.
double boost_of(std::span<MentorPartScore> boosts) {
    double weights = 0;
    for (const MentorPartScore& part : boosts)
        weights += part.weight;
    double boost = 0;
    for (MentorPartScore& part : boosts) {
        if (weights > mentor_boost_max) part.weight *= mentor_boost_max / weights;
        boost += part.value * part.weight;
    }
    return boost;
}

MentorParts parts_of(const Mentee& mentee, const MentorCandidate& mentor, const Common& common,
                     const MentorScoreSettings& settings) {
    const double language = common.languages_known
                                ? static_cast<double>(common.language_level) / language_level_max
                                : unknown_value;
    const double load = static_cast<double>(mentor.capacity - std::max(mentor.mentees, 0)) /
                        static_cast<double>(mentor.capacity);
    const bool of_the_region = mentee.is_newcomer && same_region(mentee, mentor);
    return {{
        {MentorPart::skill, skill_value(mentor), settings.skill_weight},
        {MentorPart::language, language, settings.language_weight},
        {MentorPart::shared_hours, hours_value(common, settings.shared_hours_enough),
         settings.shared_hours_weight},
        {MentorPart::region, region_value(mentee, mentor), settings.region_weight},
        {MentorPart::replies, replies_value(mentor, settings), settings.replies_weight},
        {MentorPart::load, load, settings.load_weight},
        {MentorPart::exchange, mentor.wants_match ? 1.0 : 0.0, settings.exchange_weight},
        {MentorPart::newcomer_region_boost, of_the_region ? 1.0 : 0.0,
         settings.newcomer_region_boost},
        {MentorPart::not_yet_asked_boost, not_yet_asked_value(mentor),
         settings.not_yet_asked_boost},
    }};
}

/// Fills in weights and shares; returns the score.
double weigh(MentorParts& parts) {
    const std::span all{parts};
    const auto mentee_side = all.first(mentee_side_parts);
    const auto mentor_side = all.subspan(mentee_side_parts, mentor_side_parts);
    const auto boosts = all.subspan(mentee_side_parts + mentor_side_parts);
    const double mentee_fit = fit_of(mentee_side);
    const double mentor_fit = fit_of(mentor_side);
    const double boost = boost_of(boosts);
    if (mentee_fit <= 0 || mentor_fit <= 0) return 0;
    // H = mentee_fit * dH/dmentee_fit + mentor_fit * dH/dmentor_fit, each term divided by H.
    const double both = mentee_fit + mentor_fit;
    const auto set_shares = [&](std::span<MentorPartScore> side, double of_one) {
        for (MentorPartScore& part : side)
            part.share = part.value * part.weight * of_one / (1 + boost);
    };
    set_shares(mentee_side, mentor_fit / both / mentee_fit);
    set_shares(mentor_side, mentee_fit / both / mentor_fit);
    set_shares(boosts, 1);
    const double score = 2 * mentee_fit * mentor_fit / both * (1 + boost);
    return std::round(score / mentor_score_step) * mentor_score_step;
}

} // namespace

MentorRanking rank_mentors(const Mentee& mentee, std::span<const MentorCandidate> mentors,
                           const MentorScoreSettings& settings) {
    const Intervals mentee_week = folded(mentee.hours);
    MentorRanking result;
    for (const MentorCandidate& mentor : mentors) {
        const Common common = common_of(mentee, mentee_week, mentor, settings);
        if (const auto why = exclusion(mentor, common)) {
            result.excluded.push_back({mentor.id, *why});
            continue;
        }
        RankedMentor ranked{.id = mentor.id,
                            .parts = parts_of(mentee, mentor, common, settings),
                            .shared_hours = common.hours,
                            .room = mentor.capacity - std::max(mentor.mentees, 0),
                            .skill = mentor.skill};
        if (!common.language.empty()) ranked.shared_language = common.language;
        ranked.score = weigh(ranked.parts);
        result.ranked.push_back(std::move(ranked));
    }
    std::ranges::sort(result.ranked, [](const RankedMentor& left, const RankedMentor& right) {
        return std::tuple(-left.score, left.id) < std::tuple(-right.score, right.id);
    });
    std::ranges::sort(result.excluded, {}, &ExcludedMentor::id);
    return result;
}

std::vector<Exposure> exposure(std::span<const std::int64_t> eligible,
                               std::span<const PastSuggestion> past) {
    std::map<std::int64_t, int> places;
    for (const std::int64_t id : eligible)
        places.emplace(id, 0);
    int all = 0;
    for (const PastSuggestion& each : past) {
        const auto found = places.find(each.mentor);
        if (each.place > exposure_place_max || found == places.end()) continue;
        ++found->second;
        ++all;
    }
    std::vector<Exposure> result;
    result.reserve(places.size());
    for (const auto& [mentor, count] : places)
        result.push_back({mentor, count, all > 0 ? static_cast<double>(count) / all : 0.0});
    std::ranges::sort(result, [](const Exposure& left, const Exposure& right) {
        return std::tuple(-left.places, left.mentor) < std::tuple(-right.places, right.mentor);
    });
    return result;
}

} // namespace peerdesk::matching
