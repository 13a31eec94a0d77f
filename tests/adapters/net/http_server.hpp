// SPDX-License-Identifier: MIT
// An HTTP server on loopback that says, byte for byte, what a test tells it to.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::net {

/// What one client sent.
struct HeardRequest {
    std::size_t connection = 0; ///< counted from 1
    std::size_t number = 0;     ///< within the connection, from 1
    std::string head;           ///< request line and fields
    std::string body;
    [[nodiscard]] std::string line() const { return head.substr(0, head.find("\r\n")); }
};

/// What to do about it.
struct ScriptedAnswer {
    std::string bytes;                      ///< sent as they are
    bool closes = false;                    ///< afterwards
    std::chrono::milliseconds byte_pace{0}; ///< wait before each byte
    std::chrono::milliseconds delay{0};     ///< wait before the first
};

/// An answer with a body and its length.
[[nodiscard]] std::string http_answer(const std::string& status, const std::string& body,
                                      const std::string& fields = "");

class ScriptedHttpServer {
  public:
    using Script = std::function<ScriptedAnswer(const HeardRequest&)>;

    /// @param certificate_name the DNS name in the certificate; empty: no TLS
    ScriptedHttpServer(boost::asio::io_context& io, Script script,
                       const std::string& certificate_name = "");
    ~ScriptedHttpServer();
    ScriptedHttpServer(const ScriptedHttpServer&) = delete;
    ScriptedHttpServer& operator=(const ScriptedHttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string certificate_file() const;
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] std::size_t connections() const;
    /// How many of them the clients ended.
    [[nodiscard]] std::size_t connections_ended() const;
    [[nodiscard]] const std::vector<HeardRequest>& heard() const;
    /// Ends all connections and takes no more, so that the io_context runs out of work.
    void stop();
    /// Ends all connections, as an idle server does.
    void drop_connections();

  private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

} // namespace peerdesk::net
