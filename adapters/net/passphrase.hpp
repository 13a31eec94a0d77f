// SPDX-License-Identifier: MIT
// Pass phrases as they are stored: scrypt, in a text form that carries its own parameters.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace peerdesk::net {

/// "scrypt$<log2 N>$<r>$<p>$<salt hex>$<key hex>" with N = 2^14, r = 8, p = 1 (RFC 7914).
/// Takes some 50 ms and 16 MiB on purpose.
[[nodiscard]] std::string hash_phrase(std::string_view phrase, std::array<std::uint64_t, 2> salt);

/// Whether `phrase` gives the key in `stored`; compared in constant time. False for text that
/// `hash_phrase` did not write, or whose parameters are beyond what we would ever write.
[[nodiscard]] bool verify_phrase(std::string_view phrase, std::string_view stored);

} // namespace peerdesk::net
