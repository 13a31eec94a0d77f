// SPDX-License-Identifier: MIT
// Bytes to answers, without a socket. Includes Boost.Beast in its source.
#pragma once

#include "adapters/net/http_message.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace peerdesk::net {

/// Reads one answer after the other from one connection. Read some bytes into `room()` and tell
/// `take` how many there were, until it says something else than `more`.
class HttpAnswerReader {
  public:
    enum class State { more, complete, cut, bad, too_large };

    HttpAnswerReader();
    ~HttpAnswerReader();
    HttpAnswerReader(const HttpAnswerReader&) = delete;
    HttpAnswerReader& operator=(const HttpAnswerReader&) = delete;

    /// Prepares for the answer to a request.
    /// @param is_head the answer has no body whatever its header says
    void expect(bool is_head, std::size_t body_bytes_max);
    /// Where the next bytes go; never empty while the state is `more`.
    [[nodiscard]] std::span<char> room();
    [[nodiscard]] State take(std::size_t bytes);
    /// The server ended its side: `complete` where that is how a body ends, else `cut`.
    [[nodiscard]] State end_of_stream();

    /// Whether a byte has come since `expect`.
    [[nodiscard]] bool has_begun() const;
    /// Whether the connection may carry another request after `complete`.
    [[nodiscard]] bool keeps_connection() const;
    /// What was read: the answer when `complete`, else what is wrong in `detail`.
    [[nodiscard]] HttpAnswer take_answer();

  private:
    class Parser;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace peerdesk::net
