// SPDX-License-Identifier: MIT
// The last message known in each thread: what a client without threads shows ours as answering.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace peerdesk::matrix {

/// Bounded; the thread that was quiet longest is forgotten first.
class ThreadEnds {
  public:
    static constexpr std::size_t threads_max = 2'000;

    void note(const std::string& root, std::string latest) {
        if (root.empty() || latest.empty()) return;
        const auto found = at_.find(root);
        if (found != at_.end()) {
            found->second->second = std::move(latest);
            order_.splice(order_.begin(), order_, found->second);
            return;
        }
        order_.emplace_front(root, std::move(latest));
        at_.emplace(order_.front().first, order_.begin());
        if (order_.size() <= threads_max) return;
        at_.erase(order_.back().first);
        order_.pop_back();
    }
    /// Empty when nothing was seen of it.
    [[nodiscard]] std::string latest(std::string_view root) const {
        const auto found = at_.find(root);
        return found == at_.end() ? std::string{} : found->second->second;
    }

  private:
    using Entry = std::pair<std::string, std::string>;
    std::list<Entry> order_;                                              ///< newest first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> at_; ///< views into `order_`
};

} // namespace peerdesk::matrix
