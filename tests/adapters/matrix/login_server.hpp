// SPDX-License-Identifier: MIT
// A homeserver in memory, as far as a login needs one, and the driver that plays it to a Login.
#pragma once

#include "adapters/matrix/login.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

/// Answers well, unless a test puts another answer in front.
class LoginServer {
  public:
    [[nodiscard]] Answer answer(const Request& request, const std::string& token);

    std::map<std::string, Answer> instead; ///< by the end of the target, e.g. "/whoami"
    std::set<std::string> revoked;         ///< tokens that are not good
    bool is_soft = true;                   ///< what is said of those
    std::string user = "@desk:example.org";
    std::string device = "DEVICE1";
    bool gives_refresh = true;
    int token_count = 0;
};

[[nodiscard]] Answer answer_of(int status, std::string body);
[[nodiscard]] Answer answer_of(net::HttpFailure failure);

/// A login, its clock, its stored state and everything that came out of it.
class LoginTalk {
    class Random final : public net::Random {
      public:
        std::uint64_t next() override { return ++value_ * 7'919; }

      private:
        std::uint64_t value_ = 0;
    };

  public:
    explicit LoginTalk(NetworkConfig config, Login::Stored stored = {});

    /// Answers requests until none is to be made now. State is committed at once.
    LoginTalk& run();
    /// The same, until a request ends like this; that one is not answered.
    [[nodiscard]] std::optional<Request> run_to(std::string_view end);
    void pass(std::chrono::milliseconds time);
    /// Until the login itself wants to go on, and runs it.
    LoginTalk& wait_and_run();
    /// Another process with what this one stored.
    [[nodiscard]] LoginTalk restarted(NetworkConfig config) const;
    /// Codes alone, since the last call.
    [[nodiscard]] std::vector<FindingCode> findings();
    void commit();

    NetworkConfig config;
    Random random;
    net::Instant now;
    LoginServer server;
    Login::Stored stored;
    std::vector<std::string> asked; ///< targets
    std::vector<std::string> bodies;
    std::string written; ///< every finding and state value ever
    Login login;
};

[[nodiscard]] NetworkConfig token_config();
[[nodiscard]] NetworkConfig password_config();

} // namespace peerdesk::matrix
