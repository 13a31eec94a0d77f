// SPDX-License-Identifier: MIT
#include "tests/servers/certificate.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace peerdesk::servers {
namespace {

constexpr long valid_seconds = 10L * 365 * 24 * 3600;
constexpr long issued_before_seconds = 3600;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void add_extension(X509* certificate, int kind, const char* value) {
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value), &X509_EXTENSION_free};
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) {
        throw std::runtime_error("no certificate extension");
    }
}

X509Certificate self_signed(EVP_PKEY* key) {
    X509Certificate certificate{X509_new(), &X509_free};
    X509* const x509 = certificate.get();
    std::uint32_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509), serial);
    X509_gmtime_adj(X509_getm_notBefore(x509), -issued_before_seconds);
    X509_gmtime_adj(X509_getm_notAfter(x509), valid_seconds);
    X509_set_pubkey(x509, key);
    X509_NAME* const name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    add_extension(x509, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    add_extension(x509, NID_basic_constraints, "critical,CA:TRUE");
    if (X509_sign(x509, key, EVP_sha256()) == 0) throw std::runtime_error("not signed");
    return certificate;
}

std::string fingerprint_of(X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &length);
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

File open_for_writing(const std::filesystem::path& path) {
    File file{std::fopen(path.c_str(), "w"), &std::fclose};
    if (!file) throw std::runtime_error("cannot write " + path.string());
    return file;
}

} // namespace

Certificate make_certificate(const std::filesystem::path& folder) {
    const Key key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    if (!key) throw std::runtime_error("no key");
    const X509Certificate certificate = self_signed(key.get());
    const Certificate made{folder / "cert.pem", folder / "key.pem",
                           fingerprint_of(certificate.get())};
    PEM_write_X509(open_for_writing(made.file).get(), certificate.get());
    PEM_write_PrivateKey(open_for_writing(made.key_file).get(), key.get(), nullptr, nullptr, 0,
                         nullptr, nullptr);
    return made;
}

} // namespace peerdesk::servers
