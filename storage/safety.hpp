// SPDX-License-Identifier: MIT
// Blocks, the audit log, one-time codes and room rate windows: what keeps a desk safe.
#pragma once

#include "storage/tickets.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::storage {

struct Block {
    DeskId desk;
    PersonId person;
    std::optional<Time> until;
    std::string reason;
    PersonId by;
    bool was_told = false;
};

class Blocks {
  public:
    explicit Blocks(Database& database) : database_(database) {}
    /// The block in force at `now`.
    [[nodiscard]] std::optional<Block> find(DeskId desk, PersonId person, Time now);
    void add(const Block& block, Time now);
    bool remove(DeskId desk, PersonId person);
    void set_told(DeskId desk, PersonId person);

  private:
    Database& database_;
};

class Audit {
  public:
    explicit Audit(Database& database) : database_(database) {}
    void add(Time at, DeskId desk, PersonId actor, std::string_view action, PersonId subject,
             std::string_view detail);

  private:
    Database& database_;
};

enum class CodeKind { link, resume };

struct Code {
    std::string code;
    CodeKind kind = CodeKind::link;
    PersonId person;
    TicketId ticket;
    std::optional<Time> expires;
};

class Codes {
  public:
    explicit Codes(Database& database) : database_(database) {}
    void add(const Code& code);
    /// The code if it exists, is unused and not expired.
    [[nodiscard]] std::optional<Code> find(std::string_view code, CodeKind kind, Time now);
    [[nodiscard]] std::optional<Code> of_ticket(TicketId ticket);
    void set_used(std::string_view code, Time now);
    void remove_of(PersonId person, CodeKind kind);
    /// Removes what opens nothing any more, or only a question whose words are gone: each code that
    /// is out there makes guessing one easier.
    void remove_stale(Time now);

  private:
    Database& database_;
};

class RoomWindows {
  public:
    explicit RoomWindows(Database& database) : database_(database) {}
    /// Counts one message in the room's running window of `length`; the count with it.
    int count_message(std::string_view network, std::string_view place_id, Time now,
                      std::chrono::milliseconds length);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
