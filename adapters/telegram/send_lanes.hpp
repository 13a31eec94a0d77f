// SPDX-License-Identifier: MIT
// Messages on their way out: one lane for each chat, in order, one call at a time; lanes side by
// side, so that a slow chat never holds another. A call that may have been made and has no answer
// is not made again here unless that does no harm: the desk decides.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/telegram/send_lane.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/verdict.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace peerdesk::telegram {

/// What the lanes ask of those who know the chats.
struct ChatGuide {
    /// Nothing where the room is not (or no longer) to be found.
    std::function<std::optional<std::int64_t>(const chat::Place&)> chat_of;
    std::function<void(std::int64_t chat, std::int64_t now_called, net::Instant)> on_migrated;
    /// Something is not as it was there.
    std::function<void(std::int64_t chat)> look_again;
};

class SendLanes {
  public:
    SendLanes(SessionContext& context, ChatGuide guide);

    void deliver(std::vector<chat::Outbound> messages);
    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    /// Another chat took the place of a room, which the desk knows once this batch is committed:
    /// what it handed over before goes back to it, to be said after the card that is shown anew.
    void on_renewed(const chat::Place& room, std::uint64_t batch, net::Instant now);
    void on_committed(std::uint64_t batch);
    [[nodiscard]] net::SteadyTime next_wake() const;
    /// Messages not yet reported.
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Says how many sends may have arrived without an answer, when there are more of them.
    void tell_ambiguous();
    /// Reports everything left: what may have been sent as unknown, the rest as returned.
    void give_up(net::Instant now);

    [[nodiscard]] std::vector<http_session::FileWanted> take_files_wanted();
    void on_file(http_session::FileId id, chat::FetchedFile file, net::Instant now);

  private:
    SendLane& lane_of(const chat::Place& place);
    void begin(SendLane& lane, net::Instant now);
    /// Whether there is a call to make; where not, what is missing was asked for or told.
    bool prepare(SendLane& lane, std::int64_t chat, net::Instant now);
    [[nodiscard]] net::SteadyTime free_at(SendLane& lane, const Call& call, net::Instant now);
    void on_done(SendLane& lane, std::string_view result, net::Instant now);
    void on_limited(SendLane& lane, const Verdict& verdict, net::Instant now);
    void on_refused(SendLane& lane, const Verdict& verdict, net::Instant now);
    void on_no_answer(SendLane& lane, const Answer& answer, const Verdict& verdict,
                      net::Instant now);
    void on_probe_answer(const Answer& answer, net::Instant now);
    void on_thread_lost(SendLane& lane, net::Instant now);
    void on_migrated(SendLane& lane, std::int64_t now_called, net::Instant now);
    /// Makes the calls anew, without what was refused; false when that was tried before.
    bool mend(SendLane& lane, Refusal refusal);
    void report(const SendJob& job, chat::Delivery delivery, std::string remote_id,
                std::string reason, net::Instant now);
    void finish(SendLane& lane, chat::Delivery delivery, std::string remote_id, std::string reason,
                net::Instant now);
    void hold(SendLane& lane, net::SteadyTime until);
    void next(SendLane& lane);

    void return_overtaken(net::Instant now);
    void ask_presses(net::Instant now);
    /// False when it is too late for another try.
    bool try_press_again(SendJob& job, const Verdict& verdict, net::Instant now);
    void on_press_answer(SendJob job, const Answer& answer, net::Instant now);

    SessionContext& context_;
    ChatGuide guide_;
    std::map<chat::Place, SendLane> lanes_;
    std::deque<SendLane*> turn_;                      ///< have a message and nothing in their way
    std::multimap<net::SteadyTime, SendLane*> held_;  ///< until a time
    std::map<http_session::FileId, SendLane*> files_; ///< lanes that wait for a file
    std::unordered_map<RequestId, SendLane*> in_flight_;
    std::map<chat::Place, std::uint64_t> renewed_; ///< rooms, until this batch is committed
    std::vector<SendJob> overtaken_;               ///< handed over for them meanwhile
    std::deque<SendJob> presses_;                  ///< answers to presses wait for nobody
    std::unordered_map<RequestId, SendJob> presses_in_flight_;
    std::multimap<net::SteadyTime, SendJob> presses_held_; ///< to be answered again
    std::vector<http_session::FileWanted> wanted_;
    http_session::FileId last_file_ = 0;
    Retry trouble_;       ///< of the server or the way there: nothing goes until it answers again
    RequestId probe_ = 0; ///< the request that finds out; 0: none is under way
    bool is_in_trouble_ = false;
    bool is_limit_told_ = false;
    std::size_t ambiguous_ = 0; ///< not yet told
    std::size_t size_ = 0;
};

} // namespace peerdesk::telegram
