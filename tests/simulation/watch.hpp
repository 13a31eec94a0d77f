// SPDX-License-Identifier: MIT
// Looks over the desk's shoulder: who is shown what, and whether every question was kept.
#pragma once

#include "storage/database.hpp"
#include "tests/simulation/markers.hpp"
#include "tests/simulation/network.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::simulation {

using Networks = std::vector<std::unique_ptr<Network>>;

class Watch {
  public:
    Watch(const World& world, const Markers& markers, storage::Database& database)
        : world_(world), markers_(markers), database_(database) {}

    /// A human, or everybody in a room, sees this.
    void shown(const chat::Outbound& message, std::optional<std::size_t> human);
    /// Somebody is going to speak in a room: from then on answers there are meant for them.
    void heard(std::size_t human, const chat::Place& place) { spoke_in_.insert({human, place}); }
    void committed(const std::vector<chat::Batch>& batches, const Networks& networks, Time now);
    /// A row that shows an asker's words.
    [[nodiscard]] bool is_copy_of_question(std::int64_t outbox_id);
    /// What somebody withdrew is in no table; what staff replied to an asker is owed or was told.
    [[nodiscard]] std::vector<std::string> find_removed_words();
    [[nodiscard]] std::vector<std::string> find_unsent_replies();

    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
    [[nodiscard]] std::int64_t newest_ticket() const { return newest_ticket_; }

  private:
    void check_secret(const Marked& marked, const chat::Outbound& message,
                      std::optional<std::size_t> human);
    void find_owners(const Networks& networks);
    void remember_blocked();
    void check_kept(const chat::Batch& batch, const chat::MessageReceived& message, Time now);
    /// The words of one message, of all it ever said.
    struct Written {
        std::set<std::string> words;
        bool is_removed = false;
    };
    void committed_acts(const chat::Batch& batch, const Networks& networks, Time now);
    void check_reply(const chat::MessageReceived& message, Time now);
    void check_edit(const chat::MessageEdited& edited);
    [[nodiscard]] std::string where_kept(const std::string& word);
    [[nodiscard]] bool is_said_otherwise(const std::string& word,
                                         const std::pair<std::string, std::string>& id);
    [[nodiscard]] bool is_staff_room(const chat::Place& place) const;
    [[nodiscard]] bool is_kept(const std::string& word);
    [[nodiscard]] bool is_over_rate(const std::string& network, const std::string& account,
                                    Time now);
    [[nodiscard]] bool is_gone_or_blocked(const std::string& network, const std::string& account);

    const World& world_;
    const Markers& markers_;
    storage::Database& database_;
    std::map<std::int64_t, std::size_t> owners_; ///< ticket -> human who asked
    std::int64_t newest_ticket_ = 0;
    std::set<std::pair<std::size_t, chat::Place>> spoke_in_;
    std::map<std::pair<std::string, std::string>, std::vector<Time>> wrote_; ///< by identity
    std::set<std::pair<std::string, std::string>> blocked_before_;           ///< at the last commit
    std::set<std::pair<std::string, std::string>> seen_events_;              ///< network and key
    std::set<std::pair<std::string, std::string>> seen_acts_;
    std::map<std::pair<std::string, std::string>, Written> written_; ///< by network and id
    std::map<std::string, int> carriers_;                            ///< messages with a word
    std::map<chat::Place, std::vector<Time>> wrote_in_;
    std::set<std::int64_t> replies_; ///< answers kept of explicit replies
    std::vector<std::string> problems_;
};

} // namespace peerdesk::simulation
