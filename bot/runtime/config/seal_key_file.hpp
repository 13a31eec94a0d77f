// SPDX-License-Identifier: MIT
// The key under which tokens from servers are stored: a file beside the database, made once. A
// copy of the database without it gives nobody an account.
#pragma once

#include "bot/runtime/config/secret_source.hpp"

#include <array>
#include <cstdint>
#include <filesystem>

namespace peerdesk::runtime {

using SealKey = std::array<std::uint8_t, 32>;

/// "peerdesk.db.key" for "peerdesk.db".
[[nodiscard]] std::filesystem::path seal_key_file(const std::filesystem::path& database_file);

/// Reads the key, or makes the file where there is none: 64 hexadecimal digits, for its owner
/// alone. All zero, which means none, where secrets are not read, no database is named, its folder
/// does not exist yet, or with a problem: others can read the file, or it holds no key.
[[nodiscard]] SealKey read_seal_key(TableReader& table, const SecretContext& context);

} // namespace peerdesk::runtime
