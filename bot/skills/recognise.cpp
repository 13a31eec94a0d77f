// SPDX-License-Identifier: MIT
#include "bot/skills/recognise.hpp"

#include "bot/skills/likeness.hpp"
#include "bot/skills/names.hpp"
#include "bot/text/fallbacks.hpp"
#include "bot/text/fold.hpp"
#include "storage/skills.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace peerdesk::skills {

using conversation::Context;
using storage::SkillId;
using storage::SkillName;

namespace {

/// From here on a name is meant, if no other skill is nearly as near.
constexpr double clear_min = 0.85;
constexpr double clear_lead = 0.1;
/// From here on it is worth a question.
constexpr double near_min = 0.6;
/// Names the person can read stand before others of the same likeness.
constexpr double own_locale_bonus = 0.02;

void add_once(std::vector<SkillId>& into, SkillId skill) {
    if (std::ranges::find(into, skill) == into.end() && into.size() < near_count_max)
        into.push_back(skill);
}

bool reads(const std::vector<std::string>& locales, const std::string& locale) {
    return std::ranges::find(locales, locale) != locales.end();
}

/// Skills with exactly this name. Of several, names go before aliases and the person's locales
/// before others; who is left is meant.
std::vector<SkillId> called(const std::vector<SkillName>& names,
                            const std::vector<std::string>& locales) {
    for (const bool in_own : {true, false}) {
        for (const bool alias : {false, true}) {
            std::vector<SkillId> found;
            for (const SkillName& name : names) {
                if (name.is_alias == alias && (!in_own || reads(locales, name.locale)))
                    add_once(found, name.skill);
            }
            if (!found.empty()) return found;
        }
    }
    return {};
}

/// The likeness of each skill's best name, best first; equals by number.
std::vector<std::pair<double, SkillId>> near_skills(Context& context, std::string_view folded,
                                                    const std::vector<std::string>& locales) {
    std::map<SkillId, double> best;
    for (const SkillName& name : storage::Skills(context.services.database).names()) {
        double value = likeness(folded, name.folded);
        if (value < near_min) continue;
        if (reads(locales, name.locale)) value += own_locale_bonus;
        auto& known = best[name.skill];
        known = std::max(known, value);
    }
    std::vector<std::pair<double, SkillId>> found;
    found.reserve(best.size());
    for (const auto& [skill, value] : best)
        found.emplace_back(value, skill);
    std::ranges::sort(found, [](const auto& left, const auto& right) {
        return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    return found;
}

Recognised clear(Context& context, SkillId skill) {
    storage::Skills skills(context.services.database);
    const auto found = skills.find(skill);
    if (!found || found->is_teachable) return {.clarity = Clarity::clear, .skill = skill};
    Recognised below{.clarity = Clarity::unsure};
    for (const storage::Skill& each : skills.below(skill))
        add_once(below.near, each.id);
    if (below.near.empty()) return {.clarity = Clarity::clear, .skill = skill};
    return below;
}

Recognised one_or_many(Context& context, std::vector<SkillId> found) {
    if (found.size() == 1) return clear(context, found.front());
    return {.clarity = Clarity::unsure, .near = std::move(found)};
}

/// The person's own locales; "en" ends every chain and says nothing about them.
std::vector<std::string> own_locales(std::string_view locale) {
    auto chain = text::lookup_chain(locale);
    if (chain.size() > 1 && chain.back() == "en") chain.pop_back();
    return chain;
}

} // namespace

Recognised recognise(Context& context, std::string_view words, std::string_view locale) {
    if (words.size() > name_bytes_max) return {}; // a sentence
    storage::Skills skills(context.services.database);
    const std::string folded = text::folded_words(words);
    const auto locales = own_locales(locale);
    if (auto found = called(skills.called(folded), locales); !found.empty())
        return one_or_many(context, std::move(found));
    if (const auto own = skills.own_words(text::fold(words)); own && own->filed_into)
        return {.clarity = Clarity::clear, .skill = resolved(context, own->id)};
    const auto near = near_skills(context, folded, locales);
    if (near.empty()) return {};
    const bool leads = near.size() == 1 || near[0].first - near[1].first >= clear_lead;
    if (near.front().first >= clear_min && leads) return clear(context, near.front().second);
    Recognised result{.clarity = Clarity::unsure};
    for (const auto& [value, skill] : near)
        add_once(result.near, skill);
    return result;
}

bool is_short(std::string_view words) {
    return words.size() <= name_bytes_max && text::count_letters(words) <= name_letters_max &&
           !words.contains('\n');
}

SkillId keep(Context& context, std::string_view words) {
    // A sign before a word is how rows of the tree are told apart, and nobody's word.
    while (words.starts_with('#'))
        words.remove_prefix(1);
    return resolved(context, context.tables().interactions.skill_named(words, text::fold(words)));
}

} // namespace peerdesk::skills
