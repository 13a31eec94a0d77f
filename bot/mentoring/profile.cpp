// SPDX-License-Identifier: MIT
#include "bot/mentoring/profile.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/mentoring/spoken.hpp"
#include "bot/people/volunteer_commands.hpp"
#include "bot/skills/names.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::Side;

void mentees(Turn& turn, const Arguments& arguments) {
    Tables tables(turn);
    auto profile = tables.exchange.profile(turn.person.id);
    profile.capacity = std::min(arguments.count.value_or(profile.capacity), capacity_max);
    tables.exchange.put_profile(profile);
    if (profile.capacity == 0) {
        answer(turn, "peerdesk-mentees-none");
    } else {
        answer(turn, "peerdesk-mentees-set", {profile.capacity});
    }
    serve_waiting(turn, turn.desk, Change{.mentor = turn.person.id});
}

void back(Turn& turn, const Arguments& arguments) {
    people::back(turn, arguments);
    serve_waiting(turn, turn.desk, Change{.mentor = turn.person.id});
}

void region(Turn& turn, const Arguments& arguments) {
    Tables tables(turn);
    auto profile = tables.exchange.profile(turn.person.id);
    if (arguments.text.empty()) {
        Lines lines(turn.services, turn.language);
        if (profile.region.empty()) {
            lines.add("peerdesk-region-none");
        } else {
            lines.add("peerdesk-region-now", {text::Name{profile.region}});
        }
        lines.add("peerdesk-help-region-example");
        answer(turn, lines);
        return;
    }
    if (arguments.text.size() > name_bytes_max || arguments.text.contains('\n')) {
        answer(turn, "peerdesk-region-long");
        return;
    }
    const bool is_none =
        turn.services.texts->words.answer_word(arguments.text) == text::Answer::no ||
        text::fold(arguments.text) == "none";
    profile.region = is_none ? std::string{} : arguments.text;
    profile.region_folded = text::fold(profile.region);
    tables.exchange.put_profile(profile);
    if (is_none) {
        answer(turn, "peerdesk-region-removed");
    } else {
        answer(turn, "peerdesk-region-set", {text::Name{profile.region}});
    }
}

namespace {

void add_lines(Turn& turn, Lines& lines, const std::vector<storage::ExchangeLine>& own, Side side) {
    Tables tables(turn);
    bool is_any = false;
    for (const auto& line : own) {
        if (line.side != side) continue;
        is_any = true;
        const text::Name name{skills::name_of(turn, line.skill, turn.language)};
        if (const auto group = tables.groups.find(line.group)) {
            lines.add(side == Side::offer ? "peerdesk-offers-offer-group"
                                          : "peerdesk-offers-want-group",
                      {name, text::Name{group->name}});
        } else if (line.level) {
            lines.add("peerdesk-offers-offer-level", {name, *line.level});
        } else {
            lines.add(side == Side::offer ? "peerdesk-offers-offer" : "peerdesk-offers-want",
                      {name});
        }
    }
    if (!is_any)
        lines.add(side == Side::offer ? "peerdesk-offers-no-offer" : "peerdesk-offers-no-want");
}

void add_languages(Turn& turn, Lines& lines) {
    std::vector<std::string> names;
    for (const auto& each : spoken_by(turn, turn.person)) {
        names.push_back(turn.services.catalogue().render(
            turn.language, "peerdesk-language-level",
            {text::Name{text::display_name(each.code, turn.language)}, each.level}));
    }
    if (names.empty()) return;
    lines.add("peerdesk-offers-languages",
              {text::join_list(turn.services.catalogue(), turn.language, names)});
}

} // namespace

void offers(Turn& turn, const Arguments&) {
    Tables tables(turn);
    const auto own = tables.exchange.of(turn.desk.id, turn.person.id, lines_max);
    const auto profile = tables.exchange.profile(turn.person.id);
    Lines lines(turn.services, turn.language);
    add_lines(turn, lines, own, Side::offer);
    add_lines(turn, lines, own, Side::want);
    lines.add("peerdesk-offers-room",
              {profile.capacity, tables.introductions.mentees_of(turn.person.id)});
    add_languages(turn, lines);
    const auto hours = turn.tables().volunteers.get(turn.person.id).hours;
    if (!hours.empty()) lines.add("peerdesk-available-now", {hours});
    if (!profile.region.empty()) lines.add("peerdesk-region-now", {text::Name{profile.region}});
    if (own.empty()) lines.add("peerdesk-offers-invite").literal("offer …");
    answer(turn, lines);
}

} // namespace peerdesk::mentoring
