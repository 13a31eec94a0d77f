// SPDX-License-Identifier: MIT
// A homeserver that all tests of a suite share, with a new desk and new people for each test.
#pragma once

#include "tests/servers/matrix_community.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace peerdesk::servers {

class MatrixDesk : public testing::Test {
  public:
    static void SetUpTestSuite() { home_ = std::make_unique<Home>(); }
    static void TearDownTestSuite() { home_.reset(); }

  protected:
    static const MatrixCommunity& community() { return home_->community; }
    static std::string desk_id() { return home_->community.desk_id(); }
    static const std::string& staff() { return home_->community.staff; }

    /// Somebody with a new account: names are not used twice in a suite.
    static MatrixClient newcomer(std::string_view name);

    /// The card of a question in a room.
    static MatrixEvent card_of(MatrixClient& client, const std::string& room, int ticket);
    /// The next change of an event whose new words match.
    static MatrixEvent change_of(MatrixClient& client, const std::string& room,
                                 const std::string& event, std::string_view pattern);
    /// The next message of the desk in a thread that matches.
    static MatrixEvent in_thread(MatrixClient& client, const std::string& room,
                                 const std::string& root, std::string_view pattern);
    /// The removal of an event.
    static MatrixEvent removal_of(MatrixClient& client, const std::string& room,
                                  const std::string& event);
    /// The next sign that the desk sets on an event.
    static MatrixEvent sign_on(MatrixClient& client, const std::string& room,
                               const std::string& event, std::string_view key);

    Workspace workspace; ///< of one test

  private:
    struct Home {
        Workspace workspace;
        MatrixCommunity community{workspace};
    };
    static inline std::unique_ptr<Home> home_;
};

} // namespace peerdesk::servers
