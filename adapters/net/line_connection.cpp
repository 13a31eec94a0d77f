// SPDX-License-Identifier: MIT
#include "adapters/net/line_connection.hpp"

#include "adapters/net/server_stream.hpp"

#include <openssl/ssl.h>

#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct LineConnection::Streams {
    explicit Streams(asio::any_io_executor executor) : server(std::move(executor)) {}

    ServerStream server;
};

namespace {

/// ngIRCd 26.1 reads 2,047 bytes of a TLS record and leaves the rest lying until more arrives: with
/// longer records the end of a long answer is stuck there. Short ones cost 3 % more bytes.
constexpr long tls_record_bytes_max = 1'024;

std::string words_of(const boost::system::error_code& error) {
    return error ? error.message() : std::string{};
}

} // namespace

LineConnection::LineConnection(asio::any_io_executor executor)
    : streams_(std::make_unique<Streams>(std::move(executor))) {}

LineConnection::~LineConnection() {
    streams_->server.close();
}

void LineConnection::close() {
    streams_->server.close();
}

asio::awaitable<ConnectResult> LineConnection::connect(LineServer server, milliseconds deadline) {
    Streams& streams = *streams_;
    const auto end = steady_clock::now() + deadline;
    Addresses addresses = co_await streams.server.look_up(server.host, server.port, end);
    if (addresses.endpoints.empty())
        co_return ConnectResult{ConnectOutcome::dns_failed, addresses.error};
    ConnectResult reached = co_await streams.server.connect(std::move(addresses.endpoints), end);
    if (reached.outcome != ConnectOutcome::connected || !server.tls) co_return reached;

    const TlsTrust trust{server.ca_file, server.pin_sha256};
    auto context = client_context(trust);
    if (!context) co_return ConnectResult{ConnectOutcome::ca_file_unreadable, server.ca_file};
    SSL_CTX_set_max_send_fragment(context.get(), tls_record_bytes_max);
    co_return co_await streams.server.secure(std::move(context), trust, server.host, end);
}

asio::awaitable<ReadResult> LineConnection::read(std::span<char> buffer) {
    Streams& streams = *streams_;
    const Transfer got =
        co_await streams.server.read_some(asio::buffer(buffer.data(), buffer.size()));
    if (!got.error) streams.server.acknowledge_at_once();
    co_return ReadResult{got.bytes, words_of(got.error)};
}

asio::awaitable<std::string> LineConnection::write(std::string_view bytes, milliseconds deadline) {
    Streams& streams = *streams_;
    const SocketDeadline limit = streams.server.limit(steady_clock::now() + deadline);
    const Transfer put = co_await streams.server.write(asio::buffer(bytes.data(), bytes.size()));
    co_return words_of(put.error);
}

} // namespace peerdesk::net
