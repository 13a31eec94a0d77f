// SPDX-License-Identifier: MIT
// Bytes in pieces of any size to whole lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace peerdesk::irc {

/// A line ends at LF; a CR before it goes. A line longer than `bytes_max` is dropped whole, so no
/// server can fill our memory.
class LineSplitter {
  public:
    explicit LineSplitter(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// Calls `use(line)` for every line that `bytes` completes. The views live during the call.
    template <typename Use>
    void feed(std::string_view bytes, Use use) {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find('\n');
            const std::string_view part = bytes.substr(0, end);
            const bool is_whole = end != std::string_view::npos;
            bytes.remove_prefix(is_whole ? end + 1 : bytes.size());
            if (is_whole && partial_.empty() && !is_too_long_) {
                if (part.size() <= bytes_max_) use(without_return(part));
                continue;
            }
            is_too_long_ = is_too_long_ || partial_.size() + part.size() > bytes_max_;
            if (is_too_long_)
                partial_.clear();
            else
                partial_ += part;
            if (!is_whole) continue;
            if (!is_too_long_) use(without_return(partial_));
            partial_.clear();
            is_too_long_ = false;
        }
    }

  private:
    static std::string_view without_return(std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    std::size_t bytes_max_;
    std::string partial_;
    bool is_too_long_ = false;
};

} // namespace peerdesk::irc
