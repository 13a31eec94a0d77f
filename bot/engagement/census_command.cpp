// SPDX-License-Identifier: MIT
#include "bot/engagement/census_command.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/summary_command.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "storage/census.hpp"
#include "storage/skill_label.hpp"

namespace peerdesk::engagement {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;

namespace {

constexpr std::size_t skills_shown_max = 20;
constexpr std::size_t groups_shown_max = 20;
constexpr std::size_t named_max = 5; ///< skills or people on one line

class CensusText {
  public:
    CensusText(Turn& turn, Audience audience)
        : turn_(turn), audience_(audience), lines_(turn.services, turn.language) {}

    void add_title(std::string_view key, const std::string& group,
                   const storage::CensusFigures& figures) {
        lines_.add(key, {turn_.desk.settings.name, text::Name{group}});
        // The whole desk is a total; a language or a region is a breakdown.
        const auto shown = [&](std::int64_t people) {
            return group.empty() ? text::Param(people) : count(people);
        };
        lines_.add("peerdesk-census-people",
                   {shown(figures.people.offering), shown(figures.people.wanting)});
    }

    void add_skills(const storage::CensusFigures& figures) {
        std::size_t shown = 0;
        std::vector<storage::SkillId> unoffered;
        for (const storage::CensusSkill& skill : figures.skills) {
            if (skill.people.offering == 0) unoffered.push_back(skill.skill);
            if (++shown > skills_shown_max) continue;
            const text::Name name{label(skill.skill)};
            lines_.add("peerdesk-census-skill",
                       {name, count(skill.people.offering), count(skill.people.wanting)});
            // Names are for a coordinator alone, never for a room.
            if (turn_.is_direct() && audience_ == Audience::coordinators)
                add_names(skill.offered_by);
        }
        if (shown > skills_shown_max)
            lines_.add("peerdesk-census-more", {shown - skills_shown_max});
        if (!unoffered.empty()) lines_.add("peerdesk-census-unoffered", {list(unoffered)});
    }

    void add_groups(const std::vector<storage::CensusGroup>& groups, std::string_view key,
                    std::string_view gap_key, bool are_languages) {
        std::size_t shown = 0;
        for (const storage::CensusGroup& group : groups) {
            if (++shown > groups_shown_max) continue;
            const text::Name name{are_languages ? text::display_name(group.key, turn_.language)
                                                : group.key};
            lines_.add(key, {name, count(group.people.offering), count(group.people.wanting)});
            if (!group.unoffered.empty()) lines_.add(gap_key, {name, list(group.unoffered)});
        }
        if (shown > groups_shown_max)
            lines_.add("peerdesk-census-more", {shown - groups_shown_max});
    }

    [[nodiscard]] const Lines& lines() const { return lines_; }

  private:
    [[nodiscard]] std::string label(storage::SkillId skill) const {
        return storage::skill_label(turn_.services.database, skill, turn_.language);
    }
    [[nodiscard]] text::Param count(std::int64_t people) const {
        if (audience_ == Audience::coordinators || people == 0 || people >= group_min)
            return people;
        return turn_.services.catalogue().render(turn_.language, "peerdesk-summary-under",
                                                 {group_min});
    }
    [[nodiscard]] std::string list(const std::vector<storage::SkillId>& skills) const {
        std::vector<std::string> names;
        for (const storage::SkillId skill : skills) {
            if (names.size() < named_max) names.push_back(label(skill));
        }
        return text::join_list(turn_.services.catalogue(), turn_.language, names);
    }
    void add_names(std::vector<std::string> names) {
        std::erase(names, std::string{});
        if (names.empty()) return;
        if (names.size() > named_max) names.resize(named_max);
        lines_.add("peerdesk-census-offered-by",
                   {text::join_list(turn_.services.catalogue(), turn_.language, names)});
    }

    Turn& turn_;
    Audience audience_;
    Lines lines_;
};

void show(Turn& turn, std::string_view title, const std::string& group,
          const storage::CensusScope& scope) {
    const auto figures = storage::Census(turn.services.database).take(turn.desk.id, scope);
    if (figures.skills.empty()) {
        answer(turn, group.empty() ? "peerdesk-census-empty" : "peerdesk-census-empty-group",
               {text::Name{group}});
        return;
    }
    CensusText text(turn, audience_of(turn));
    text.add_title(title, group, figures);
    text.add_skills(figures);
    if (scope.language.empty())
        text.add_groups(figures.languages, "peerdesk-census-language",
                        "peerdesk-census-language-gap", true);
    if (scope.region_folded.empty())
        text.add_groups(figures.regions, "peerdesk-census-region", "peerdesk-census-region-gap",
                        false);
    answer(turn, text.lines());
}

} // namespace

void census(Turn& turn, const conversation::Arguments& arguments) {
    if (arguments.text.empty()) {
        show(turn, "peerdesk-census-title", {}, {});
        return;
    }
    if (const auto locale = turn.services.texts->languages.find(arguments.text)) {
        show(turn, "peerdesk-census-title-language", text::display_name(*locale, turn.language),
             {.language = *locale});
        return;
    }
    const std::string folded = text::fold(arguments.text);
    if (const auto region = storage::Census(turn.services.database).find_region(folded)) {
        show(turn, "peerdesk-census-title-region", *region, {.region_folded = folded});
        return;
    }
    answer(turn, "peerdesk-census-unknown", {text::Name{arguments.text}});
}

} // namespace peerdesk::engagement
