// SPDX-License-Identifier: MIT
// A certificate that signs itself, made on the spot for a server on loopback.
#pragma once

#include <string>

struct evp_pkey_st; // OpenSSL's EVP_PKEY
struct ssl_ctx_st;  // OpenSSL's SSL_CTX
struct x509_st;     // OpenSSL's X509

namespace peerdesk::net {

class TestCertificate {
  public:
    /// @param name the DNS name it bears
    explicit TestCertificate(const std::string& name);
    ~TestCertificate();
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;

    /// As a PEM file, removed with the certificate.
    [[nodiscard]] std::string file() const { return file_; }
    /// 64 hex digits.
    [[nodiscard]] std::string fingerprint() const;
    /// Makes a server's context show it.
    void show_in(ssl_ctx_st* context) const;

  private:
    evp_pkey_st* key_;
    x509_st* certificate_;
    std::string file_;
};

} // namespace peerdesk::net
