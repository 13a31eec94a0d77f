// SPDX-License-Identifier: MIT
#include "bot/learning/sharing.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/skills/choosing.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "bot/text/fold.hpp"
#include "storage/learnings.hpp"

#include <charconv>
#include <string>

namespace peerdesk::learning {

using conversation::answer;
using conversation::Lines;
using conversation::typed_here;
using storage::Learnings;

namespace {

constexpr std::size_t letters_min = 20; ///< shorter tells nobody anything
constexpr std::size_t letters_max = 600;
constexpr int listed_max = 5;

/// One line: line breaks of a text would look like facts of ours.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const bool is_blank = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
        if (!is_blank) {
            out += letter;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

storage::SharedId shared_id(const storage::Prompt& prompt) {
    storage::SharedId id;
    const std::string& text = prompt.payload;
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

void ask_readers(Turn& turn, storage::SharedId id) {
    turn.tables().prompts.add({.place = conversation::stored(turn.place),
                               .person = turn.person.id,
                               .kind = "share",
                               .payload = std::to_string(id.value),
                               .asked = turn.now});
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-share-ask");
    for (const auto& [number, key] :
         {std::pair{"1", "peerdesk-share-named"}, std::pair{"2", "peerdesk-share-unnamed"},
          std::pair{"3", "peerdesk-share-nobody"}})
        lines.add(key, {typed_here(turn, number)});
    answer(turn, lines);
}

void add_shared(Turn& turn, Lines& lines, const storage::SharedLearning& shared) {
    const text::Name skill{skills::name_of(turn, shared.skill, turn.language)};
    if (shared.is_named) {
        lines.add("peerdesk-learnings-named",
                  {skill, conversation::name_of(turn, shared.person, turn.language),
                   text::Name{shared.body}});
    } else {
        lines.add("peerdesk-learnings-unnamed", {skill, text::Name{shared.body}});
    }
}

/// The skill that a word of `learnings` means; words that are new here mean none that was shared.
storage::SkillId wanted_skill(Turn& turn, std::string_view words) {
    const auto found = skills::recognise(turn, words, turn.language);
    if (found.clarity == skills::Clarity::clear) return found.skill;
    if (found.clarity == skills::Clarity::unsure) return found.near.front();
    const auto own = storage::Skills(turn.services.database).own_words(text::fold(words));
    return own ? own->id : storage::SkillId{};
}

} // namespace

void share(Turn& turn, const Arguments& arguments) {
    Learnings learnings(turn.services.database);
    const auto newest = learnings.newest_of(turn.person.id);
    if (!newest) return; // the command does not fit then
    std::string body = one_line(arguments.text);
    const std::size_t letters = text::count_letters(body);
    if (letters < letters_min || letters > letters_max) {
        answer(turn, letters < letters_min ? "peerdesk-share-short" : "peerdesk-share-long",
               {letters_max});
        return;
    }
    const auto id = learnings.add_shared({.person = turn.person.id,
                                          .skill = newest->skill,
                                          .desk = turn.desk.id,
                                          .language = turn.language,
                                          .body = std::move(body),
                                          .shared = turn.happened});
    ask_readers(turn, id);
}

bool answer_share_prompt(Turn& turn, const storage::Prompt& prompt, std::string_view typed) {
    if (typed != "1" && typed != "2" && typed != "3") return false;
    turn.tables().prompts.remove(prompt.id);
    Learnings learnings(turn.services.database);
    const auto shared = learnings.find_shared(shared_id(prompt));
    if (!shared || shared->person != turn.person.id) return false;
    if (typed == "3") {
        learnings.remove_shared(shared->id);
        answer(turn, "peerdesk-share-removed");
        return true;
    }
    learnings.set_readers(shared->id, typed == "1");
    const auto* desk = turn.services.desks.with_id(shared->desk);
    engagement::record(turn, desk == nullptr ? turn.desk : *desk,
                       {.kind = "shared",
                        .actor = turn.person.id,
                        .skill = shared->skill,
                        .network = turn.place.network,
                        .language = turn.language});
    answer(turn, typed == "1" ? "peerdesk-shared-named" : "peerdesk-shared-unnamed");
    return true;
}

void learnings(Turn& turn, const Arguments& arguments) {
    storage::SkillId skill;
    if (!arguments.text.empty()) {
        skill = wanted_skill(turn, arguments.text);
        if (!skill) {
            answer(turn, "peerdesk-learnings-none-of", {text::Name{arguments.text}});
            return;
        }
    }
    const auto found = Learnings(turn.services.database).readable(turn.desk.id, skill, listed_max);
    if (found.empty() && skill) {
        answer(turn, "peerdesk-learnings-none-of",
               {text::Name{skills::name_of(turn, skill, turn.language)}});
        return;
    }
    if (found.empty()) {
        answer(turn, "peerdesk-learnings-none");
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-learnings-title", {found.size()});
    for (const auto& shared : found)
        add_shared(turn, lines, shared);
    answer(turn, lines);
}

} // namespace peerdesk::learning
