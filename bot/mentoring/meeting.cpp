// SPDX-License-Identifier: MIT
#include "bot/mentoring/meeting.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/check_ins.hpp"
#include "bot/mentoring/contacts.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/own_introductions.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/skills/names.hpp"

#include <string>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::IntroductionState;

namespace {

void tell_contact(Context& context, const Introduction& introduction, IntroductionSide side) {
    Lines lines = lines_for(context, introduction, side);
    const PersonId partner = introduction.person_of(other(side));
    lines.add("peerdesk-pair-made",
              {number(introduction.id), conversation::name_of(context, partner, lines.locale())});
    if (introduction.skill) {
        lines.add("peerdesk-pair-skill",
                  {text::Name{skills::name_of(context, introduction.skill, lines.locale())}});
    }
    add_contacts(context, lines, introduction.person_of(side), partner);
    lines.add("peerdesk-pair-tell");
    lines.literal("tell " + number(introduction.id) + " …");
    lines.add("peerdesk-pair-met").literal("met " + number(introduction.id));
    tell(context, introduction, side, lines);
}

/// False when it is too long, which is answered.
bool fits(Turn& turn, std::string_view words) {
    if (words.size() <= words_bytes_max) return true;
    answer(turn, "peerdesk-pair-too-long");
    return false;
}

void pass_words(Turn& turn, const Introduction& introduction, const std::string& words) {
    if (!fits(turn, words)) return;
    const auto side = other(*introduction.side_of(turn.person.id));
    Lines lines = lines_for(turn, introduction, side);
    lines.add("peerdesk-pair-said",
              {number(introduction.id),
               conversation::name_of(turn.services, turn.person, lines.locale()), words});
    const bool is_owed = tell(turn, introduction, side, lines, {.is_words = true});
    answer(turn, is_owed ? "peerdesk-pair-passed" : "peerdesk-pair-unreachable",
           {number(introduction.id),
            conversation::name_of(turn, introduction.person_of(side), turn.language)});
}

} // namespace

void begin_meeting(Context& context, const Introduction& introduction) {
    Tables tables(context);
    tables.introductions.set_state(introduction.id, IntroductionState::agreed, context.now);
    if (introduction.request) {
        tables.requests.set_state(introduction.request, storage::RequestState::matched,
                                  context.now);
    }
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    if (desk != nullptr) {
        engagement::record(context, *desk,
                           {.kind = "introduced",
                            .actor = introduction.mentor,
                            .subject = introduction.mentee,
                            .introduction = introduction.id,
                            .skill = introduction.skill});
    }
}

void agree(Context& context, const Introduction& introduction) {
    begin_meeting(context, introduction);
    tell_contact(context, introduction, IntroductionSide::mentor);
    tell_contact(context, introduction, IntroductionSide::mentee);
    lay_out_check_ins(context, introduction);
}

void pass_on(Turn& turn, const Arguments& arguments) {
    const auto found = find_running(turn, typed_number(arguments));
    if (found) pass_words(turn, *found, arguments.text);
}

bool take_pair_reply(Turn& turn) {
    if (!turn.is_direct() || turn.reply_to.empty() || turn.text.empty()) return false;
    const auto row = turn.tables().outbox.find_remote(turn.place.network, turn.reply_to);
    if (!row) return false;
    const auto id = Tables(turn).introductions.of_words(row->id);
    if (!id || !find_own(turn, id)) return false;
    const auto found = find_running(turn, id);
    if (found) pass_words(turn, *found, turn.text);
    return true;
}

void count_met(Turn& turn, const Introduction& introduction) {
    Tables(turn).introductions.set_state(introduction.id, IntroductionState::met, turn.now);
    const Desk* desk = turn.services.desks.with_id(introduction.desk);
    engagement::record(
        turn, desk != nullptr ? *desk : turn.desk,
        {.kind = "met",
         .actor = turn.person.id,
         .subject = introduction.person_of(other(*introduction.side_of(turn.person.id))),
         .introduction = introduction.id,
         .skill = introduction.skill,
         .network = turn.place.network,
         .language = turn.language});
}

void met(Turn& turn, const Arguments& arguments) {
    const auto found = find_running(turn, typed_number(arguments));
    if (!found) return;
    if (found->state == IntroductionState::met) {
        answer(turn, "peerdesk-met-already", {number(found->id)});
        return;
    }
    count_met(turn, *found);
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-met", {number(found->id)});
    if (found->mentee == turn.person.id && found->skill) {
        lines.add("peerdesk-met-learned")
            .literal("learned " + skills::name_of(turn, found->skill, turn.language));
    }
    answer(turn, lines);
}

void goodbye(Turn& turn, const Arguments& arguments) {
    const auto found = find_running(turn, typed_number(arguments));
    if (!found) return;
    const auto side = *found->side_of(turn.person.id);
    end_introduction(turn, *found, turn.person.id);
    answer(turn, "peerdesk-goodbye", {number(found->id)});
    Lines lines = lines_for(turn, *found, other(side));
    lines.add("peerdesk-goodbye-told", {number(found->id)});
    tell(turn, *found, other(side), lines);
}

void problem(Turn& turn, const Arguments& arguments) {
    const auto found = find_own(turn, typed_number(arguments));
    if (!found) {
        answer(turn, "peerdesk-introduction-unknown", {number(typed_number(arguments))});
        return;
    }
    if (!fits(turn, arguments.text)) return;
    const Desk* desk = turn.services.desks.with_id(found->desk);
    const Desk& whose = desk != nullptr ? *desk : turn.desk;
    const int told = tell_coordinators(turn, whose, *found, arguments.text);
    answer(turn, told > 0 ? "peerdesk-problem-kept" : "peerdesk-problem-nobody",
           {number(found->id)});
}

} // namespace peerdesk::mentoring
