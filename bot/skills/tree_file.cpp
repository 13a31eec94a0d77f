// SPDX-License-Identifier: MIT
#include "bot/skills/tree_file.hpp"

#include "bot/skills/tree_check.hpp"
#include "bot/skills/tree_forms.hpp"

#include <utility>

namespace peerdesk::skills {

TreeReading read_tree(std::string_view text) {
    TreeReading reading;
    if (text.size() > tree_bytes_max) {
        reading.problems.push_back({.key = "peerdesk-skills-too-long", .params = {tree_bytes_max}});
        return reading;
    }
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string_view::npos && text[first] == '{';
    const auto written =
        is_json ? read_tree_json(text, reading.problems) : read_tree_csv(text, reading.problems);
    reading.tree = checked_tree(written, reading.problems);
    if (!reading.problems.empty()) reading.tree.clear();
    if (reading.problems.size() > tree_problems_max) reading.problems.resize(tree_problems_max);
    return reading;
}

std::vector<text::Param> params_of(const TreeProblem& problem, std::string_view file) {
    std::string place(file);
    if (problem.line > 0) place += ":" + std::to_string(problem.line);
    place += ": ";
    if (!problem.id.empty()) place += problem.id + ": ";
    std::vector<text::Param> params{std::move(place)};
    params.insert(params.end(), problem.params.begin(), problem.params.end());
    return params;
}

std::vector<WrittenSkill> written_tree(storage::Database& database) {
    storage::Skills skills(database);
    std::vector<WrittenSkill> written;
    std::map<storage::SkillId, std::string> codes;
    for (const storage::Skill& skill : skills.tree()) {
        codes[skill.id] = skill.code;
        WrittenSkill each{.id = skill.code,
                          .parent = skill.parent ? codes[skill.parent] : std::string{},
                          .category = skill.category,
                          .is_teachable = skill.is_teachable,
                          .wikidata = skill.wikidata};
        for (const storage::SkillName& name : skills.names_of(skill.id)) {
            if (name.is_alias) {
                each.aliases[name.locale].push_back(name.name);
            } else {
                each.names[name.locale] = name.name;
            }
        }
        written.push_back(std::move(each));
    }
    return written;
}

} // namespace peerdesk::skills
