// SPDX-License-Identifier: MIT
// What storage tests share: a desk in memory with some people, and a folder that goes away.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "storage/inbox.hpp"
#include "storage/outbox.hpp"
#include "storage/people.hpp"
#include "storage/roles.hpp"
#include "storage/ticket_messages.hpp"
#include "storage/tickets.hpp"
#include "storage/timers.hpp"

namespace peerdesk::storage {

/// Minutes after an arbitrary moment.
inline Time at(int minutes) {
    return Time{std::chrono::milliseconds{1'790'000'000'000}} + std::chrono::minutes{minutes};
}

inline StoredPlace direct(std::string account) {
    return {"libera", true, std::move(account)};
}
inline StoredPlace room(std::string name) {
    return {"libera", false, std::move(name)};
}

/// All table classes over one database.
struct Tables {
    explicit Tables(Database& database)
        : people(database), roles(database), tickets(database), messages(database), inbox(database),
          outbox(database), timers(database) {}
    People people;
    Roles roles;
    Tickets tickets;
    TicketMessages messages;
    Inbox inbox;
    Outbox outbox;
    Timers timers;

    PersonId person(const std::string& name) {
        return people.add("libera", "a:" + name, false, name, at(0)).person;
    }
    TicketId ticket(DeskId desk, PersonId asker, const std::string& account, int minutes = 0) {
        Ticket ticket;
        ticket.desk = desk;
        ticket.asker = asker;
        ticket.language = "en";
        ticket.place = direct(account);
        ticket.opened = ticket.last_word = at(minutes);
        return tickets.open(ticket);
    }
};

/// A desk in memory; ana asks, bo and chi respond.
struct Sample : testing::Test {
    Database database = Database::in_memory();
    Tables tables{database};
    DeskId desk = tables.roles.desk_named("help");
    PersonId ana = tables.person("ana");
    PersonId bo = tables.person("bo");
    PersonId chi = tables.person("chi");

    TicketId ask(int minutes = 0) { return tables.ticket(desk, ana, "a:ana", minutes); }
    int count_rows(const char* sql) {
        auto row = database.prepare(sql);
        row.step();
        return static_cast<int>(row.integer("n"));
    }
};

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "peerdesk-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Everything in one file, as bytes.
std::string bytes_of(const std::filesystem::path& file);
/// The permission bits of a file, e.g. 0600.
unsigned mode_of(const std::filesystem::path& file);

} // namespace peerdesk::storage
