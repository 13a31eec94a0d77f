// SPDX-License-Identifier: MIT
// Any bytes to the HTTP server, whole and in pieces: both must be read alike.
#include "adapters/net/http_request_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using peerdesk::net::HttpRequestReader;
using peerdesk::net::ReceivedRequest;
using State = HttpRequestReader::State;

constexpr std::size_t head_bytes_max = 600;
constexpr std::size_t body_bytes_max = 700;

void demand(bool is_true) {
    if (!is_true) std::abort();
}

/// All requests of a connection as one text, up to the first that is refused.
std::string all_requests(std::string_view bytes, std::size_t piece_max) {
    HttpRequestReader reader({head_bytes_max, body_bytes_max}, {"x-secret"});
    std::string all;
    State state = reader.expect();
    for (;;) {
        if (state == State::complete) {
            const ReceivedRequest request = reader.take_request();
            demand(request.body.size() <= body_bytes_max);
            demand(request.target.size() <= head_bytes_max);
            all += request.method + " " + request.target + " " +
                   std::string{request.header("x-secret")} + " " + request.body + "\n";
            state = reader.expect();
        } else if (state == State::more && !bytes.empty()) {
            const auto room = reader.room();
            demand(!room.empty());
            const std::size_t piece = std::min({piece_max, room.size(), bytes.size()});
            std::ranges::copy(bytes.substr(0, piece), room.begin());
            bytes.remove_prefix(piece);
            state = reader.take(piece);
        } else {
            return all;
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t piece = 1 + data[0] % 64;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    demand(all_requests(bytes, bytes.size()) == all_requests(bytes, piece));
    return 0;
}
