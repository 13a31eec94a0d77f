// SPDX-License-Identifier: MIT
// Skills: the tree with its names in many locales, and words people wrote themselves, which mean
// nothing but themselves until somebody files them into the tree.
#pragma once

#include "storage/interactions.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Skill {
    SkillId id;
    std::string code; ///< empty: own words
    std::string name; ///< own words as first written; else the tree's first name
    SkillId parent;
    std::string category;
    std::string wikidata;
    bool is_teachable = true;
    bool is_retired = false;
    SkillId filed_into;
};

/// One name or alias. `folded` is how it is compared; storage does not fold.
struct SkillName {
    SkillId skill;
    std::string locale;
    std::string name;
    std::string folded;
    bool is_alias = false;
};

/// A skill of the tree as it is to be stored. The names' `skill` is not read.
struct TreeSkill {
    std::string code;
    std::string parent; ///< a code; empty at the top
    std::string category;
    std::string wikidata;
    bool is_teachable = true;
    std::string name;
    std::vector<SkillName> names;
};

/// Own words and how many facts name them.
struct OwnWords {
    SkillId id;
    std::string name;
    std::int64_t used = 0;
};

class Skills {
  public:
    explicit Skills(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<Skill> find(SkillId id);
    /// The skill of the tree with this code; nothing once it is retired.
    [[nodiscard]] SkillId with_code(std::string_view code);
    /// Own words with this `text::fold`, filed or not.
    [[nodiscard]] std::optional<Skill> own_words(std::string_view folded);

    /// The tree without what is retired, parents before their children, each level by code.
    [[nodiscard]] std::vector<Skill> tree();
    /// The living skills right under one, by code.
    [[nodiscard]] std::vector<Skill> below(SkillId parent);
    /// Every name of the tree, or of those with this folded form, primary names first.
    [[nodiscard]] std::vector<SkillName> names();
    [[nodiscard]] std::vector<SkillName> called(std::string_view folded);
    /// Of one skill, retired or not: primary names first, then by locale.
    [[nodiscard]] std::vector<SkillName> names_of(SkillId skill);

    /// Own words that are filed nowhere: the most used first.
    [[nodiscard]] std::vector<OwnWords> unfiled(int limit);
    [[nodiscard]] std::int64_t unfiled_count();
    /// All own words, for filing by name.
    [[nodiscard]] std::vector<Skill> all_own_words();
    /// These own words mean `into` from now on. No `by`: the tree's own names say so.
    void file(SkillId words, SkillId into, PersonId by, Time now);

    /// The whole tree anew. Codes keep their rows; codes that are gone are retired. Parents must be
    /// among `tree`. Call within a transaction.
    void replace_tree(std::span<const TreeSkill> tree);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
