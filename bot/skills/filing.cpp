// SPDX-License-Identifier: MIT
#include "bot/skills/filing.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/trimmed.hpp"
#include "storage/skills.hpp"

#include <algorithm>
#include <set>

namespace peerdesk::skills {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;
using conversation::typed_here;

namespace {

constexpr int listed_max = 20;
constexpr std::string_view blanks = " \t\n";

std::set<std::string, std::less<>> words_for_as(const conversation::Services& services) {
    std::set<std::string, std::less<>> found;
    for (const std::string& locale : services.catalogue().codes()) {
        for (const std::string& word : services.catalogue().own_list(locale, "peerdesk-words-as"))
            found.insert(text::fold(word));
    }
    return found;
}

/// Alone on their lines, to be copied.
void add_example(Turn& turn, Lines& lines, std::string_view words) {
    lines.literal(typed_here(turn, "file " + std::string(words) + " as …"));
}

/// The skill to file into; what is unclear is answered.
storage::SkillId target(Turn& turn, const std::string& typed) {
    const Recognised found = recognise(turn, typed, turn.language);
    if (found.clarity == Clarity::clear) return found.skill;
    if (found.near.empty()) {
        answer(turn, "peerdesk-skills-none", {text::Name{typed}});
        return {};
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-file-which", {text::Name{typed}});
    for (const storage::SkillId near : found.near)
        lines.literal(name_of(turn, near, turn.language));
    answer(turn, lines);
    return {};
}

} // namespace

std::optional<Filing> read_filing(const conversation::Services& services, std::string_view text) {
    const auto as = words_for_as(services);
    std::size_t end = text.size();
    while (end > 0) {
        const auto blank = text.find_last_of(blanks, end - 1);
        if (blank == std::string_view::npos) return std::nullopt;
        const auto word = text.substr(blank + 1, end - blank - 1);
        if (as.contains(text::fold(word))) {
            Filing filing{std::string(text::trimmed(text.substr(0, blank))),
                          std::string(text::trimmed(text.substr(end)))};
            if (!filing.words.empty() && !filing.skill.empty()) return filing;
        }
        end = blank;
    }
    return std::nullopt;
}

void list_unfiled(Turn& turn, const conversation::Arguments&) {
    storage::Skills skills(turn.services.database);
    const auto unfiled = skills.unfiled(listed_max);
    if (unfiled.empty()) {
        answer(turn, "peerdesk-unfiled-none");
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-unfiled-title", {skills.unfiled_count()});
    for (const storage::OwnWords& each : unfiled)
        lines.add("peerdesk-unfiled-one", {text::Name{each.name}, each.used});
    lines.add("peerdesk-unfiled-more");
    add_example(turn, lines, unfiled.front().name);
    answer(turn, lines);
}

void file_words(Turn& turn, const conversation::Arguments& arguments) {
    const auto filing = read_filing(turn.services, arguments.text);
    if (!filing) return;
    storage::Skills skills(turn.services.database);
    const auto own = skills.own_words(text::fold(filing->words));
    if (!own) {
        answer(turn, "peerdesk-file-no-words", {text::Name{filing->words}});
        return;
    }
    const storage::SkillId into = target(turn, filing->skill);
    if (!into) return;
    skills.file(own->id, into, turn.person.id, turn.now);
    const std::string name = name_of(turn, into, turn.language);
    turn.tables().audit.add(turn.now, turn.desk.id, turn.person.id, "file", {},
                            own->name + " → " + name);
    answer(turn, "peerdesk-filed", {text::Name{own->name}, text::Name{name}});
}

} // namespace peerdesk::skills
