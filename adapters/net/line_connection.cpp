// SPDX-License-Identifier: MIT
#include "adapters/net/line_connection.hpp"

#include "adapters/net/fingerprint.hpp"
#include "adapters/net/resolver.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <optional>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

struct LineConnection::Streams {
    explicit Streams(asio::any_io_executor executor)
        : socket(executor), deadline(executor), write_deadline(executor) {}

    void close() {
        error_code ignored;
        socket.shutdown(tcp::socket::shutdown_both, ignored);
        socket.close(ignored);
        deadline.cancel();
        write_deadline.cancel();
    }

    tcp::socket socket;
    std::optional<asio::ssl::context> context;
    std::optional<asio::ssl::stream<tcp::socket&>> tls;
    asio::steady_timer deadline;
    asio::steady_timer write_deadline;
    bool is_closed = false;
};

namespace {

/// ngIRCd 26.1 reads 2,047 bytes of a TLS record and leaves the rest lying until more arrives: with
/// longer records the end of a long answer is stuck there. Short ones cost 3 % more bytes.
constexpr long tls_record_bytes_max = 1'024;

/// Closes the socket when a wait lasts too long; disarmed by leaving the scope. The timer's handler
/// may still be queued then, so it looks at shared flags before it touches anything.
class SocketDeadline {
  public:
    SocketDeadline(asio::steady_timer& timer, tcp::socket& socket, steady_clock::time_point at)
        : timer_(timer), flags_(std::make_shared<Flags>()) {
        timer_.expires_at(at);
        timer_.async_wait([&socket, flags = flags_](error_code error) {
            if (error || !flags->is_armed) return;
            flags->has_fired = true;
            error_code ignored;
            socket.close(ignored);
        });
    }
    ~SocketDeadline() {
        flags_->is_armed = false;
        timer_.cancel();
    }
    SocketDeadline(const SocketDeadline&) = delete;
    SocketDeadline& operator=(const SocketDeadline&) = delete;
    [[nodiscard]] bool has_fired() const { return flags_->has_fired; }

  private:
    struct Flags {
        bool is_armed = true;
        bool has_fired = false;
    };
    asio::steady_timer& timer_;
    std::shared_ptr<Flags> flags_;
};

ConnectResult tcp_failure(error_code error, bool timed_out) {
    if (timed_out) return {ConnectOutcome::timed_out, {}};
    if (error == asio::error::connection_refused) return {ConnectOutcome::refused, {}};
    return {ConnectOutcome::failed, error.message()};
}

/// Sets what the certificate must prove: an authority and the name, or nothing but the pin.
std::optional<ConnectResult> prepare(asio::ssl::context& context, const LineServer& server) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_max_send_fragment(context.native_handle(), tls_record_bytes_max);
    if (!server.pin_sha256.empty()) {
        SSL_CTX_set_verify(context.native_handle(), SSL_VERIFY_NONE, nullptr);
        return std::nullopt;
    }
    error_code error;
    context.set_default_verify_paths(error);
    if (!server.ca_file.empty()) {
        context.load_verify_file(server.ca_file, error);
        if (error) return ConnectResult{ConnectOutcome::ca_file_unreadable, server.ca_file};
    }
    SSL_CTX_set_verify(context.native_handle(), SSL_VERIFY_PEER, nullptr);
    return std::nullopt;
}

/// A server with Nagle's algorithm on (InspIRCd) keeps the next line back until we acknowledge the
/// last, and Linux delays that by 40 ms unless told otherwise, again after each read.
void acknowledge_at_once([[maybe_unused]] tcp::socket& socket) {
#ifdef TCP_QUICKACK
    const int on = 1;
    setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
}

void expect_host(SSL* ssl, const std::string& host) {
    X509_VERIFY_PARAM* wanted = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return; // an address: no SNI
    ERR_clear_error();
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
    SSL_set_tlsext_host_name(ssl, host.c_str());
}

ConnectResult tls_failure(SSL* ssl, const LineServer& server, error_code error, bool timed_out) {
    if (timed_out) return {ConnectOutcome::timed_out, "TLS"};
    const long verdict = SSL_get_verify_result(ssl);
    if (verdict == X509_V_ERR_HOSTNAME_MISMATCH || verdict == X509_V_ERR_IP_ADDRESS_MISMATCH)
        return {ConnectOutcome::tls_name_mismatch, server.host};
    if (verdict != X509_V_OK && server.pin_sha256.empty())
        return {ConnectOutcome::tls_untrusted, X509_verify_cert_error_string(verdict)};
    return {ConnectOutcome::tls_failed, error.message()};
}

