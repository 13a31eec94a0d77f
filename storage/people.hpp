// SPDX-License-Identifier: MIT
// People and their identities on the networks.
#pragma once

#include "storage/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Person {
    PersonId id;
    std::string name;
    std::string language;         ///< chosen; empty = not chosen
    std::string guessed_language; ///< from hints and letters; empty = unknown
    bool was_told_language = false;
    Time first_seen;
};

struct Identity {
    IdentityId id;
    PersonId person;
    std::string network;
    std::string account; ///< chat::Author::id
    bool is_guest = false;
    std::string name;
    DeskId desk; ///< empty until their direct chat belongs to one
    std::optional<Time> last_seen;
    Time window_start;
    int window_count = 0;
    bool is_known_responder = false;
};

class People {
  public:
    explicit People(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<Person> find(PersonId id);
    [[nodiscard]] std::optional<Identity> find_identity(std::string_view network,
                                                        std::string_view account);
    [[nodiscard]] std::vector<Identity> identities_of(PersonId person); ///< newest seen first
    /// Everybody whose name or account is this, without regard to ASCII case; by person id, each
    /// person once, at most 10. `account` is compared with and without the adapter's prefix "a:".
    [[nodiscard]] std::vector<Person> named(std::string_view name);

    /// A new person with one identity.
    Identity add(std::string_view network, std::string_view account, bool is_guest,
                 std::string_view name, Time now);
    /// Records that they wrote: name, last seen and rate window, in one statement.
    void touch(const Identity& identity);
    void rename_person(PersonId person, std::string_view name);
    void set_language(PersonId person, std::string_view language);
    void set_guessed_language(PersonId person, std::string_view language);
    void set_told_language(PersonId person);
    void set_desk(IdentityId identity, DeskId desk);
    void set_known_responder(IdentityId identity, bool is_known);

    /// Gives an identity to another person (resume, link).
    void move_identity(IdentityId identity, PersonId to);
    /// `from` becomes `into`: identities, tickets asked, running claims, roles, volunteer row,
    /// phrases, codes, prompts, timers and blocks; where both have one, `into` keeps its own.
    /// Messages and interactions keep the id they were written with.
    void merge(PersonId from, PersonId into);

    /// Deletes identities, names, bodies, codes, prompts, roles and inbox/outbox texts of a person
    /// and of whoever was merged into them; notes the erasure, also beside the file. Interactions
    /// keep the id. Before: release their claims and close their tickets. After, and outside the
    /// transaction: `Database::checkpoint` at once and `Database::scrub` at a quiet time. What is
    /// queued for them is withdrawn, so a last word to them is queued after this, without their id.
    /// Gives the rows emptied.
    struct Erased {
        int identities = 0;
        int messages = 0;
    };
    Erased erase(PersonId person, Time now);
    /// After a backup was restored: erases again whoever is listed in `erasures` or beside the file
    /// and still has rows. `Database::open` calls it. How many.
    int reapply_erasures();

  private:
    Database& database_;
};

} // namespace peerdesk::storage
