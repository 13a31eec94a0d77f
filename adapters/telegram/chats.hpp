// SPDX-License-Identifier: MIT
// The rooms the operator named: which chat is behind each today, whether it has topics, and what
// we may do there.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/updates/inbound.hpp"
#include "adapters/telegram/updates/room_map.hpp"
#include "adapters/telegram/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

/// A public name is asked for by that name at every start, since it may lead elsewhere by then. A
/// chat that took the place of another (a group that became a supergroup, too) renews the room.
class Chats {
  public:
    Chats(SessionContext& context, RoomMap& rooms);

    void ask(net::Instant now, bool hears_everything);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);

    /// Whether every room was asked for once, whatever came of it.
    [[nodiscard]] bool are_looked_up() const;
    /// The link is up: says which rooms have topics, and from then on what changes.
    void tell(net::Instant now);

    void on_migrated(const Migration& migration, net::Instant now);
    /// The rooms that were told to be renewed since this was last asked.
    [[nodiscard]] std::vector<std::string> take_renewed();
    /// Whether a room was opened or found behind another chat since this was last asked.
    [[nodiscard]] bool take_new() { return std::exchange(has_new_, false); }
    /// What was told of a room of ours by itself.
    void on_told(const chat::PlaceChanged& change);
    /// Something may have changed there.
    void look_again(std::int64_t chat);
    /// A message shows whether its group has topics.
    void on_seen(const Chat& chat);

    [[nodiscard]] bool is_closed(std::string_view folded) const;
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    enum class Step { chat, member, settled };
    struct Entry {
        std::string written;
        std::string folded;
        std::optional<std::int64_t> chat;
        Retry retry;
        Step step = Step::chat;
        RequestId asked = 0;
        bool was_answered = false;
        bool is_by_number = false; ///< its public name is gone
        bool is_closed = false;
        std::string told_problem;
        bool is_forum = false;
        std::optional<bool> has_threads; ///< as last found out
        std::optional<bool> told_threads;
        bool is_again = false; ///< to be looked at anew when the present look is over
    };
    [[nodiscard]] Entry* find(std::string_view folded);
    [[nodiscard]] Entry* find(std::int64_t chat);
    [[nodiscard]] std::string target_of(const Entry& entry) const;
    void read(Entry& entry, const Verdict& verdict, net::Instant now);
    static void begin_anew(Entry& entry);
    void on_chat(Entry& entry, const Chat& chat, net::Instant now);
    void on_member(Entry& entry, const Membership& us, net::Instant now);
    void on_refused(Entry& entry, const Verdict& verdict, net::Instant now);
    void tell_problem(Entry& entry, Finding finding);
    void move(Entry& entry, std::int64_t chat, net::Instant now);
    void set_threads(Entry& entry, bool has_threads, net::Instant now);
    void close(Entry& entry, const std::string& reason, net::Instant now);
    void open(Entry& entry, net::Instant now);
    void tell_place(const Entry& entry, chat::PlaceState state, const std::string& reason,
                    net::Instant now);

    SessionContext& context_;
    RoomMap& rooms_;
    std::vector<Entry> entries_;
    std::vector<std::string> renewed_;
    bool has_new_ = false;
    bool is_telling_ = false;
    bool hears_everything_ = false;
};

} // namespace peerdesk::telegram
