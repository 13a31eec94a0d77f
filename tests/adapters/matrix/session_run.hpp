// SPDX-License-Identifier: MIT
// A session with a homeserver model on one side and a desk that commits on the other, in virtual
// time. Tests may make any request fail, hold back commits, and end the process at any point.
#pragma once

#include "adapters/matrix/session.hpp"

#include "tests/adapters/matrix/homeserver_model.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::matrix {

class CountingRandom final : public net::Random {
  public:
    std::uint64_t next() override { return state_ = state_ * 6'364'136'223'846'793'005U + 1; }

  private:
    std::uint64_t state_ = 1;
};

[[nodiscard]] NetworkConfig account_config();
[[nodiscard]] chat::Place room_place(const std::string& id);
[[nodiscard]] chat::Place direct_place(const std::string& user);

class SessionRun {
  public:
    explicit SessionRun(HomeserverModel& model, NetworkConfig with = account_config());

    /// Does what can be done without time passing. Every request is checked against the API.
    void rest();
    /// The same, with the moments in which the session lets people's words go first.
    void settle();
    /// Lets time pass, with whatever becomes due meanwhile.
    void pass(std::chrono::milliseconds time);
    /// Ends the process and starts it with what was committed.
    void restart();
    /// Gives a message to the session; its outbox id.
    std::int64_t deliver(const chat::Place& place, const std::string& text);
    std::int64_t deliver(chat::Outbound message);

    /// What to answer instead of asking the model, for the request of this number.
    std::function<std::optional<Answer>(const Request&, std::size_t)> instead;
    /// What to answer although the model took the request.
    std::function<std::optional<Answer>(const Request&, std::size_t)> afterwards;
    /// Which requests the server takes its time with, until `answer_slow`.
    std::function<bool(const Request&)> is_slow;
    /// Those whose body holds `part`.
    void answer_slow(const std::string& part = {});
    bool is_checked = true; ///< each request, against the published API
    bool commits = true;    ///< otherwise batches are only kept in `offered`

    /// "room or person: text" of all messages, in order; repeats (by key) left out, as a desk does.
    [[nodiscard]] std::vector<std::string> heard() const;
    template <class Body>
    [[nodiscard]] std::vector<Body> told() const {
        std::vector<Body> bodies;
        for (const chat::Event& event : events)
            if (const auto* body = std::get_if<Body>(&event.body)) bodies.push_back(*body);
        return bodies;
    }
    /// The reports for one message.
    [[nodiscard]] std::vector<chat::DeliveryReported> reports(std::int64_t outbox_id) const;
    [[nodiscard]] bool has_finding(FindingCode code) const;
    /// How many requests went to a target that holds this.
    [[nodiscard]] std::size_t count(const std::string& part) const;

    HomeserverModel& server;
    const NetworkConfig config;
    StoredState stored;
    CountingRandom random;
    net::Instant now;
    std::unique_ptr<Session> session;
    std::vector<chat::Event> events; ///< committed
    std::vector<NumberedBatch> offered;
    std::vector<Finding> findings;
    std::vector<Request> asked; ///< all requests, in order
    std::vector<Request> slow;  ///< not answered yet

  private:
    bool step();
    void pass_to(net::SteadyTime time);
    void answer(const Request& request);
    void commit(NumberedBatch& batch);

    std::optional<Request> parked_; ///< the long poll
    net::SteadyTime parked_until_{};
    std::int64_t last_outbox_ = 0;
};

} // namespace peerdesk::matrix
