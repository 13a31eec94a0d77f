// SPDX-License-Identifier: MIT
// How alike two short names are, as people write them: words in another order, other endings,
// slips of the finger, written together or apart. A pure function.
#pragma once

#include <string_view>

namespace peerdesk::skills {

/// 0 (nothing in common) to 1 (the same words). Both are `text::folded_words`. Words count by their
/// length, so that "to" and "of" weigh little; half of the value is how much of `typed` is found in
/// `name`, half the other way round.
[[nodiscard]] double likeness(std::string_view typed, std::string_view name);

} // namespace peerdesk::skills
