// SPDX-License-Identifier: MIT
// SHA-256 fingerprints of certificates, as operators copy them.
#pragma once

#include <string>
#include <string_view>

struct ssl_st; // OpenSSL's SSL

namespace peerdesk::net {

/// The fingerprint of the certificate the other side showed: 64 lower-case hex digits, or empty.
[[nodiscard]] std::string certificate_sha256(ssl_st* ssl);

/// Compares two fingerprints; case, colons and blanks do not matter. An empty one equals nothing.
[[nodiscard]] bool is_same_fingerprint(std::string_view left, std::string_view right);

} // namespace peerdesk::net
