// SPDX-License-Identifier: MIT
#include "tests/adapters/net/tls_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include <unistd.h>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
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

struct TlsServer::Parts {
    explicit Parts(asio::io_context& io)
        : acceptor(io, {asio::ip::address_v4::loopback(), 0}), socket(io),
          context(asio::ssl::context::tls_server) {}

    tcp::acceptor acceptor;
    tcp::socket socket;
    asio::ssl::context context;
    std::unique_ptr<asio::ssl::stream<tcp::socket&>> tls;
    std::string file;
    std::string fingerprint;
    std::string received;
    bool has_tls = false;
};

TlsServer::TlsServer(asio::io_context& io, const std::string& name)
    : parts_(std::make_unique<Parts>(io)) {
    if (name.empty()) return;
    parts_->has_tls = true;
    EVP_PKEY* key = EVP_EC_gen("P-256");
    require(key != nullptr);
    X509* certificate = make_certificate(key, name);
    parts_->fingerprint = sha256_of(certificate);
    SSL_CTX_use_certificate(parts_->context.native_handle(), certificate);
    SSL_CTX_use_PrivateKey(parts_->context.native_handle(), key);
    parts_->file = (std::filesystem::temp_directory_path() /
                    ("peerdesk-test-" + std::to_string(getpid()) + '-' + std::to_string(port())))
                       .string();
    std::FILE* file = std::fopen(parts_->file.c_str(), "w");
    require(file != nullptr && PEM_write_X509(file, certificate) == 1);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

TlsServer::~TlsServer() {
    if (!parts_->file.empty()) std::filesystem::remove(parts_->file);
}

std::uint16_t TlsServer::port() const {
    return parts_->acceptor.local_endpoint().port();
}
std::string TlsServer::certificate_file() const {
    return parts_->file;
}
std::string TlsServer::fingerprint() const {
    return parts_->fingerprint;
}
const std::string& TlsServer::received() const {
    return parts_->received;
}

asio::awaitable<void> TlsServer::serve() {
    const auto [accept_error] = co_await parts_->acceptor.async_accept(parts_->socket, awaited);
    if (accept_error) co_return;
    if (parts_->has_tls) {
        parts_->tls =
            std::make_unique<asio::ssl::stream<tcp::socket&>>(parts_->socket, parts_->context);
        const auto [error] =
            co_await parts_->tls->async_handshake(asio::ssl::stream_base::server, awaited);
        if (error) co_return;
    }
    std::array<char, 1024> buffer{};
    for (;;) {
        boost::system::error_code error;
        std::size_t bytes = 0;
        if (parts_->tls)
            std::tie(error, bytes) =
                co_await parts_->tls->async_read_some(asio::buffer(buffer), awaited);
        else
            std::tie(error, bytes) =
                co_await parts_->socket.async_read_some(asio::buffer(buffer), awaited);
        if (error) break;
        const bool is_first = parts_->received.empty();
        parts_->received.append(buffer.data(), bytes);
        if (!is_first) continue;
        const auto hello = asio::buffer("hello\r\n", 7);
        if (parts_->tls)
            co_await asio::async_write(*parts_->tls, hello, awaited);
        else
            co_await asio::async_write(parts_->socket, hello, awaited);
    }
    boost::system::error_code ignored;
    parts_->socket.close(ignored);
}

} // namespace peerdesk::net
