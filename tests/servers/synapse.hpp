// SPDX-License-Identifier: MIT
// A real Matrix homeserver: Synapse with its data in a folder of the test, plain HTTP on loopback.
// With PEERDESK_TEST_HOMESERVER it stands for that server instead, which cannot be stopped.
#pragma once

#include "tests/servers/child_process.hpp"
#include "tests/servers/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace peerdesk::servers {

struct SynapseOptions {
    /// Synapse's own rate limits, but for logins: in a test everybody logs in at once. Otherwise
    /// there are none.
    bool default_limits = false;
};

/// It keeps its port and its data over stops and starts.
class Synapse {
  public:
    /// Starts it and waits until it answers. Throws std::runtime_error with its log otherwise.
    explicit Synapse(Workspace& workspace, SynapseOptions options = {});

    void start();
    void stop();   ///< SIGTERM, then waits
    void kill();   ///< SIGKILL
    void freeze(); ///< SIGSTOP: connections stay, nothing answers
    void thaw();

    /// Makes an account with `password` and returns its id, "@name:server".
    std::string register_user(std::string_view name, std::string_view password) const;

    /// Lets an account send without any limit of the server, in spite of `default_limits`.
    void lift_limits(std::string_view user_id) const;

    /// The id that `name` has here. On a server that is not ours, names carry a mark of this test.
    [[nodiscard]] std::string user_id(std::string_view name) const;
    /// "#name:server", marked in the same way.
    [[nodiscard]] std::string alias(std::string_view name) const;
    /// What stands in it between the sign and the colon.
    [[nodiscard]] std::string local_name(std::string_view name) const;

    /// How many requests it has answered whose line in its log matches: the line ends with the
    /// status, the method and the path, for example `200 "PUT /_matrix/client/v3/…`.
    [[nodiscard]] std::size_t requests(const std::string& pattern) const;

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::string& server_name() const { return server_name_; }

    /// Whether the tests were pointed at another server: then it keeps its limits and stays up.
    [[nodiscard]] static bool is_foreign();

  private:
    void write_configs() const;
    [[nodiscard]] Command command() const;
    /// What the server tells of the new account as `wanted`: "user_id" or "access_token".
    [[nodiscard]] std::string register_account(std::string_view local, std::string_view password,
                                               bool is_admin, std::string_view wanted) const;
    ChildProcess& process() const;

    SynapseOptions options_;
    std::filesystem::path folder_;
    std::uint16_t port_ = 0;
    std::string url_;
    std::string secret_;
    std::string server_name_ = "localhost";
    std::string mark_; ///< behind every name, where the server is not ours
    std::unique_ptr<ChildProcess> process_;
};

} // namespace peerdesk::servers
