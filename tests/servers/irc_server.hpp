// SPDX-License-Identifier: MIT
// Real IRC servers and their services, started from unpacked packages in a folder of the test.
#pragma once

#include "tests/servers/certificate.hpp"
#include "tests/servers/child_process.hpp"
#include "tests/servers/workspace.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace peerdesk::servers {

enum class ServerKind {
    ngircd,
    inspircd,
    ergo, ///< the binary that PEERDESK_TEST_ERGO names: no package has it
};

/// Where clients find a server. All is on 127.0.0.1.
struct ServerAddress {
    std::uint16_t port = 0;
    std::uint16_t tls_port = 0;
    Certificate certificate;
};

/// One server. It keeps its ports and its certificate over stops and starts.
class IrcServer {
  public:
    /// Starts it and waits until it answers. Throws std::runtime_error with its log otherwise.
    IrcServer(ServerKind kind, Workspace& workspace);

    void start();
    void stop();   ///< SIGTERM, then waits
    void kill();   ///< SIGKILL
    void freeze(); ///< SIGSTOP: connections stay, nothing answers
    void thaw();

    /// A new key and certificate from the next start on: what a client may not accept.
    void change_certificate();

    [[nodiscard]] const ServerAddress& address() const { return address_; }
    [[nodiscard]] std::uint16_t link_port() const { return link_port_; }

  private:
    [[nodiscard]] Command command(const std::filesystem::path& config) const;

    ServerKind kind_;
    std::filesystem::path folder_;
    ServerAddress address_;
    std::uint16_t link_port_ = 0; ///< for services; InspIRCd alone has one
    std::unique_ptr<ChildProcess> process_;
};

/// Atheme for one InspIRCd: accounts and SASL. Accounts survive a stop.
class Services {
  public:
    Services(const IrcServer& server, Workspace& workspace);

    /// Returns when the server offers SASL.
    void start();
    void stop();

  private:
    const IrcServer& server_;
    std::filesystem::path folder_;
    std::unique_ptr<ChildProcess> process_;
};

} // namespace peerdesk::servers
