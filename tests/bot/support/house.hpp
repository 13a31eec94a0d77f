// SPDX-License-Identifier: MIT
// A desk at work in memory, without adapters and without the core's transactions: people say
// things, time passes, and what the desk wrote into the outbox is read back.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/runtime/core_state.hpp"

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::support {

using namespace std::chrono_literals;

/// Remembers event words; fields are of no use to a test.
class NotedLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view event, std::vector<Field>) override {
        events.emplace_back(event);
    }
    std::vector<std::string> events;
};

/// The shipped locales, read once for each test program.
std::shared_ptr<const text::Snapshot> texts();

/// The shipped text of a key.
std::string words(std::string_view key, std::initializer_list<text::Param> params = {},
                  std::string_view locale = "en");

/// The network of everybody, unless told.
inline constexpr const char* irc = "irc";

chat::Place room(std::string id, std::string network = irc);
chat::Place direct(std::string account, std::string network = irc);
/// "ana" has the account "a:ana"; "~gil" is the guest "g:gil".
chat::Author author(std::string_view who);

/// "help": #help, #staff, #lead; bo, chi and dee respond, cora leads. In English and UTC.
desk::DeskSettings help_desk();
/// "garden": #garden and #shed; gus responds, gwen leads. In French, in Lagos.
desk::DeskSettings garden_desk();
desk::Settings one_desk();
desk::Settings two_desks();
desk::Settings with_desk(desk::DeskSettings desk);

/// Monday 2026-11-23, 10:00 UTC.
chat::Time monday();

/// One text owed to a place: "ana" for a direct chat, "#help" for a room.
struct Said {
    std::string place;
    std::string text;
    bool operator==(const Said&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Said& said);

class House {
  public:
    explicit House(desk::Settings settings = one_desk());

    /// Somebody writes: in a direct chat, or in a room with its id. In rooms every text is meant
    /// for the bot. Gives what is owed because of it, without firing timers.
    std::vector<Said> say(std::string_view who, std::string_view where, std::string_view text);
    std::vector<Said> say(std::string_view who, std::string_view text) {
        return say(who, "", text);
    }
    /// The same on any network, with every detail.
    std::vector<Said> hear(chat::MessageReceived message);
    static chat::MessageReceived message(std::string_view who, std::string_view where,
                                         std::string_view text, std::string network = irc);

    /// Time goes on and each timer fires when it is due.
    std::vector<Said> pass(std::chrono::milliseconds span);
    /// Time went on while the desk did not run: all that is due fires at the end.
    std::vector<Said> sleep(std::chrono::milliseconds span);
    /// What is owed and was not read yet.
    std::vector<Said> read();

    /// A message being answered, as far as a feature sees it. Makes the person known.
    conversation::Turn turn(std::string_view who, std::string_view where = "",
                            std::string_view text = "");
    conversation::Context context() { return {state.services, now}; }
    const conversation::Desk& desk(std::string_view name = "help") const;
    storage::PersonId person(std::string_view who);
    storage::Ticket ticket(std::int64_t number);
    /// How many interactions of a kind there are.
    std::int64_t count(std::string_view kind);
    void set_hours(std::string_view who, std::string_view hours);

    storage::Database database = storage::Database::in_memory();
    NotedLog log;
    runtime::Core::State state;
    chat::Time now = monday();

  private:
    std::int64_t read_until_ = 0;
    std::uint64_t events_ = 0;
};

/// The texts for one place, in order.
std::vector<std::string> to(const std::vector<Said>& said, std::string_view place);
/// Whether a text for the place holds these words.
bool heard(const std::vector<Said>& said, std::string_view place, std::string_view words);

} // namespace peerdesk::support
