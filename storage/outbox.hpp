// SPDX-License-Identifier: MIT
// Messages owed to people, and what became of each.
#pragma once

#include "storage/tickets.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class OutboxState { queued, held, sending, sent, unconfirmed, failed, unknown };

/// What to do with a row whose end is not known: architecture.md, message flow.
enum class RepeatRule {
    same,  ///< a repeat is the same event: harmless
    mark,  ///< somebody waits for it: sent again and marked
    never, ///< ends `unknown`
};

/// What a row does in its place; the words of chat::Act.
enum class OutboxAct {
    say,
    change,
    remove,
    react,
    open_thread,
    close_thread,
    reopen_thread,
    answer_press
};
/// Whose words it carries; the words of chat::Voice.
enum class OutboxVoice { program, person };

struct OutboxRow {
    OutboxId id;
    StoredPlace place;
    std::string body;
    OutboxAct act = OutboxAct::say;
    OutboxVoice voice = OutboxVoice::program;
    std::string html;
    std::string thread;     ///< the remote id of the thread's first message, or
    OutboxId thread_row;    ///< the row of ours that is its first message
    std::string target;     ///< the remote id of what is answered or reacted to, or
    OutboxId target_row;    ///< the row of ours that is answered, changed, removed or reacted to
    std::string mentions;   ///< accounts to be called, one a line
    std::string attachment; ///< JSON, or empty
    std::string buttons;    ///< below it, "action label", one a line
    MessageId copy_of;      ///< the message whose words this row shows
    std::optional<Time> first_sent;
    OutboxState state = OutboxState::queued;
    RepeatRule repeat = RepeatRule::mark;
    bool is_repeat = false;
    int attempts = 0;
    TicketId ticket;
    MessageId message;
    PersonId person;
    Time created;
    std::optional<Time> finished;
    std::string remote_id;
    std::string reason;
};

class Outbox {
  public:
    explicit Outbox(Database& database) : database_(database) {}

    /// Adds a row, queued, or held when rows for its place are held already.
    OutboxId add(const OutboxRow& row);
    [[nodiscard]] std::optional<OutboxRow> find(OutboxId id);
    /// The oldest queued rows of a network, at most `limit`, by id.
    [[nodiscard]] std::vector<OutboxRow> queued(std::string_view network, std::size_t limit);
    /// Queued answers to presses of buttons, which wait for nobody, at most `limit`, by id.
    [[nodiscard]] std::vector<OutboxRow> queued_presses(std::string_view network,
                                                        std::size_t limit);
    /// The places of a network with queued rows, whose row is oldest first; at most `places_max`.
    [[nodiscard]] std::vector<StoredPlace> queued_places(std::string_view network);
    static constexpr std::size_t places_max = 1000;
    /// The oldest queued rows of one place, at most `limit`, by id.
    [[nodiscard]] std::vector<OutboxRow> queued_at(const StoredPlace& place, std::size_t limit);
    [[nodiscard]] std::size_t count_sending(std::string_view network);
    [[nodiscard]] std::size_t count_sending_at(const StoredPlace& place);
    void set_sending(OutboxId id, Time now);
    /// Joins the text of queued rows to the one before them, which then says it all.
    void merge(OutboxId into, std::string_view body, const std::vector<OutboxId>& merged, Time now);
    void finish(OutboxId id, OutboxState state, std::string_view remote_id, std::string_view reason,
                Time now);
    /// Owed again, `is_repeat`: it may have been seen before. Held where its place is held.
    void requeue(OutboxId id, bool is_repeat);
    /// Holds this row and every queued row of its place.
    void hold(const OutboxRow& row, std::string_view reason);
    /// Queues the held rows of a place again; how many.
    int release_place(const StoredPlace& place);
    /// Moves held rows of one place to another place of the same person (resume).
    int move_held(const StoredPlace& from, const StoredPlace& to);
    /// After an unclean stop: `sending` rows by their repeat rule, those without a body as failed;
    /// gives the rows changed to (requeued, unknown).
    struct Recovered {
        int requeued = 0;
        int unknown = 0;
    };
    /// With `is_idempotent` a repeat is the same message, so every row goes out again unmarked.
    Recovered recover_sending(std::string_view network, bool is_idempotent, Time now);
    /// The rows that carry an answer, by id.
    [[nodiscard]] std::vector<OutboxRow> of_message(MessageId message);
    /// The rows that say what a message says, wherever it is shown, by id.
    [[nodiscard]] std::vector<OutboxRow> copies_of(MessageId message);
    /// Copies of all that a person wrote, and of the files with it, that were sent and not yet
    /// withdrawn, by id.
    [[nodiscard]] std::vector<OutboxRow> copies_by(PersonId person);
    /// Our message with this id on the network.
    [[nodiscard]] std::optional<OutboxRow> find_remote(std::string_view network,
                                                       std::string_view remote_id);
    /// The newest row that waits to change `target`, if one is queued.
    [[nodiscard]] OutboxId queued_change_of(OutboxId target);
    void set_buttons(OutboxId id, std::string_view buttons);
    /// The row that opened this thread of the network.
    [[nodiscard]] std::optional<OutboxRow> find_thread(std::string_view network,
                                                       std::string_view remote_id);
    /// Whether the newest of the rows that close or reopen a thread of ours closes it.
    [[nodiscard]] bool is_thread_closed(OutboxId thread_row);
    /// Rows that hang on a thread and were not seen to arrive: waiting or on their way, by id.
    [[nodiscard]] std::vector<OutboxRow> owed_in_thread(OutboxId thread_row);
    /// Holds every queued row of a place.
    void hold_place(const StoredPlace& place, std::string_view reason);
    void set_body(OutboxId id, std::string_view body);
    void set_words(OutboxId id, std::string_view body, std::string_view html);
    /// Keeps that there was a message, not what it said nor was changed to.
    void empty_body(OutboxId id);
    /// The remote id of the newest message known to hang on a row of ours; empty: none.
    [[nodiscard]] std::string latest_in_thread(OutboxId thread_row);
    /// A row of a place whose earlier messages cannot be referred to any more: queued rows forget
    /// what they hang on unless that waits too; those that would change or remove something are
    /// given up.
    void forget_references(const StoredPlace& place, Time now);
    [[nodiscard]] std::int64_t count_owed(); ///< queued or sending
    /// Gives up held rows made before; at most `limit`. Who did not come back for so long is not
    /// waited for, and what was written to them is not kept for ever.
    int give_up_held(Time created_before, std::string_view reason, Time now, int limit);
    /// Empties texts, and the places of direct chats, of rows finished before; at most `limit`.
    int empty_bodies(Time finished_before, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
