// SPDX-License-Identifier: MIT
// A session with the fake server's world on one side and a desk that commits on the other, in
// virtual time. Tests may make any request fail, hold back commits, and end the process at any
// point.
#pragma once

#include "adapters/telegram/session.hpp"

#include "tests/fakes/telegram/methods/polling.hpp"
#include "tests/fakes/telegram/people.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::telegram {

class CountingRandom final : public net::Random {
  public:
    std::uint64_t next() override { return state_ = state_ * 6'364'136'223'846'793'005U + 1; }

  private:
    std::uint64_t state_ = 1;
};

/// A bot with the forum "@staff" and the plain group -4000001.
[[nodiscard]] NetworkConfig bot_config();
[[nodiscard]] chat::Place room_place(const std::string& id);
[[nodiscard]] chat::Place direct_place(std::int64_t user);
[[nodiscard]] Answer page(int status, std::string body, std::string retry_after = {});
/// A refusal as the server words it.
[[nodiscard]] Answer refusal(int code, const std::string& words,
                             const std::string& parameters = {});
[[nodiscard]] Answer broken(net::HttpFailure failure);

class SessionRun {
  public:
    explicit SessionRun(NetworkConfig with = bot_config());

    /// Does what can be done without time passing.
    void rest();
    /// Lets time pass, with whatever becomes due meanwhile.
    void pass(std::chrono::milliseconds time);
    /// Ends the process and starts it with what was committed. The server makes whoever asks it
    /// the same again so soon wait for three seconds.
    void restart();
    /// Ends it in good order. @return how long it took
    std::chrono::milliseconds stop();
    /// Gives a message to the session; its outbox id.
    std::int64_t deliver(chat::Outbound message);
    std::int64_t deliver(const chat::Place& place, const std::string& text);
    /// Says it in the private chat with the bot; the message's id.
    std::int64_t says(std::int64_t user, const std::string& text);

    /// What to answer instead of asking the world, for the request of this number.
    std::function<std::optional<Answer>(const Request&, std::size_t)> instead;
    /// What to answer although the world did what was asked.
    std::function<std::optional<Answer>(const Request&, std::size_t)> afterwards;
    bool commits = true; ///< otherwise batches are only kept in `offered`
    void commit_offered();

    /// "room or person: text" of all messages, in order.
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
    [[nodiscard]] std::vector<std::string> details(FindingCode code) const;
    /// How many requests went to this method.
    [[nodiscard]] std::size_t count(const std::string& method) const;
    /// The targets of all polls, without what is the same in all of them.
    [[nodiscard]] std::vector<std::string> polls() const;

    telegram_fake::World world;
    telegram_fake::People people{world};
    std::int64_t ana = 0; ///< a newcomer, who wrote to the bot before
    std::int64_t bo = 0;  ///< of the staff
    std::int64_t forum = 0;
    std::int64_t group = 0;

    NetworkConfig config;
    StoredState stored;
    CountingRandom random;
    net::Instant now;
    std::unique_ptr<Session> session;
    std::vector<chat::Event> events; ///< committed
    std::vector<NumberedBatch> offered;
    std::vector<Finding> findings;
    std::vector<Request> asked; ///< all requests, in order

  private:
    struct Parked {
        RequestId id = 0;
        telegram_fake::Poll poll;
        net::SteadyTime until;
    };
    bool step();
    bool answer_parked();
    void pass_to(net::SteadyTime time);
    void answer(const Request& request);
    std::optional<Answer> ask_world(const Request& request);
    void commit(NumberedBatch& batch);

    std::optional<Parked> parked_; ///< the long poll
    std::int64_t last_outbox_ = 0;
};

} // namespace peerdesk::telegram
