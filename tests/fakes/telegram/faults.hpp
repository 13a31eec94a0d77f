// SPDX-License-Identifier: MIT
// What goes wrong with the next answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram_fake {

enum class FaultKind {
    delay,         ///< the answer comes late; what was asked is done at once
    proxy_page,    ///< 502 with an HTML page; nothing is done
    cut_body,      ///< done, but half of the body only, then the connection ends
    empty_body,    ///< done, 200 without a body
    null_result,   ///< done, {"ok":true,"result":null}
    too_many,      ///< 429 that names the seconds to wait; nothing is done
    too_many_bare, ///< 429 without a number; nothing is done
    server_error,  ///< 500 in JSON; nothing is done
    close_before,  ///< the connection ends and nothing is done
    close_after,   ///< done, and the connection ends without an answer
    empty_poll,    ///< getUpdates answers an empty list at once
};

struct Fault {
    FaultKind kind = FaultKind::delay;
    std::string method; ///< in the table's case; empty: any
    int count = 1;      ///< answers it is for
    std::chrono::milliseconds delay{0};
    std::int64_t retry_after = 1; ///< seconds
};

class Faults {
  public:
    void add(Fault fault);
    void clear() { waiting_.clear(); }
    /// The fault for an answer to this method, if there is one; it is used up by that.
    [[nodiscard]] std::optional<Fault> take(std::string_view method);

  private:
    std::list<Fault> waiting_;
};

/// A kind by its name as written above; nothing for an unknown one.
[[nodiscard]] std::optional<FaultKind> fault_kind(std::string_view name);

} // namespace peerdesk::telegram_fake
