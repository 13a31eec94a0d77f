// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_tally.hpp"

#include "tests/servers/matrix_acknowledgements.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace peerdesk::servers {
namespace {

constexpr std::size_t trouble_bytes_max = 4'000;
/// Rows that waited together for one place went out as one event: the row they were merged into.
constexpr std::string_view rows_with_events = "act <> 'remove' AND reason NOT LIKE 'merged into %'";

class Counter {
  public:
    explicit Counter(std::string& trouble) : trouble_(trouble) {}

    /// Adds how `found` has the messages `wanted`, both in their order.
    void add(Count& count, const std::vector<int>& wanted, const std::vector<int>& found,
             const std::string& where) {
        std::map<int, std::size_t> place;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            place.emplace(wanted[i], i);
        std::map<int, int> times;
        std::size_t latest = 0;
        for (const int number : found) {
            const auto at = place.find(number);
            if (at == place.end()) continue; // of another room
            if (++times[number] > 1) {
                ++count.doubled;
                tell(number, "doubled in " + where);
                continue;
            }
            if (at->second < latest) {
                ++count.disordered;
                tell(number, "out of order in " + where);
            }
            latest = std::max(latest, at->second);
        }
        count.there += times.size();
        count.lost += wanted.size() - times.size();
        for (const int number : wanted)
            if (!times.contains(number)) tell(number, "lost in " + where);
    }

    void tell(int number, const std::string& what) {
        tell("<" + std::to_string(number) + "> " + what);
    }
    void tell(const std::string& line) {
        if (trouble_.size() < trouble_bytes_max) trouble_ += line + "\n";
    }

  private:
    std::string& trouble_;
};

std::vector<int> numbers_of(const std::vector<MatrixEvent>& events, const std::string& not_by,
                            bool is_in_thread) {
    std::vector<int> numbers;
    for (const MatrixEvent& event : events) {
        const int number = stream_number(event);
        const bool is_wanted =
            is_in_thread ? !event.thread_root().empty() : event.sender() != not_by;
        if (number >= 0 && is_wanted) numbers.push_back(number);
    }
    return numbers;
}

/// What one person acknowledged to have sent: their numbers, in their order.
std::vector<int> sent_by(const MatrixStream& stream, int person) {
    std::vector<int> numbers;
    for (int number = 0; number < stream.numbered(); ++number)
        if (number * stream.plan().address_every % stream.plan().people == person)
            numbers.push_back(number);
    return numbers;
}

/// The id that the desk gave one of its events; empty of others'.
std::string own_id(const MatrixEvent& event) {
    const auto content = event.raw.value("content", nlohmann::json::object());
    return content.value("org.peerdesk.txn", "");
}

void count_own(const std::vector<MatrixEvent>& events, std::map<std::string, int>& times) {
    for (const MatrixEvent& event : events)
        if (const std::string id = own_id(event); !id.empty()) ++times[id];
}

void take_bodies(const std::vector<MatrixEvent>& events, const std::string& desk,
                 std::map<std::string, std::string>& bodies) {
    for (const MatrixEvent& event : events)
        if (event.sender() == desk && event.edited_id().empty())
            bodies.emplace(own_id(event), event.body());
}

void compare_acknowledgements(Tally& result, Counter& counter, const DeskDatabase& database,
                              const std::map<std::string, std::string>& bodies) {
    const Acknowledgements found = acknowledgements(database, bodies);
    result.acknowledged = found.told;
    result.acknowledging = found.lines;
    result.acknowledging_owed = found.lines_owed;
    for (const std::string& row : found.untold)
        counter.tell(row + " is not said");
}

void compare_rows(Tally& result, Counter& counter, const DeskDatabase& database,
                  const std::map<std::string, int>& times) {
    for (const auto& row :
         database.rows("SELECT 'pd' || id || '.' || created_ms, state, place_kind, reason, "
                       "substr(body, 1, 60), remote_id FROM outbox WHERE " +
                       std::string{rows_with_events} + " ORDER BY id")) {
        ++result.owed;
        if (row[2] == "direct") ++result.owed_to_askers;
        const auto found = times.find(row[0]);
        const int count = found == times.end() ? 0 : found->second;
        if (row[1] != "sent") {
            ++result.unsent;
            counter.tell(row[0] + " is " + row[1] + " (" + row[3] + "): " + row[4]);
        } else if (count == 0) {
            ++result.lost_rows;
            counter.tell(row[0] + " is nowhere, told as " + row[5] + ": " + row[4]);
        }
        if (count > 1) {
            ++result.doubled_rows;
            counter.tell(row[0] + " is there " + std::to_string(count) + " times: " + row[4]);
        }
    }
}

std::string told_of(const Count& count) {
    std::ostringstream out;
    out << count.there << " there, " << count.lost << " lost, " << count.doubled << " doubled, "
        << count.disordered << " out of order";
    return out.str();
}

} // namespace

std::string Tally::told() const {
    std::ostringstream out;
    out << "by the server: " << told_of(on_server) << "\nin ticket_messages: " << told_of(kept)
        << "\nin #staff: " << told_of(shown) << "\noutbox: " << owed << " rows, " << owed_to_askers
        << " of them to askers, " << events << " events of ours, " << unsent << " not sent, "
        << lost_rows << " lost, " << doubled_rows << " doubled; " << acknowledged
        << " acknowledgements in " << acknowledging << " lines of " << acknowledging_owed << "\n"
        << trouble;
    return out.str();
}

Tally tally(MatrixStream& stream, const MatrixCommunity& community, MatrixClient& responder,
            const std::filesystem::path& file) {
    Tally result;
    Counter counter{result.trouble};
    const DeskDatabase database{file};
    std::map<std::string, int> times;
    const auto staff = history(responder, community.staff);
    const std::vector<int> shown = numbers_of(staff, {}, true);
    count_own(staff, times);
    std::vector<int> kept;
    for (const auto& row : database.rows("SELECT body FROM ticket_messages WHERE kind = 'question' "
                                         "ORDER BY id"))
        kept.push_back(stream_number(row[0]));
    std::set<std::string> seen;
    std::map<std::string, std::string> bodies;
    int index = 0;
    for (MatrixStream::Person& person : stream.people()) {
        const auto events = history(person.client, person.room);
        const std::vector<int> said = numbers_of(events, community.desk_id(), false);
        counter.add(result.on_server, sent_by(stream, index++), said, "the room itself");
        if (!seen.insert(person.room).second) continue; // the same room for all
        counter.add(result.kept, said, kept, "ticket_messages");
        counter.add(result.shown, said, shown, "#staff");
        count_own(events, times);
        take_bodies(events, community.desk_id(), bodies);
    }
    if (!seen.contains(community.help)) count_own(history(responder, community.help), times);
    MatrixClient cora = community.log_in("cora");
    count_own(history(cora, community.coordinators), times);
    for (const auto& [id, count] : times)
        result.events += static_cast<std::size_t>(count);
    compare_rows(result, counter, database, times);
    compare_acknowledgements(result, counter, database, bodies);
    return result;
}

} // namespace peerdesk::servers
