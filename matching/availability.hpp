// SPDX-License-Identifier: MIT
// When people are there, as plain intervals in UTC: who is awake, when that changes, how many
// minutes were covered. No clock and no time zone: bot/people/hours makes the intervals.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace peerdesk::matching {

/// UTC in milliseconds; the same type as everywhere in the program.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// Half-open: `begin` belongs to it, `end` does not. Empty when end <= begin.
struct Interval {
    Time begin;
    Time end;

    bool operator==(const Interval&) const = default;
};

/// One person's hours. Every function below takes them in the form `merged` gives:
/// sorted, none empty, none touching or overlapping another.
using Intervals = std::vector<Interval>;

/// The union of `intervals`, which may come in any order, overlap, touch or be empty.
Intervals merged(Intervals intervals);

/// The union of several people's hours.
Intervals union_of(std::span<const Intervals> people);

/// Whether `at` lies in one of the intervals. O(log n).
bool is_available(std::span<const Interval> hours, Time at);

/// The first moment strictly after `at` at which `is_available` changes; empty when it never does
/// within the list.
std::optional<Time> next_change(std::span<const Interval> hours, Time at);

/// `at` itself when available then, otherwise the next begin; empty when there is none.
std::optional<Time> next_available(std::span<const Interval> hours, Time at);

/// The first moment from `at` on at which anybody of `people` is available.
std::optional<Time> first_available(std::span<const Intervals> people, Time at);

/// How much of [from, to) lies in one person's own hours, whole minutes rounded down once at the
/// end. Zero when to <= from.
std::chrono::minutes own_minutes(std::span<const Interval> hours, Time from, Time to);

/// How much of [from, to) lies in the hours of at least one of `people`; minutes that two people
/// share count once.
std::chrono::minutes covered_minutes(std::span<const Intervals> people, Time from, Time to);

/// The moment at which `amount` of own time has passed since `from`: the deadline of "returned
/// after 4 h of the claimer's own hours". `from` itself when amount <= 0; empty when the list ends
/// before. For covered time give it `union_of(people)`.
std::optional<Time> after_own_time(std::span<const Interval> hours, Time from,
                                   std::chrono::milliseconds amount);

} // namespace peerdesk::matching
