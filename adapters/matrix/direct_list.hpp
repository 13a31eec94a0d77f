// SPDX-License-Identifier: MIT
// The account's list of direct rooms (account data m.direct), which other clients of the account
// show. It has no compare-and-set, so it is read, added to and written back, one at a time.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace peerdesk::matrix {

class DirectList {
  public:
    explicit DirectList(SessionContext& context);

    /// Shall be on the list; also after a restart, if that comes first.
    void add(const std::string& user, const std::string& room_id);
    /// Keeps nothing about rooms that are gone.
    void forget_if(const std::function<bool(std::string_view room_id)>& is_gone);

    void ask(net::Instant now);
    /// Whether it was a request of the list's.
    bool on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    [[nodiscard]] bool merge(DirectRooms& rooms) const;
    void on_read(const Answer& answer, net::Instant now);
    void on_written(const Answer& answer, net::Instant now);
    void try_again(const Answer& answer, net::Instant now);
    void forget(const std::map<std::string, std::string>& listed);

    SessionContext& context_;
    Retry retry_;
    std::map<std::string, std::string> missing_; ///< room id to user
    std::map<std::string, std::string> writing_; ///< of them, what is being written
    RequestId reading_ = 0;
    RequestId written_ = 0;
};

} // namespace peerdesk::matrix
