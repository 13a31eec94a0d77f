// SPDX-License-Identifier: MIT
// How much of everything, and how long.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace peerdesk::mentoring {

inline constexpr int lines_max = 40;                ///< offers and wants of one person at a desk
inline constexpr int desk_lines_max = 20'000;       ///< looked at for one suggestion
inline constexpr int open_introductions_max = 20;   ///< shown and searched for one person
inline constexpr int left_introductions_max = 1000; ///< ended when one of the two is forgotten
inline constexpr int requests_max = 5;              ///< of one person at a time
inline constexpr int served_max = 5'000; ///< waiting requests looked at when room appears
inline constexpr int capacity_max = 20;  ///< mentees one person may take at a time
inline constexpr int groups_max = 500;   ///< of a desk
inline constexpr int group_members_max = 200;
inline constexpr int round_members_max = 500;      ///< who joined one round; about half a second
inline constexpr int round_requests_max = 500;     ///< waiting requests looked at beside them
inline constexpr std::size_t arcs_each_max = 40;   ///< mentors looked at for one mentee, best first
inline constexpr int round_repairs_max = 30;       ///< groups of an exchange that may fall apart
inline constexpr int peer_pairs_max = 20'000;      ///< of earlier peer rounds, newest first
inline constexpr std::size_t name_bytes_max = 120; ///< of a region or a group
inline constexpr std::size_t words_bytes_max = 4000; ///< passed on to the other of a pair

/// For an answer to a proposal; a reminder goes out before it is over.
inline constexpr std::chrono::hours answer_time{72};
inline constexpr std::chrono::hours remind_after{48};
/// A mentor who was put to this mentee is not put to them again within this time.
inline constexpr std::chrono::days asked_lately{30};
/// What is counted of a mentor's answers and suggestions.
inline constexpr std::chrono::days replies_window{180};
inline constexpr std::chrono::days suggestions_window{30};
inline constexpr std::chrono::days shares_window{90};
/// Days after both said yes on which they are asked how it goes, and on which it ends by itself.
inline constexpr std::array check_in_days{7, 14, 21};
inline constexpr int end_day = 28;
/// Who wrote here first within this time is a newcomer.
inline constexpr std::chrono::days newcomer_time{90};

} // namespace peerdesk::mentoring
