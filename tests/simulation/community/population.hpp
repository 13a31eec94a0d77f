// SPDX-License-Identifier: MIT
// Who lives in a simulated community, drawn from its seed: what they speak, when they are around,
// what they can do and how reliable they are.
#pragma once

#include "adapters/chat/event.hpp"
#include "tests/simulation/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::community {

using chat::Time;
using simulation::Dice;

/// How much is played.
struct Size {
    int people = 150;
    int days = 60;
    std::uint64_t seed = 1;
    int runs = 2; ///< of the same seed: they must leave the same database
};

/// Hours as a person means them, told from the clock on their wall.
struct OwnHours {
    unsigned days = 0;  ///< bit 0 is Monday
    int begin_hour = 0; ///< 0 to 23
    int end_hour = 0;   ///< beyond 24: into the next morning
    std::string zone;   ///< of the tz database

    [[nodiscard]] std::string typed() const;
    [[nodiscard]] bool covers(Time moment) const;
};

struct Resident {
    std::size_t id = 0;
    std::string name;        ///< five digits behind `name_mark`; also the account
    std::string second_name; ///< of another account, to be linked; empty: none
    std::string language;
    std::string region;
    std::string zone;
    Time arrives;
    bool is_responder = false;
    bool is_coordinator = false;

    int question_days = 30; ///< on average between two questions
    int request_days = 60;  ///< and between two wishes for a mentor
    int answer_percent = 80;
    int yes_percent = 80;
    int meets_percent = 60;
    int learns_percent = 60;
    std::vector<std::size_t> knows; ///< skills they could show
    std::optional<Time> leaves;     ///< when they ask to be forgotten

    std::optional<OwnHours> hours; ///< as the desk was last told
    int capacity_most = 2;         ///< the largest number of mentees they ever allowed
    bool is_gone = false;          ///< asked to be forgotten
    Time gone_at;                  ///< and when
    bool has_linked = false;
};

inline constexpr std::string_view name_mark = "zq";
inline constexpr std::size_t name_digits = 5;

[[nodiscard]] const std::vector<std::string>& skill_names();
/// How many of them are known in a community: in a small one too people wish for the same.
[[nodiscard]] std::size_t skill_count(const Size& size);
/// The first are asked for most.
[[nodiscard]] std::size_t draw_skill(Dice& dice, const Size& size);
[[nodiscard]] OwnHours draw_hours(Dice& dice, const std::string& zone);
[[nodiscard]] std::vector<Resident> draw_population(Dice& dice, const Size& size, Time begin);
/// The residents named in a text, each once, in the order of their first mention.
[[nodiscard]] std::vector<std::size_t> named_in(std::string_view text);

} // namespace peerdesk::community
