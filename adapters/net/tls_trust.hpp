// SPDX-License-Identifier: MIT
// What a server's certificate must prove, and whether it did. Every TLS connection asks here.
#pragma once

#include "adapters/net/connect_outcome.hpp"

#include <memory>
#include <string>

struct ssl_ctx_st; // OpenSSL's SSL_CTX
struct ssl_st;     // OpenSSL's SSL

namespace peerdesk::net {

struct TlsTrust {
    std::string ca_file;    ///< PEM; trusted besides the system's authorities
    std::string pin_sha256; ///< hex, colons allowed; if set, the only thing that counts
};

/// What a client's connections share: TLS 1.2 at least, and what the certificate must prove, an
/// authority and the name or nothing but the pin. Reading the system's authorities takes a while.
/// @return nothing when `ca_file` cannot be read
[[nodiscard]] std::shared_ptr<ssl_ctx_st> client_context(const TlsTrust& trust);

/// Sets the name or address that the certificate must bear, and says it to the server.
void expect_host(ssl_st* ssl, const std::string& host);

/// Why a handshake failed with `error`.
[[nodiscard]] ConnectResult handshake_failure(ssl_st* ssl, const TlsTrust& trust,
                                              const std::string& host, std::string error);

/// Compares the pin, after the handshake and before a single byte of the protocol.
[[nodiscard]] ConnectResult check_pin(ssl_st* ssl, const TlsTrust& trust);

} // namespace peerdesk::net
