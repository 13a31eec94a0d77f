// SPDX-License-Identifier: MIT
#include "bot/skills/tree_check.hpp"

#include "bot/text/fallbacks.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/utf8.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <unicode/uchar.h>

namespace peerdesk::skills {

using storage::SkillName;
using storage::TreeSkill;

namespace {

bool is_id(std::string_view text) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return !text.empty() && text.size() <= id_length_max &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_qid(std::string_view text) {
    constexpr std::size_t length_max = 12;
    return text.size() >= 2 && text.size() <= length_max && text[0] == 'Q' && text[1] != '0' &&
           text.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_locale(std::string_view text) {
    constexpr std::size_t length_max = 20;
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return text.size() >= 2 && text.size() <= length_max &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Valid UTF-8 on one line, and nothing that a spreadsheet takes for a formula or that separates.
bool is_name(std::string_view text) {
    if (text.empty() || std::string_view("=+-@ ").contains(text.front()) || text.ends_with(' '))
        return false;
    std::string written;
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 letter = text::next_code_point(text, at);
        if (letter == ';' || u_iscntrl(letter)) return false;
        text::append_utf8(written, letter);
    }
    return written == text && !text::folded_words(text).empty();
}

class TreeChecker {
  public:
    TreeChecker(const std::vector<WrittenSkill>& skills, std::vector<TreeProblem>& problems)
        : skills_(skills), problems_(problems) {}

    std::vector<TreeSkill> tree() {
        if (skills_.size() > tree_skills_max)
            problems_.push_back({.key = "peerdesk-skills-too-many", .params = {tree_skills_max}});
        for (const WrittenSkill& skill : skills_) {
            const auto [first, is_new] = by_id_.try_emplace(skill.id, &skill);
            if (!is_new) complain(skill, "peerdesk-skills-id-twice");
        }
        std::vector<TreeSkill> tree;
        for (const WrittenSkill& skill : skills_) {
            check_fields(skill);
            check_line(skill);
            tree.push_back(stored(skill));
        }
        return tree;
    }

  private:
    void complain(const WrittenSkill& skill, std::string_view key,
                  std::vector<text::Param> params = {}) {
        problems_.push_back({skill.line, skill.id, std::string(key), std::move(params)});
    }

    void check_fields(const WrittenSkill& skill) {
        if (!is_id(skill.id)) complain(skill, "peerdesk-skills-bad-id", {id_length_max});
        if (!is_id(skill.category))
            complain(skill, "peerdesk-skills-bad-category", {skill.category});
        if (!skill.wikidata.empty() && !is_qid(skill.wikidata))
            complain(skill, "peerdesk-skills-bad-wikidata", {skill.wikidata});
    }

    /// Upwards to the top: every parent is there, the way is short and comes to an end.
    void check_line(const WrittenSkill& skill) {
        std::set<std::string_view> seen{skill.id};
        const WrittenSkill* at = &skill;
        while (!at->parent.empty()) {
            const auto parent = by_id_.find(at->parent);
            if (parent == by_id_.end()) {
                if (at == &skill) complain(skill, "peerdesk-skills-no-parent", {skill.parent});
                return; // else it is told where it stands
            }
            at = parent->second;
            if (!seen.insert(at->id).second) return complain(skill, "peerdesk-skills-ring");
        }
        if (seen.size() > tree_levels_max)
            complain(skill, "peerdesk-skills-too-deep", {tree_levels_max});
    }

    TreeSkill stored(const WrittenSkill& skill) {
        TreeSkill result{.code = skill.id,
                         .parent = skill.parent,
                         .category = skill.category,
                         .wikidata = skill.wikidata,
                         .is_teachable = skill.is_teachable,
                         .name = {},
                         .names = {}};
        if (skill.names.empty()) complain(skill, "peerdesk-skills-no-name");
        for (const auto& [locale, name] : skill.names) {
            if (result.name.empty() || locale == "en") result.name = name;
            add_name(skill, result, locale, name, false);
        }
        for (const auto& [locale, aliases] : skill.aliases) {
            for (const std::string& alias : aliases)
                add_name(skill, result, locale, alias, true);
        }
        if (result.names.size() > names_each_max)
            complain(skill, "peerdesk-skills-names-too-many", {names_each_max});
        return result;
    }

    void add_name(const WrittenSkill& skill, TreeSkill& into, const std::string& locale,
                  const std::string& name, bool is_alias) {
        if (!is_locale(locale)) return complain(skill, "peerdesk-skills-bad-locale", {locale});
        if (!is_name(name)) return complain(skill, "peerdesk-skills-bad-name", {name});
        std::string folded = text::folded_words(name);
        if (text::count_letters(name) > name_letters_max || name.size() > name_bytes_max)
            return complain(skill, "peerdesk-skills-long-name", {name, name_letters_max});
        const bool is_known = std::ranges::any_of(into.names, [&](const SkillName& each) {
            return each.locale == locale && each.folded == folded;
        });
        if (is_known) {
            // An alias that differs from another name by an accent alone is no use, and no harm.
            if (std::ranges::any_of(into.names, [&](const SkillName& each) {
                    return each.locale == locale && each.name == name;
                }))
                complain(skill, "peerdesk-skills-name-twice", {name, locale, skill.id});
            return;
        }
        if (!is_alias) {
            const auto [owner, is_new] = owners_.try_emplace({locale, folded}, skill.id);
            if (!is_new)
                complain(skill, "peerdesk-skills-name-twice", {name, locale, owner->second});
        }
        into.names.push_back({{}, locale, name, std::move(folded), is_alias});
    }

    const std::vector<WrittenSkill>& skills_;
    std::vector<TreeProblem>& problems_;
    std::map<std::string_view, const WrittenSkill*> by_id_;
    std::map<std::pair<std::string, std::string>, std::string> owners_; ///< of names
};

} // namespace

std::vector<TreeSkill> checked_tree(const std::vector<WrittenSkill>& skills,
                                    std::vector<TreeProblem>& problems) {
    return TreeChecker(skills, problems).tree();
}

} // namespace peerdesk::skills
