// SPDX-License-Identifier: MIT
// A self-signed certificate for a test server. Its file is also the authority that a client trusts.
#pragma once

#include <filesystem>
#include <string>

namespace peerdesk::servers {

struct Certificate {
    std::filesystem::path file;
    std::filesystem::path key_file;
    std::string fingerprint; ///< SHA-256, lower-case hex without colons
};

/// Makes cert.pem and key.pem in `folder`, valid for localhost and 127.0.0.1, readable by all: the
/// server runs as another user.
[[nodiscard]] Certificate make_certificate(const std::filesystem::path& folder);

} // namespace peerdesk::servers
