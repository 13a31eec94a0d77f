// SPDX-License-Identifier: MIT
// The protocol of one account over HTTP, without sockets: answers and messages go in, requests and
// batches come out, time comes with every call.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/batch_book.hpp"
#include "adapters/http_session/exchange.hpp"
#include "adapters/net/clock.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::http_session {

/// Something found out, for the log.
struct Note {
    std::string_view what; ///< a code's name
    std::string detail;    ///< holds no secret
    bool is_problem = false;
};

/// Knows the account for as long as the process runs, over all connections: there is nothing to
/// set up again when a server comes back.
class Session {
  public:
    virtual ~Session() = default;

    virtual void start(net::Instant now) = 0;
    /// The requests to make now; each is answered once, by `on_answer`.
    [[nodiscard]] virtual std::vector<Request> take_requests(net::Instant now) = 0;
    virtual void on_answer(RequestId id, Answer answer, net::Instant now) = 0;
    virtual void deliver(std::vector<chat::Outbound> messages) = 0;
    /// The batches to offer, in this order.
    [[nodiscard]] virtual std::vector<NumberedBatch> take_batches() = 0;
    /// The desk committed this batch, and so all before it.
    virtual void on_committed(std::uint64_t number, net::Instant now) = 0;
    /// When `take_requests` may have something by itself.
    [[nodiscard]] virtual net::SteadyTime next_wake() const = 0;
    [[nodiscard]] virtual std::vector<Note> take_notes() = 0;

    /// Reads nothing more; what is queued is still sent.
    virtual void stop_reading() = 0;
    /// Whether everything that a stop waits for is done: every message reported, above all.
    [[nodiscard]] virtual bool is_idle() const = 0;
    /// Reports what is left as it stands.
    virtual void give_up(net::Instant now) = 0;

    [[nodiscard]] virtual bool is_up() const = 0;
    /// Where requests go; may change when it is looked up again.
    [[nodiscard]] virtual const std::string& base_url() const = 0;
    /// Puts the account's secret into a request that is about to leave.
    virtual void sign(net::HttpRequest& request) const = 0;
};

} // namespace peerdesk::http_session
