// SPDX-License-Identifier: MIT
// How reaching a server ended, in words every protocol over TCP and TLS shares.
#pragma once

#include <string>

namespace peerdesk::net {

enum class ConnectOutcome {
    connected,
    dns_failed,
    refused,
    timed_out,
    failed,
    ca_file_unreadable,
    tls_untrusted,
    tls_name_mismatch,
    tls_pin_mismatch,
    tls_failed,
};

struct ConnectResult {
    ConnectOutcome outcome = ConnectOutcome::failed;
    std::string detail; ///< the system's, OpenSSL's or the certificate's own words
};

} // namespace peerdesk::net
