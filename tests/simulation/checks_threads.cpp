// SPDX-License-Identifier: MIT
#include "tests/simulation/checks_threads.hpp"

#include <algorithm>
#include <charconv>

namespace peerdesk::simulation {

namespace {

class ThreadChecks {
  public:
    ThreadChecks(storage::Database& database, const World& world, const Networks& networks)
        : database_(database), world_(world), networks_(networks) {}

    Problems run() {
        for (const auto& network : networks_)
            std::ranges::copy(network->timeline().problems(), std::back_inserter(problems_));
        for (const desk::DeskSettings& desk : world_.settings.desks) {
            for (const chat::Place& room : desk.staff_rooms) {
                if (const Network* network = threaded(room.network)) {
                    check_cards(desk.name, room, *network);
                }
            }
        }
        check_copies();
        check_joined();
        check_claimers();
        return std::move(problems_);
    }

  private:
    const Network* threaded(const std::string& name) const {
        for (const auto& each : networks_) {
            if (each->plan().name == name && each->plan().has_threads) return each.get();
        }
        return nullptr;
    }

    void check_cards(const std::string& desk, const chat::Place& room, const Network& network) {
        auto rows = database_.prepare(
            "SELECT t.id, t.state, p.name AS claimer, (SELECT count(*) FROM unreadable u WHERE"
            " u.person_id = t.asker_id) AS unreadable, c.outbox_id, o.state AS sent FROM tickets t"
            " JOIN desks d ON d.id = t.desk_id LEFT JOIN persons p ON p.id = t.claimer_id"
            " LEFT JOIN cards c ON c.ticket_id = t.id AND c.network = ? AND c.place_id = ?"
            " LEFT JOIN outbox o ON o.id = c.outbox_id WHERE d.name = ? ORDER BY t.id");
        rows.bind(room.network).bind(room.id).bind(desk);
        while (rows.step())
            check_card(rows, room, network);
    }

    void check_card(const storage::Statement& row, const chat::Place& room,
                    const Network& network) {
        const std::string number = std::to_string(row.integer("id"));
        const std::string state = row.text("state");
        const std::string what = "the card of ticket " + number + " (" + state + ") in " + room.id;
        const bool is_closed = state == "closed";
        if (row.is_null("outbox_id")) {
            if (!is_closed) problems_.push_back(what + " does not exist");
            return;
        }
        if (row.text("sent") == "failed") return; // the network refused it
        const Posted* card = network.timeline().of_row(row.integer("outbox_id"));
        if (card == nullptr) {
            problems_.push_back(what + " was never shown");
            return;
        }
        const std::string title = "Question " + number + " from ";
        const auto shown = network.timeline().which([&](const Posted& each) {
            return !each.human && each.place == room && each.thread.empty() &&
                   each.text.starts_with(title) && each.text.contains("\nState: ");
        });
        if (shown.size() != 1) {
            problems_.push_back(what + " is shown " + std::to_string(shown.size()) + " times");
        }
        if (was_refused(row.integer("outbox_id"), "change")) return;
        std::string expected = "\nState: waiting.";
        if (is_closed) expected = "\nState: closed.";
        if (state == "claimed") expected = "\nState: taken by " + row.text("claimer") + ".";
        const bool has_name = state != "claimed" || !row.text("claimer").empty();
        if (has_name && !card->text.contains(expected)) {
            problems_.push_back(what + " says: " + card->text);
        }
        const auto unreadable = row.integer("unreadable");
        if (is_closed || unreadable == 0) return;
        if (!card->text.contains('\n' + std::to_string(unreadable) + " message")) {
            problems_.push_back(what + " does not count " + std::to_string(unreadable) +
                                " unreadable: " + card->text);
        }
    }

    /// The network refused the last thing we did to a message.
    bool was_refused(std::int64_t target, const char* act) {
        auto row = database_.prepare("SELECT state FROM outbox WHERE target_row = ? AND act = ?"
                                     " ORDER BY id DESC LIMIT 1");
        row.bind(target).bind(act);
        return row.step() && row.text("state") == "failed";
    }

    void check_copies() {
        auto rows = database_.prepare(
            "SELECT o.id, o.network, m.body, m.removed_ms FROM outbox o JOIN ticket_messages m ON"
            " m.id = o.copy_of WHERE o.act = 'say' AND o.state = 'sent' ORDER BY o.id");
        while (rows.step()) {
            const Network* network = threaded(rows.text("network"));
            const auto id = rows.integer("id");
            const Posted* copy = network != nullptr ? network->timeline().of_row(id) : nullptr;
            if (copy == nullptr) continue;
            const std::string what = "the copy " + std::to_string(id) + " says: " + copy->text;
            if (!rows.is_null("removed_ms")) {
                if (!copy->is_removed && !was_refused(id, "remove")) {
                    problems_.push_back(what + " and should be removed");
                }
            } else if (!rows.is_null("body") && !is_file(id)) {
                const auto word = Markers::word_in(rows.text("body"));
                const bool is_said =
                    !word || copy->text.contains(*word) || is_said_later(*network, *copy, *word);
                if (!is_said && !was_refused(id, "change")) {
                    problems_.push_back(what + " instead of: " + rows.text("body"));
                }
            }
        }
    }

    /// A line that says how the message reads now.
    static bool is_said_later(const Network& network, const Posted& copy, const std::string& word) {
        return !network.timeline()
                    .which([&](const Posted& each) {
                        return !each.human && each.place == copy.place &&
                               each.number > copy.number && each.text.contains(word);
                    })
                    .empty();
    }

    bool is_file(std::int64_t row) {
        auto found = database_.prepare("SELECT attachment FROM outbox WHERE id = ?");
        found.bind(row);
        return found.step() && !found.text("attachment").empty();
    }

    void check_joined() {
        constexpr std::string_view joined = "merged into ";
        auto rows = database_.prepare("SELECT id, network, body, reason FROM outbox WHERE reason"
                                      " LIKE 'merged into %' AND body IS NOT NULL ORDER BY id");
        while (rows.step()) {
            const Network* network = threaded(rows.text("network"));
            const std::string reason = rows.text("reason").substr(joined.size());
            std::int64_t into = 0;
            std::from_chars(reason.data(), reason.data() + reason.size(), into);
            const Posted* whole = network != nullptr ? network->timeline().of_row(into) : nullptr;
            if (whole == nullptr || whole->text.contains(rows.text("body"))) continue;
            problems_.push_back("a joined line was never said: " + rows.text("body"));
        }
    }

    void check_claimers() {
        auto rows = database_.prepare("SELECT t.id, i.network, i.account FROM tickets t JOIN"
                                      " identities i ON i.person_id = t.claimer_id ORDER BY t.id");
        while (rows.step()) {
            for (const auto& network : networks_) {
                if (network->plan().name != rows.text("network")) continue;
                const auto human = network->human_of(rows.text("account"));
                if (!human || world_.humans[*human].is_staff()) continue;
                problems_.push_back("ticket " + std::to_string(rows.integer("id")) +
                                    " was taken by a newcomer");
            }
        }
    }

    storage::Database& database_;
    const World& world_;
    const Networks& networks_;
    Problems problems_;
};

} // namespace

Problems check_threads(storage::Database& database, const World& world, const Networks& networks) {
    return ThreadChecks(database, world, networks).run();
}

} // namespace peerdesk::simulation
