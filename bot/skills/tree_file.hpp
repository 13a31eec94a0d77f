// SPDX-License-Identifier: MIT
// The tree of skills as a file that people keep: JSON or CSV with the same content. Every mistake
// is told at its place, and a file with one is not taken at all.
#pragma once

#include "bot/skills/recognise.hpp"
#include "bot/text/param.hpp"
#include "storage/skills.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::skills {

inline constexpr std::size_t tree_bytes_max = 4'194'304;
inline constexpr std::size_t tree_skills_max = 2'000;
inline constexpr std::size_t tree_levels_max = 3;
inline constexpr std::size_t names_each_max = 500;   ///< names and aliases of one skill
inline constexpr std::size_t id_length_max = 60;     ///< bytes of ids and categories
inline constexpr std::size_t tree_problems_max = 50; ///< told at once

/// One skill as written.
struct WrittenSkill {
    int line = 0; ///< in CSV, its first one; 0 in JSON
    std::string id;
    std::string parent;
    std::string category;
    bool is_teachable = true;
    std::map<std::string, std::string> names;                ///< by locale
    std::map<std::string, std::vector<std::string>> aliases; ///< by locale
    std::string wikidata;
};

struct TreeProblem {
    int line = 0;    ///< 0: not known
    std::string id;  ///< of the skill; may be empty
    std::string key; ///< of locales/
    std::vector<text::Param> params;
};

/// A tree that may be stored, or at least one problem.
struct TreeReading {
    std::vector<storage::TreeSkill> tree;
    std::vector<TreeProblem> problems;
};

/// Reads either form; JSON begins with "{".
[[nodiscard]] TreeReading read_tree(std::string_view text);

/// What the message of `problem.key` is filled with: first the place, "FILE:12: photo-upload: ",
/// without what is not known.
[[nodiscard]] std::vector<text::Param> params_of(const TreeProblem& problem, std::string_view file);

/// What the database holds, parents first.
[[nodiscard]] std::vector<WrittenSkill> written_tree(storage::Database& database);
[[nodiscard]] std::string to_json(const std::vector<WrittenSkill>& skills);
[[nodiscard]] std::string to_csv(const std::vector<WrittenSkill>& skills);

} // namespace peerdesk::skills
