// SPDX-License-Identifier: MIT
#include "bot/skills/browsing.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "bot/text/fold.hpp"
#include "storage/skills.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::skills {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;
using conversation::typed_here;
using storage::Skill;
using storage::SkillId;

namespace {

constexpr std::size_t listed_max = 20;
constexpr std::size_t listed_each_max = 12; ///< of one category in the overview

/// A category's word in the reader's language; one of the operator's own stays as written.
std::string category_name(const Turn& turn, const std::string& category) {
    const std::string key = "peerdesk-skill-category-" + category;
    return turn.services.catalogue().has(turn.language, key)
               ? turn.services.catalogue().render(turn.language, key)
               : category;
}

/// Names with a comma between them in every language: people copy them.
std::string joined(const std::vector<std::string>& names, std::size_t limit) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < limit; ++i)
        out += (out.empty() ? "" : ", ") + names[i];
    return names.size() > limit ? out + ", …" : out;
}

void overview(Turn& turn, const std::vector<Skill>& tree) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<std::string>> by_category;
    for (const Skill& skill : tree) {
        if (!skill.is_teachable) continue; // a heading of the tree
        auto& names = by_category[skill.category];
        if (names.empty()) order.push_back(skill.category);
        names.push_back(name_of(turn, skill.id, turn.language));
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-skills-title", {std::ranges::count_if(tree, &Skill::is_teachable)});
    for (const std::string& category : order)
        lines.add("peerdesk-skills-category",
                  {category_name(turn, category), joined(by_category[category], listed_each_max)});
    lines.add("peerdesk-skills-more");
    lines.literal(typed_here(turn, "skills " + name_of(turn, tree.front().id, turn.language)));
    answer(turn, lines);
}

bool is_category(const Turn& turn, const std::string& category, std::string_view folded) {
    return folded == text::folded_words(category) ||
           folded == text::folded_words(category_name(turn, category));
}

/// What a word means, what contains it, and what lies below either.
std::vector<SkillId> fitting(Turn& turn, const std::vector<Skill>& tree, std::string_view word) {
    std::vector<SkillId> found;
    const auto add = [&](SkillId skill) {
        if (skill && std::ranges::find(found, skill) == found.end()) found.push_back(skill);
    };
    const Recognised recognised = recognise(turn, word, turn.language);
    add(recognised.skill);
    std::ranges::for_each(recognised.near, add);
    const std::string folded = text::folded_words(word);
    for (const auto& name : storage::Skills(turn.services.database).names()) {
        if (!folded.empty() && name.folded.contains(folded)) add(name.skill);
    }
    for (const Skill& skill : tree) { // parents come before their children
        const bool is_below = std::ranges::find(found, skill.parent) != found.end();
        if (is_category(turn, skill.category, folded) || (skill.parent && is_below)) add(skill.id);
    }
    return found;
}

void list_fitting(Turn& turn, const std::vector<Skill>& tree, const std::string& word) {
    const auto found = fitting(turn, tree, word);
    if (found.empty()) {
        answer(turn, "peerdesk-skills-none", {text::Name{word}});
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-skills-fitting", {text::Name{word}, found.size()});
    storage::Skills skills(turn.services.database);
    for (std::size_t i = 0; i < found.size() && i < listed_max; ++i) {
        const auto skill = skills.find(found[i]);
        const text::Name name{name_of(turn, found[i], turn.language)};
        if (!skill) continue;
        if (skill->parent) {
            lines.add("peerdesk-skills-one-below",
                      {name, text::Name{name_of(turn, skill->parent, turn.language)}});
        } else {
            lines.add("peerdesk-skills-one", {name, category_name(turn, skill->category)});
        }
    }
    answer(turn, lines);
}

} // namespace

void list_skills(Turn& turn, const conversation::Arguments& arguments) {
    const auto tree = storage::Skills(turn.services.database).tree();
    if (tree.empty()) {
        answer(turn, "peerdesk-skills-no-tree");
    } else if (arguments.text.empty()) {
        overview(turn, tree);
    } else {
        list_fitting(turn, tree, arguments.text);
    }
}

} // namespace peerdesk::skills
