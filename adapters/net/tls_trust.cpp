// SPDX-License-Identifier: MIT
#include "adapters/net/tls_trust.hpp"

#include "adapters/net/fingerprint.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <new>
#include <utility>

namespace peerdesk::net {

std::shared_ptr<SSL_CTX> client_context(const TlsTrust& trust) {
    std::shared_ptr<SSL_CTX> made(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (!made) throw std::bad_alloc();
    SSL_CTX* context = made.get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    if (!trust.pin_sha256.empty()) {
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
        return made;
    }
    SSL_CTX_set_default_verify_paths(context);
    const bool is_read = trust.ca_file.empty() || SSL_CTX_load_verify_locations(
                                                      context, trust.ca_file.c_str(), nullptr) == 1;
    ERR_clear_error(); // the queue belongs to the thread: the next reader must not find this
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    return is_read ? made : nullptr;
}

void expect_host(SSL* ssl, const std::string& host) {
    X509_VERIFY_PARAM* wanted = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return; // an address: no SNI
    ERR_clear_error();
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
    SSL_set_tlsext_host_name(ssl, host.c_str());
}

ConnectResult handshake_failure(SSL* ssl, const TlsTrust& trust, const std::string& host,
                                std::string error) {
    const long verdict = SSL_get_verify_result(ssl);
    if (verdict == X509_V_ERR_HOSTNAME_MISMATCH || verdict == X509_V_ERR_IP_ADDRESS_MISMATCH)
        return {ConnectOutcome::tls_name_mismatch, host};
    if (verdict != X509_V_OK && trust.pin_sha256.empty())
        return {ConnectOutcome::tls_untrusted, X509_verify_cert_error_string(verdict)};
    return {ConnectOutcome::tls_failed, std::move(error)};
}

ConnectResult check_pin(SSL* ssl, const TlsTrust& trust) {
    if (trust.pin_sha256.empty()) return {ConnectOutcome::connected, {}};
    const std::string shown = certificate_sha256(ssl);
    if (is_same_fingerprint(shown, trust.pin_sha256)) return {ConnectOutcome::connected, {}};
    return {ConnectOutcome::tls_pin_mismatch, shown};
}

} // namespace peerdesk::net
