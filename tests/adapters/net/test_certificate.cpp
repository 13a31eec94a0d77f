// SPDX-License-Identifier: MIT
#include "tests/adapters/net/test_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include <unistd.h>

namespace peerdesk::net {
namespace {

constexpr long one_day = 24L * 60 * 60;

void require(bool is_fine) {
    if (!is_fine) throw std::runtime_error("cannot make a certificate");
}

X509* make_certificate(EVP_PKEY* key, const std::string& name) {
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -one_day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), one_day);
    X509_set_pubkey(certificate, key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str());
    require(names != nullptr);
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    require(X509_sign(certificate, key, EVP_sha256()) > 0);
    return certificate;
}

std::string sha256_of(X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    require(X509_digest(certificate, EVP_sha256(), digest.data(), &size) == 1);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        std::array<char, 3> hex{};
        std::snprintf(hex.data(), hex.size(), "%02x", digest[i]);
        text += hex.data();
    }
    return text;
}

} // namespace

TestCertificate::TestCertificate(const std::string& name)
    : key_(EVP_EC_gen("P-256")), certificate_(make_certificate(key_, name)) {
    static int count = 0;
    const std::string unique = std::to_string(getpid()) + '-' + std::to_string(++count);
    file_ = (std::filesystem::temp_directory_path() / ("peerdesk-test-" + unique)).string();
    std::FILE* file = std::fopen(file_.c_str(), "w");
    require(file != nullptr && PEM_write_X509(file, certificate_) == 1);
    std::fclose(file);
}

TestCertificate::~TestCertificate() {
    std::filesystem::remove(file_);
    X509_free(certificate_);
    EVP_PKEY_free(key_);
}

std::string TestCertificate::fingerprint() const {
    return sha256_of(certificate_);
}

void TestCertificate::show_in(SSL_CTX* context) const {
    SSL_CTX_use_certificate(context, certificate_);
    SSL_CTX_use_PrivateKey(context, key_);
}

} // namespace peerdesk::net
