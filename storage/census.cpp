// SPDX-License-Identifier: MIT
#include "storage/census.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace peerdesk::storage {

namespace {

// The languages somebody told for the exchange, for answering or for being answered; the guessed
// one where there are none.
constexpr const char* current_lines =
    "SELECT DISTINCT p.id AS person_id, p.name, l.side, coalesce(s.filed_into, s.id) AS "
    "resolved_id,"
    " coalesce(nullif(trim(coalesce(x.language_levels, '') || ',' || coalesce(v.languages, '')"
    "  || ',' || p.language, ','), ''), p.guessed_language) AS languages, coalesce(x.region, '') "
    "AS region,"
    " coalesce(x.region_folded, '') AS region_folded"
    " FROM exchange_lines AS l JOIN skills AS s ON s.id = l.skill_id"
    " JOIN persons AS m ON m.id = l.person_id"
    " JOIN persons AS p ON p.id = coalesce(m.merged_into, m.id)"
    " LEFT JOIN exchange_profiles AS x ON x.person_id = p.id"
    " LEFT JOIN volunteers AS v ON v.person_id = p.id"
    " WHERE l.desk_id = ? AND l.ended_ms IS NULL AND p.erased_ms IS NULL"
    " ORDER BY resolved_id, l.side, p.id LIMIT ?";

/// "es:5,pt" as its codes.
std::vector<std::string> codes_of(std::string_view list) {
    std::vector<std::string> codes;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const std::string_view item = list.substr(0, comma);
        const std::string_view code = item.substr(0, item.find(':'));
        if (!code.empty()) codes.emplace_back(code);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    std::ranges::sort(codes);
    const auto same = std::ranges::unique(codes);
    codes.erase(same.begin(), same.end());
    return codes;
}

/// Everybody on the two sides, and for which skills.
struct Sides {
    std::set<PersonId> offering;
    std::set<PersonId> wanting;
    std::set<SkillId> offered;
    std::set<SkillId> wanted;

    void add(const CensusLine& line) {
        const bool is_offer = line.side == Side::offer;
        (is_offer ? offering : wanting).insert(line.person);
        (is_offer ? offered : wanted).insert(line.skill);
    }
    [[nodiscard]] CensusCount count() const { return {std::ssize(offering), std::ssize(wanting)}; }
    [[nodiscard]] std::vector<SkillId> unoffered() const {
        std::vector<SkillId> found;
        std::ranges::set_difference(wanted, offered, std::back_inserter(found));
        return found;
    }
};

bool is_within(const CensusLine& line, const CensusScope& scope) {
    return (scope.language.empty() || std::ranges::binary_search(line.languages, scope.language)) &&
           (scope.region_folded.empty() || line.region_folded == scope.region_folded);
}

/// A group's key to show and its people, by what compares.
using Groups = std::map<std::string, std::pair<std::string, Sides>>;

void add_to(Groups& groups, const std::string& key, const std::string& shown,
            const CensusLine& line) {
    auto& [name, sides] = groups.try_emplace(key, shown, Sides{}).first->second;
    sides.add(line);
}

std::vector<CensusGroup> counted(const Groups& groups) {
    std::vector<CensusGroup> found;
    found.reserve(groups.size());
    for (const auto& [key, group] : groups)
        found.push_back({group.first, group.second.count(), group.second.unoffered()});
    return found;
}

} // namespace

std::vector<CensusLine> Census::lines(DeskId desk) {
    auto row = database_.prepare(current_lines);
    row.bind(desk).bind(lines_max);
    std::vector<CensusLine> found;
    while (row.step())
        found.push_back({.person = row.id<PersonId>("person_id"),
                         .name = row.text("name"),
                         .side = row.text("side") == "offer" ? Side::offer : Side::want,
                         .skill = row.id<SkillId>("resolved_id"),
                         .languages = codes_of(row.text("languages")),
                         .region = row.text("region"),
                         .region_folded = row.text("region_folded")});
    return found;
}

CensusFigures Census::take(DeskId desk, const CensusScope& scope) {
    Sides everybody;
    std::map<SkillId, CensusSkill> skills;
    Groups languages;
    Groups regions;
    for (const CensusLine& line : lines(desk)) { // a person and side is there once for each skill
        if (!is_within(line, scope)) continue;
        everybody.add(line);
        CensusSkill& skill = skills.try_emplace(line.skill, CensusSkill{line.skill}).first->second;
        if (line.side == Side::offer) {
            ++skill.people.offering;
            skill.offered_by.push_back(line.name);
        } else {
            ++skill.people.wanting;
        }
        for (const std::string& code : line.languages)
            add_to(languages, code, code, line);
        if (!line.region_folded.empty()) add_to(regions, line.region_folded, line.region, line);
    }
    CensusFigures figures{
        .people = everybody.count(), .languages = counted(languages), .regions = counted(regions)};
    for (auto& [id, skill] : skills)
        figures.skills.push_back(std::move(skill));
    std::ranges::stable_sort(figures.skills, [](const CensusSkill& a, const CensusSkill& b) {
        return std::pair(a.people.wanting, a.people.offering) >
               std::pair(b.people.wanting, b.people.offering);
    });
    return figures;
}

bool Census::is_offered(DeskId desk, SkillId skill, PersonId but_by) {
    auto row = database_.prepare(
        "SELECT 1 FROM exchange_lines AS l JOIN skills AS s ON s.id = l.skill_id"
        " WHERE l.desk_id = ?1 AND l.side = 'offer' AND l.ended_ms IS NULL"
        " AND l.person_id IS NOT ?3 AND coalesce(s.filed_into, s.id) ="
        "  (SELECT coalesce(w.filed_into, w.id) FROM skills AS w WHERE w.id = ?2) LIMIT 1");
    row.bind(desk).bind(skill).bind(but_by);
    return row.step();
}

std::optional<std::string> Census::find_region(std::string_view folded) {
    auto row = database_.prepare("SELECT region FROM exchange_profiles WHERE region_folded = ?"
                                 " AND region_folded <> '' ORDER BY person_id LIMIT 1");
    row.bind(folded);
    if (!row.step()) return std::nullopt;
    return row.text("region");
}

} // namespace peerdesk::storage
