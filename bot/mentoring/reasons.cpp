// SPDX-License-Identifier: MIT
#include "bot/mentoring/reasons.hpp"

#include "bot/skills/names.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <nlohmann/json.hpp>

namespace peerdesk::mentoring {

using conversation::Lines;
using storage::IntroductionSide;

namespace {

double part(const matching::RankedMentor& ranked, matching::MentorPart wanted) {
    for (const auto& each : ranked.parts) {
        if (each.part == wanted) return each.value;
    }
    return 0;
}

void add_skill(Context& context, Lines& lines, const Reasons& reasons, SkillId wanted,
               IntroductionSide reader) {
    const bool is_mentor = reader == IntroductionSide::mentor;
    const text::Name want{skills::name_of(context, wanted, lines.locale())};
    if (!reasons.is_near) {
        lines.add(is_mentor ? "peerdesk-why-you-offer" : "peerdesk-why-they-offer", {want});
        return;
    }
    const text::Name offer{skills::name_of(context, reasons.offered, lines.locale())};
    lines.add(is_mentor ? "peerdesk-why-you-offer-near" : "peerdesk-why-they-offer-near",
              {offer, want});
}

} // namespace

Reasons reasons_of(const matching::RankedMentor& ranked, SkillId offered) {
    Reasons found;
    found.offered = offered;
    found.is_near = ranked.skill != matching::SkillFit::exact;
    found.language = ranked.shared_language.value_or("");
    found.shared_minutes = static_cast<int>(ranked.shared_hours.count());
    found.room = ranked.room;
    // Exactly 1 is the same region; what one side has not said counts as one half.
    found.same_region = part(ranked, matching::MentorPart::region) == 1;
    found.is_newcomer_boost = part(ranked, matching::MentorPart::newcomer_region_boost) > 0;
    found.is_not_asked_boost = part(ranked, matching::MentorPart::not_yet_asked_boost) > 0;
    found.wants_match = part(ranked, matching::MentorPart::exchange) > 0;
    found.score = ranked.score;
    return found;
}

std::string to_json(const Reasons& reasons) {
    const nlohmann::ordered_json object{{"offered", reasons.offered.value},
                                        {"near", reasons.is_near},
                                        {"language", reasons.language},
                                        {"minutes", reasons.shared_minutes},
                                        {"room", reasons.room},
                                        {"region", reasons.same_region},
                                        {"newcomer", reasons.is_newcomer_boost},
                                        {"not_asked", reasons.is_not_asked_boost},
                                        {"exchange", reasons.wants_match},
                                        {"score", reasons.score}};
    return object.dump();
}

Reasons from_json(std::string_view json) {
    const auto object = nlohmann::json::parse(json, nullptr, false);
    Reasons found;
    if (!object.is_object() || !object.contains("offered")) return found;
    found.offered = SkillId{object.value("offered", std::int64_t{0})};
    found.is_near = object.value("near", false);
    found.language = object.value("language", std::string{});
    found.shared_minutes = object.value("minutes", 0);
    found.room = object.value("room", 0);
    found.same_region = object.value("region", false);
    found.is_newcomer_boost = object.value("newcomer", false);
    found.is_not_asked_boost = object.value("not_asked", false);
    found.wants_match = object.value("exchange", false);
    found.score = object.value("score", 0.0);
    return found;
}

void add_reasons(Context& context, Lines& lines, const Reasons& reasons, SkillId wanted,
                 IntroductionSide reader) {
    const bool is_mentor = reader == IntroductionSide::mentor;
    if (reasons.offered) add_skill(context, lines, reasons, wanted, reader);
    if (!reasons.language.empty()) {
        lines.add("peerdesk-why-language",
                  {text::Name{text::display_name(reasons.language, lines.locale())}});
    }
    if (reasons.shared_minutes > 0) {
        const auto shared = text::rough(std::chrono::minutes{reasons.shared_minutes});
        lines.add("peerdesk-why-hours",
                  {text::format_rough(context.services.catalogue(), lines.locale(), shared)});
    }
    if (reasons.same_region) lines.add("peerdesk-why-region");
    if (reasons.wants_match)
        lines.add(is_mentor ? "peerdesk-why-exchange-mentor" : "peerdesk-why-exchange-mentee");
    if (reasons.room > 0) {
        lines.add(is_mentor ? "peerdesk-why-room-mentor" : "peerdesk-why-room-mentee",
                  {reasons.room});
    }
    if (reasons.is_newcomer_boost) lines.add("peerdesk-why-newcomer");
    if (reasons.is_not_asked_boost)
        lines.add(is_mentor ? "peerdesk-why-not-asked-mentor" : "peerdesk-why-not-asked-mentee");
}

} // namespace peerdesk::mentoring
