// SPDX-License-Identifier: MIT
// How the bot speaks: every text is an outbox row in the reader's language, committed before it is
// sent. Nothing here sends.
#pragma once

#include "bot/conversation/turn.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::conversation {

/// Lines of one message, each rendered from its own key, so that no sentence is built from parts.
class Lines {
  public:
    Lines(const Services& services, std::string locale);

    Lines& add(std::string_view key, std::initializer_list<text::Param> params = {});
    /// A command to copy, or a person's own words: a line that no locale changes.
    Lines& literal(std::string_view line);
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::string& locale() const { return locale_; }

  private:
    const Services& services_;
    std::string locale_;
    std::string text_;
};

/// What a message belongs to, and the form it takes where the network has such forms.
struct About {
    storage::TicketId ticket;
    storage::MessageId message; ///< the answer it carries
    storage::PersonId person;   ///< whose direct chat it goes to
    storage::RepeatRule repeat = storage::RepeatRule::mark;
    storage::MessageId copy_of{}; ///< whose words it shows: follows when those change
    storage::OutboxAct act = storage::OutboxAct::say;
    storage::OutboxVoice voice = storage::OutboxVoice::program;
    std::string html{};
    std::string thread{};           ///< remote id of the thread's first message, or
    storage::OutboxId thread_row{}; ///< the row of ours that is it
    std::string target{};           ///< remote id of what it answers or is set on, or
    storage::OutboxId target_row{}; ///< the row of ours that it answers, changes, removes
    std::string mentions{};         ///< accounts to call, one a line
    std::string attachment{};       ///< JSON of files that go with it
    std::string buttons{};          ///< below it, as `OutboxRow::buttons`
};

[[nodiscard]] storage::StoredPlace stored(const chat::Place& place);
[[nodiscard]] chat::Place place_of(const storage::StoredPlace& place);

/// The card of a ticket in a room: what is said about it there hangs on it. Empty where the
/// network has no threads, in direct chats, and before there is a card.
[[nodiscard]] storage::OutboxId thread_of(Context& context, const storage::StoredPlace& place,
                                          storage::TicketId ticket);
/// The accounts of people on a network, as `About::mentions` holds them.
[[nodiscard]] std::string accounts_on(Context& context, std::string_view network,
                                      std::span<const storage::PersonId> people);

/// Owes `text` to a place.
storage::OutboxId post(Context& context, const storage::StoredPlace& place, std::string_view text,
                       const About& about = {});

/// Answers the person of this turn where they wrote; in a room their name stands first.
void answer(Turn& turn, std::string_view key, std::initializer_list<text::Param> params = {},
            storage::TicketId ticket = {});
void answer(Turn& turn, const Lines& lines, storage::TicketId ticket = {});

/// To every staff room of the desk in the desk's language, in the ticket's thread where it has one.
/// False when it has none.
bool tell_staff(Context& context, const Desk& desk, const Lines& lines, storage::TicketId ticket,
                storage::RepeatRule repeat = storage::RepeatRule::mark);

/// To a person's direct chat on the network they used last. False when they have no identity.
bool tell_person(Context& context, storage::PersonId person, const Lines& lines,
                 const About& about);

/// Where a ticket's asker waits for answers: how a message gets there.
struct Route {
    storage::StoredPlace place;
    About about;
    std::string name; ///< stands first in a room; empty in a direct chat
};
[[nodiscard]] Route route_to_asker(Context& context, const storage::Ticket& ticket,
                                   const About& about);
/// The text as it is said there.
[[nodiscard]] std::string along(const Services& services, std::string_view locale,
                                const Route& route, std::string_view text);

/// To where the ticket's asker waits for answers; in a room their name stands first.
storage::OutboxId tell_asker(Context& context, const storage::Ticket& ticket, std::string_view text,
                             const About& about);

/// To the claimer: where they claimed, with their name first if that is a room.
void tell_claimer(Context& context, const storage::Ticket& ticket, const Lines& lines,
                  const About& about = {});

/// "12", never grouped or in other digits: people type it back.
[[nodiscard]] std::string number(storage::TicketId ticket);
/// A command as typed in this place: with the desk's prefix in rooms.
[[nodiscard]] std::string command_line(const Desk& desk, bool is_direct, std::string_view command);
/// In a room: that commands and answers need the desk's prefix there.
void add_room_hint(const Desk& desk, bool is_direct, Lines& lines);
/// The reason of a failed row for which the network gave no words.
inline constexpr std::string_view no_word = "-";
/// A network's reason for a failure as a person reads it.
[[nodiscard]] std::string network_words(const Services& services, std::string_view locale,
                                        std::string_view reason);

/// The current name of a person; a neutral word of the locale once they are forgotten.
[[nodiscard]] text::Param name_of(const Services& services, const storage::Person& person,
                                  std::string_view locale);
[[nodiscard]] text::Param name_of(Context& context, storage::PersonId person,
                                  std::string_view locale);

/// The asker's name for this turn's answer: in a public room nobody learns who asked in private.
[[nodiscard]] text::Param asker_name(Turn& turn, const storage::Ticket& ticket);

} // namespace peerdesk::conversation
