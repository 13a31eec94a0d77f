// SPDX-License-Identifier: MIT
// Many people who write numbered messages to the desk, and who repeat a message that the server
// did not answer, as their clients would: each one is certainly sent once.
#pragma once

#include "tests/servers/matrix_community.hpp"

#include <future>
#include <string>
#include <vector>

namespace peerdesk::servers {

/// Where a stream goes and how.
struct StreamPlan {
    int people = 20;
    std::string room;               ///< one for all; empty: each has a direct chat
    std::string before;             ///< put before each numbered message: "!ask "
    int address_every = 1;          ///< of the messages, which are numbered; the others are talk
    std::string names = "newcomer"; ///< with their numbers
};

/// Messages "How do I do thing <12>?", told apart by their numbers, in order for each person.
class MatrixStream {
  public:
    /// Makes the accounts and opens the direct chats, for which the desk must run.
    MatrixStream(const MatrixCommunity& community, StreamPlan plan);

    /// Sends in the background, people in turns; `per_second` over all of them, 0: at once.
    void begin(int count, double per_second = 0);
    /// Waits until all is sent. Throws when something could not be.
    void finish();
    [[nodiscard]] bool is_sending() const;

    [[nodiscard]] int numbered() const { return numbered_; } ///< since the beginning

    struct Person {
        MatrixClient client;
        std::string room;
    };
    [[nodiscard]] std::vector<Person>& people() { return people_; }
    [[nodiscard]] const StreamPlan& plan() const { return plan_; }

  private:
    /// What one of the senders sends: its own people's share.
    void send_share(int sender, int first, int end, double per_second);
    void send(Person& person, int number);

    StreamPlan plan_;
    std::vector<Person> people_;
    std::vector<std::future<void>> senders_;
    int sent_ = 0; ///< messages begun so far, talk too
    int numbered_ = 0;
};

/// The whole of a room in its order, asked of the server page by page.
[[nodiscard]] std::vector<MatrixEvent> history(MatrixClient& client, const std::string& room);

/// The number of a message of a stream; -1 where it is none.
[[nodiscard]] int stream_number(const MatrixEvent& event);
[[nodiscard]] int stream_number(std::string_view text);

} // namespace peerdesk::servers
