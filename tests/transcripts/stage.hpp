// SPDX-License-Identifier: MIT
// The networks a transcript plays on: who is who there, and what becomes of what is sent.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "tests/transcripts/script.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::transcripts {

class Stage {
  public:
    explicit Stage(const Script& script) : script_(script) {}

    /// Accounts are "a:name". A guest gets a new id after each loss of sight, as on IRC.
    chat::Author author(const Who& who);
    void lose(const Who& who);
    void rename(const Who& who, const Who& now);
    void set_away(const Who& who, bool is_away);
    void set_link(const std::string& network, bool is_up);
    [[nodiscard]] bool is_up(const std::string& network) const { return !down_.contains(network); }
    void expect_next(const NextTo& next);

    /// "ana", "#help@tg": as a transcript writes it.
    [[nodiscard]] std::string label(const chat::Place& place) const;
    /// Takes a message as the adapter would.
    struct Delivered {
        std::optional<chat::DeliveryReported> report; ///< nothing where no report ever comes
        std::string remark;                           ///< " (absent)"; empty when all went well
    };
    Delivered deliver(const chat::Outbound& message);
    /// Remembers what somebody wrote, so that it can be answered, edited and removed.
    void note_heard(const chat::Place& place, const std::string& remote_id,
                    const std::string& text);
    /// How a message is told apart from plain words: its thread, what it answers or changes, files.
    [[nodiscard]] std::string form_of(const chat::Outbound& message) const;
    /// The remote id of the newest message in the place with these words, ours first; or empty.
    [[nodiscard]] std::string remote_id_of(const chat::Place& place,
                                           const std::string& words) const;
    /// The remote id of the thread whose title or first message has these words; or empty.
    [[nodiscard]] std::string thread_of(const chat::Place& place, const std::string& words) const;
    [[nodiscard]] const Net& net(const std::string& name) const;

  private:
    [[nodiscard]] bool can_reach(const chat::Place& place) const;

    const Script& script_;
    std::map<Who, std::string> guests_;                         ///< ids in sight now
    std::map<std::pair<std::string, std::string>, Who> people_; ///< (network, id), for labels
    std::set<std::pair<std::string, std::string>> away_;
    std::set<std::string> down_;
    std::map<chat::Place, std::vector<NextTo>> fates_;
    [[nodiscard]] std::string words_of(const std::string& remote_id) const;

    struct Heard {
        chat::Place place;
        std::string remote_id;
        std::string text;
    };
    std::vector<chat::Outbound> sent_;
    std::vector<Heard> heard_;
    int guests_made_ = 0;
};

} // namespace peerdesk::transcripts
