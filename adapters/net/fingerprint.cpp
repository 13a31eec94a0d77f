// SPDX-License-Identifier: MIT
#include "adapters/net/fingerprint.hpp"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>

namespace peerdesk::net {
namespace {

/// Hex digits alone, lower case.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c == ':' || c == ' ') continue;
        digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return digits;
}

} // namespace

std::string certificate_sha256(SSL* ssl) {
    X509* certificate = SSL_get1_peer_certificate(ssl);
    if (certificate == nullptr) return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const int done = X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    X509_free(certificate);
    if (done != 1) return {};
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += hex[digest[i] >> 4];
        text += hex[digest[i] & 15];
    }
    return text;
}

bool is_same_fingerprint(std::string_view left, std::string_view right) {
    const std::string digits = digits_of(left);
    return !digits.empty() && digits == digits_of(right);
}

} // namespace peerdesk::net
