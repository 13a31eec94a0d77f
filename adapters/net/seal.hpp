// SPDX-License-Identifier: MIT
// Small secrets as they are stored: AES-256-GCM under a key that lies elsewhere, so that a copy of
// the database alone gives nobody an account.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::net {

inline constexpr std::size_t seal_key_size = 32;
using SealKey = std::span<const std::uint8_t, seal_key_size>;

/// "gcm1$<nonce hex>$<ciphertext and tag hex>" (NIST SP 800-38D, 96-bit nonce, 128-bit tag).
/// `context` says what the secret is for: it opens under the same words only. The nonce must never
/// come twice under one key; random bits do.
[[nodiscard]] std::string seal(SealKey key, std::string_view plain, std::string_view context,
                               std::array<std::uint64_t, 2> nonce);

/// Nothing for text that `seal` did not write with this key and this context, or that was changed.
[[nodiscard]] std::optional<std::string> unseal(SealKey key, std::string_view sealed,
                                                std::string_view context);

} // namespace peerdesk::net
