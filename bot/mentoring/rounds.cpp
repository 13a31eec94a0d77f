// SPDX-License-Identifier: MIT
#include "bot/mentoring/rounds.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/mentoring/round_coffee.hpp"
#include "bot/mentoring/round_exchange.hpp"
#include "bot/mentoring/round_mentors.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::RoundKind;

namespace {

std::string command(Turn& turn, std::string_view words) {
    return conversation::typed_here(turn, words);
}

/// The open round of the desk; that there is none is answered.
std::optional<storage::Round> the_open_one(Turn& turn) {
    auto round = Tables(turn).rounds.open_at(turn.desk.id);
    if (!round) {
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-round-none").literal(command(turn, "round open mentors"));
        lines.literal(command(turn, "round open exchange"));
        lines.literal(command(turn, "round open coffee"));
        answer(turn, lines);
    }
    return round;
}

/// Nobody gains by knowing it, and a restart between opening and closing changes nothing.
std::int64_t seed_of(const Turn& turn, const storage::Round& round) {
    return turn.now.time_since_epoch().count() * 31 + round.id.value;
}

RoundFigures preview(Turn& turn, const storage::Round& round, std::uint64_t seed) {
    switch (round.kind) {
    case RoundKind::mentors:
        return plan_mentors(turn, turn.desk, round, seed).figures();
    case RoundKind::exchange:
        return plan_circles(turn, turn.desk, round, seed).figures();
    case RoundKind::coffee:
        return figures_of(plan_coffee(turn, turn.desk, round, seed));
    }
    return {};
}

RoundFigures introduce(Turn& turn, const storage::Round& round, std::uint64_t seed) {
    switch (round.kind) {
    case RoundKind::mentors: {
        const auto plan = plan_mentors(turn, turn.desk, round, seed);
        introduce_mentors(turn, turn.desk, round, plan);
        return plan.figures();
    }
    case RoundKind::exchange: {
        const auto plan = plan_circles(turn, turn.desk, round, seed);
        introduce_circles(turn, turn.desk, round, plan);
        return plan.figures();
    }
    case RoundKind::coffee: {
        const auto plan = plan_coffee(turn, turn.desk, round, seed);
        introduce_peers(turn, turn.desk, round, plan);
        return figures_of(plan);
    }
    }
    return {};
}

void add_standing(Turn& turn, Lines& lines, const storage::Round& round) {
    lines.add(kind_key(round.kind));
    lines.add("peerdesk-round-joined-count", {Tables(turn).rounds.count_members(round.id)});
}

void add_next(Turn& turn, Lines& lines) {
    lines.add("peerdesk-round-next");
    lines.literal(command(turn, "round preview")).literal(command(turn, "round close"));
}

void record(Turn& turn, std::string_view kind) {
    engagement::record(turn, turn.desk,
                       {.kind = kind, .actor = turn.person.id, .network = turn.place.network});
}

} // namespace

std::string kind_key(RoundKind kind) {
    switch (kind) {
    case RoundKind::mentors:
        return "peerdesk-round-kind-mentors";
    case RoundKind::exchange:
        return "peerdesk-round-kind-exchange";
    case RoundKind::coffee:
        return "peerdesk-round-kind-coffee";
    }
    return {};
}

RoundKind round_kind(std::string_view word) {
    if (word == "exchange") return RoundKind::exchange;
    if (word == "coffee") return RoundKind::coffee;
    return RoundKind::mentors;
}

void open_round(Turn& turn, const Arguments& arguments) {
    Tables tables(turn);
    Lines lines(turn.services, turn.language);
    if (const auto round = tables.rounds.open_at(turn.desk.id)) {
        lines.add("peerdesk-round-open-already");
        add_standing(turn, lines, *round);
        add_next(turn, lines);
        answer(turn, lines);
        return;
    }
    const RoundKind kind = round_kind(arguments.word);
    tables.rounds.open(turn.desk.id, kind, turn.person.id, turn.now);
    record(turn, "round_opened");
    lines.add("peerdesk-round-opened").add(kind_key(kind));
    lines.add("peerdesk-round-how-to-join").literal("join");
    add_next(turn, lines);
    answer(turn, lines);
}

void show_round(Turn& turn, const Arguments&) {
    const auto round = the_open_one(turn);
    if (!round) return;
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-round-is-open");
    add_standing(turn, lines, *round);
    add_next(turn, lines);
    answer(turn, lines);
}

void preview_round(Turn& turn, const Arguments&) {
    const auto round = the_open_one(turn);
    if (!round) return;
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-round-preview");
    add_standing(turn, lines, *round);
    add_figures(lines, preview(turn, *round, static_cast<std::uint64_t>(seed_of(turn, *round))));
    answer(turn, lines);
}

void close_round(Turn& turn, const Arguments&) {
    auto round = the_open_one(turn);
    if (!round) return;
    Tables tables(turn);
    round->seed = seed_of(turn, *round);
    const RoundFigures figures = introduce(turn, *round, static_cast<std::uint64_t>(*round->seed));
    tables.rounds.close(round->id, *round->seed, turn.now);
    record(turn, "round_closed");
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-round-closed");
    add_standing(turn, lines, *round);
    add_figures(lines, figures);
    answer(turn, lines);
}

} // namespace peerdesk::mentoring
