// SPDX-License-Identifier: MIT
#include "adapters/net/constant_time.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace peerdesk::net {
namespace {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view text) {
    Digest digest{};
    if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 failed"); // out of memory, nothing else
    return digest;
}

} // namespace

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    const Digest left_digest = sha256(left);
    const Digest right_digest = sha256(right);
    return CRYPTO_memcmp(left_digest.data(), right_digest.data(), left_digest.size()) == 0;
}

} // namespace peerdesk::net
