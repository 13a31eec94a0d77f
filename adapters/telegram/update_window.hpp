// SPDX-License-Identifier: MIT
// Which updates we had, by their exact ids: the server tells of one again when we did not say in
// time that we have it, and its numbers may begin anew, lower than before.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// Ids come one after the other, so they are kept as ranges. The server keeps an update for a day,
/// and begins anew only after a week without any: a range that got nothing for six days can
/// neither come again nor be met by new ids before it is forgotten.
class UpdateWindow {
  public:
    static constexpr std::size_t ranges_max = 64; ///< the oldest go first
    static constexpr std::chrono::days kept_for{6};

    /// @param stored what `stored` gave; anything unreadable in it is left out
    explicit UpdateWindow(std::string_view stored);

    [[nodiscard]] bool contains(std::int64_t id, std::chrono::sys_days today) const;
    void add(std::int64_t id, std::chrono::sys_days today);
    /// "70-90@20454;12-30@20461": from, to and the day of the last id, the oldest first.
    [[nodiscard]] std::string stored() const;

  private:
    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
        std::chrono::sys_days day;
    };
    [[nodiscard]] static bool read(Range& range, std::string_view text);

    std::vector<Range> ranges_; ///< in the order of their last ids' days
};

} // namespace peerdesk::telegram