/// A pin is compared after the handshake and before a single byte of the protocol.
ConnectResult check_pin(SSL* ssl, const LineServer& server) {
    if (server.pin_sha256.empty()) return {ConnectOutcome::connected, {}};
    const std::string shown = certificate_sha256(ssl);
    if (is_same_fingerprint(shown, server.pin_sha256)) return {ConnectOutcome::connected, {}};
    return {ConnectOutcome::tls_pin_mismatch, shown};
}

} // namespace

LineConnection::LineConnection(asio::any_io_executor executor)
    : streams_(std::make_unique<Streams>(std::move(executor))) {}

LineConnection::~LineConnection() {
    streams_->close();
}

void LineConnection::close() {
    streams_->is_closed = true;
    streams_->close();
}

asio::awaitable<ConnectResult> LineConnection::connect(LineServer server, milliseconds deadline) {
    Streams& streams = *streams_;
    const auto end = steady_clock::now() + deadline;
    Addresses addresses = co_await resolve(server.host, server.port, streams.deadline, deadline);
    if (addresses.endpoints.empty())
        co_return ConnectResult{ConnectOutcome::dns_failed, addresses.error};

    ConnectResult result;
    for (std::size_t i = 0; i < addresses.endpoints.size(); ++i) {
        if (streams.is_closed) co_return ConnectResult{ConnectOutcome::failed, "stopped"};
        const auto now = steady_clock::now();
        if (now >= end) co_return ConnectResult{ConnectOutcome::timed_out, {}};
        const auto share = (end - now) / static_cast<int>(addresses.endpoints.size() - i);
        SocketDeadline limit(streams.deadline, streams.socket, now + share);
        error_code ignored;
        streams.socket.close(ignored);
        const auto [error] = co_await streams.socket.async_connect(addresses.endpoints[i], awaited);
        if (!error && !limit.has_fired()) {
            result.outcome = ConnectOutcome::connected;
            break;
        }
        result = tcp_failure(error, limit.has_fired());
    }
    if (result.outcome != ConnectOutcome::connected) co_return result;
    error_code ignored;
    streams.socket.set_option(tcp::no_delay{true}, ignored);
    if (!server.tls) co_return result;

    streams.context.emplace(asio::ssl::context::tls_client);
    if (auto unusable = prepare(*streams.context, server)) co_return std::move(*unusable);
    streams.tls.emplace(streams.socket, *streams.context);
    expect_host(streams.tls->native_handle(), server.host);
    SocketDeadline limit(streams.deadline, streams.socket, end);
    const auto [error] =
        co_await streams.tls->async_handshake(asio::ssl::stream_base::client, awaited);
    if (error || limit.has_fired())
        co_return tls_failure(streams.tls->native_handle(), server, error, limit.has_fired());
    co_return check_pin(streams.tls->native_handle(), server);
}

asio::awaitable<ReadResult> LineConnection::read(std::span<char> buffer) {
    Streams& streams = *streams_;
    const auto into = asio::buffer(buffer.data(), buffer.size());
    error_code error;
    std::size_t bytes = 0;
    if (streams.tls) {
        std::tie(error, bytes) = co_await streams.tls->async_read_some(into, awaited);
    } else {
        std::tie(error, bytes) = co_await streams.socket.async_read_some(into, awaited);
    }
    if (!error) acknowledge_at_once(streams.socket);
    co_return ReadResult{bytes, error ? error.message() : std::string{}};
}

asio::awaitable<std::string> LineConnection::write(std::string_view bytes, milliseconds deadline) {
    Streams& streams = *streams_;
    const SocketDeadline limit(streams.write_deadline, streams.socket,
                               steady_clock::now() + deadline);
    const auto from = asio::buffer(bytes.data(), bytes.size());
    error_code error;
    std::size_t written = 0;
    if (streams.tls) {
        std::tie(error, written) = co_await asio::async_write(*streams.tls, from, awaited);
    } else {
        std::tie(error, written) = co_await asio::async_write(streams.socket, from, awaited);
    }
    co_return error ? error.message() : std::string{};
}

} // namespace peerdesk::net
