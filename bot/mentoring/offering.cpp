// SPDX-License-Identifier: MIT
#include "bot/mentoring/offering.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/mentoring/skill_names.hpp"
#include "bot/mentoring/topic.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::Side;

namespace {

/// They can be found again; a guest's name may be somebody else's by tomorrow.
bool can_be_found(Turn& turn) {
    if (!turn.identity.is_guest) return true;
    answer(turn, "peerdesk-mentoring-guest");
    return false;
}

bool has_place(Turn& turn) {
    if (Tables(turn).exchange.count(turn.desk.id, turn.person.id) < lines_max) return true;
    answer(turn, "peerdesk-offers-full", {lines_max});
    return false;
}

/// What others need to know before somebody can be introduced, asked for with the first offer.
void add_what_is_missing(Turn& turn, Lines& lines) {
    const auto volunteer = turn.tables().volunteers.get(turn.person.id);
    if (!volunteer.hours.empty()) return;
    lines.add("peerdesk-offer-hours").literal("available mon-fri 18-21 Africa/Lagos");
}

bool put(Turn& turn, SkillId skill, const Topic& topic, Side side) {
    Tables tables(turn);
    const bool is_new = tables.exchange.put({.desk = turn.desk.id,
                                             .person = turn.person.id,
                                             .side = side,
                                             .skill = skill,
                                             .level = topic.level,
                                             .group = topic.group,
                                             .since = turn.now});
    if (is_new) {
        engagement::record(turn, turn.desk,
                           {.kind = side == Side::offer ? "offered" : "wanted",
                            .actor = turn.person.id,
                            .skill = skill,
                            .network = turn.place.network,
                            .language = turn.language});
    }
    return is_new;
}

void offer_skill(Turn& turn, SkillId skill, std::string_view rest) {
    if (!can_be_found(turn) || !has_place(turn)) return;
    const Topic topic = read_rest(rest);
    const bool is_new = put(turn, skill, topic, Side::offer);
    Tables tables(turn);
    Lines lines(turn.services, turn.language);
    if (const auto group = tables.groups.find(topic.group)) {
        lines.add("peerdesk-offer-group", {text::Name{group->name}, skill_name(turn, skill)});
    } else {
        lines.add("peerdesk-offer-kept", {skill_name(turn, skill)});
    }
    if (topic.level) lines.add("peerdesk-offer-level", {*topic.level});
    if (is_new) {
        const auto profile = tables.exchange.profile(turn.person.id);
        lines.add("peerdesk-offer-consent", {profile.capacity});
        lines.literal(conversation::typed_here(turn, "mentees 3"));
        if (turn.is_direct()) add_what_is_missing(turn, lines);
    }
    answer(turn, lines);
    serve_waiting(turn, turn.desk, Change{.mentor = turn.person.id, .skill = skill});
}

void want_skill(Turn& turn, SkillId skill, std::string_view rest) {
    if (!can_be_found(turn) || !has_place(turn)) return;
    const Topic topic = read_rest(rest);
    put(turn, skill, topic, Side::want);
    Lines lines(turn.services, turn.language);
    if (const auto group = Tables(turn).groups.find(topic.group)) {
        lines.add("peerdesk-want-group", {text::Name{group->name}, skill_name(turn, skill)});
    } else {
        lines.add("peerdesk-want-kept", {skill_name(turn, skill)});
    }
    lines.add("peerdesk-want-mentor")
        .literal("mentor " + skills::name_of(turn, skill, turn.language));
    if (turn.is_direct()) {
        lines.add("peerdesk-want-ask")
            .literal("ask " + skills::name_of(turn, skill, turn.language) + " …");
    }
    answer(turn, lines);
}

void withdraw_skill(Turn& turn, SkillId skill, std::string_view rest) {
    Tables tables(turn);
    const Topic topic = read_rest(rest);
    bool is_any = tables.exchange.end(turn.desk.id, turn.person.id, Side::offer, skill, topic.group,
                                      turn.now);
    is_any = tables.exchange.end(turn.desk.id, turn.person.id, Side::want, skill, topic.group,
                                 turn.now) ||
             is_any;
    const auto request = tables.requests.current(turn.desk.id, turn.person.id, skill);
    is_any = is_any || request.has_value();
    answer(turn, is_any ? "peerdesk-withdrawn" : "peerdesk-withdraw-none",
           {skill_name(turn, skill)});
    if (request) withdraw_request(turn, *request);
}

void begin(Turn& turn, std::string_view typed, const skills::Action& action) {
    const auto topic = read_topic(turn, typed);
    if (topic && !skills::is_short(topic->words)) {
        answer(turn, "peerdesk-learned-long");
        return;
    }
    if (topic) skills::for_skill(turn, topic->words, action, write_rest(*topic));
}

} // namespace

const skills::Action offer_action{"offer", offer_skill};
const skills::Action want_action{"want", want_skill};
const skills::Action withdraw_action{"withdraw", withdraw_skill};

void offer(Turn& turn, const Arguments& arguments) {
    begin(turn, arguments.text, offer_action);
}

void want(Turn& turn, const Arguments& arguments) {
    begin(turn, arguments.text, want_action);
}

void withdraw(Turn& turn, const Arguments& arguments) {
    begin(turn, arguments.text, withdraw_action);
}

} // namespace peerdesk::mentoring
