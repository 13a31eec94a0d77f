// SPDX-License-Identifier: MIT
// Messages of ours on their way: found a target, cut into lines, sent in turns, and reported once.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/irc/channel_joins.hpp"
#include "adapters/irc/delivery_proofs.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/roster.hpp"
#include "adapters/irc/sightings.hpp"
#include "adapters/irc/turn_queue.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

class Outbound {
  public:
    Outbound(LinkState& link, Roster& roster, Sightings& sightings, const ChannelJoins& joins)
        : link_(link), roster_(roster), sightings_(sightings), joins_(joins), proofs_(link) {}

    /// Takes a message; while the link is not up it is returned at once.
    void deliver(chat::Outbound message);
    /// Whether any line could leave now, if the rate allows it.
    [[nodiscard]] bool has_waiting() const { return !queue_.is_empty(); }
    /// The next line, if a target is ready for one. It counts as leaving from now on.
    [[nodiscard]] std::optional<std::string> next_line();
    /// Every line handed out so far is in the driver's hands.
    void on_taken();
    /// What the driver had in its hands has been written to the socket.
    void on_written();
    void on_echo(const IrcMessage& message);
    /// An error numeric or FAIL; whether it was about one of our lines.
    bool on_error(const IrcMessage& message);
    void on_ack(const IrcMessage& message);
    void on_batch(const IrcMessage& message);
    /// The server said who somebody is: what waited for that goes at once, before it grows old.
    void on_answer(const WhoisAnswer& answer);
    void tick();
    /// The link is gone: everything is reported.
    void on_link_lost(std::string_view reason);

    [[nodiscard]] bool is_idle() const { return messages_.empty(); }
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const { return proofs_.next_wake(); }

  private:
    struct Message {
        chat::Outbound outbound;
        std::vector<std::string> lines; ///< empty until its first turn
        std::size_t next = 0;           ///< lines that left
        std::size_t proved = 0;
        std::string remote_id; ///< of the last line proved
    };
    enum class Readiness { ready, waiting, absent, refused };
    struct Target {
        Readiness readiness = Readiness::refused;
        std::string name; ///< nick or channel; for `refused`, the reason
    };

    [[nodiscard]] Target target_of(const chat::Place& place);
    [[nodiscard]] std::size_t text_bytes_max(const chat::Place& place,
                                             std::string_view target) const;
    /// The next line of `message`, which is the first of its place; nothing if it has no text.
    [[nodiscard]] std::optional<std::string> line_of(MessageNumber number, Message& message,
                                                     std::string_view target);
    void prove(MessageNumber number, std::string remote_id, chat::Delivery delivery);
    void report(MessageNumber number, chat::Delivery delivery, std::string_view reason);

    LinkState& link_;
    Roster& roster_;
    Sightings& sightings_;
    const ChannelJoins& joins_;
    DeliveryProofs proofs_;
    TurnQueue queue_;
    std::map<MessageNumber, Message> messages_;
    std::vector<MessageNumber> leaving_; ///< handed out whole, where no echo will come
    std::vector<MessageNumber> taken_;   ///< the same, in the driver's hands
    MessageNumber last_number_ = 0;
};

} // namespace peerdesk::irc
