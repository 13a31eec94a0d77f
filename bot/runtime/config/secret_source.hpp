// SPDX-License-Identifier: MIT
// Passwords come from files, the environment or systemd's credentials, never from the
// configuration itself, and only from where nobody else can read them.
#pragma once

#include "bot/runtime/config/table_reader.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// Where relative files are looked up, and the list of every secret read so far (for the log's
/// scrubber).
struct SecretContext {
    std::filesystem::path folder;
    /// False for tools that need no network: what they cannot read must not stop a backup.
    bool reads = true;
    std::vector<std::string>& secrets;
    std::filesystem::path database_file{}; ///< empty: none was named; keys lie beside it
};

/// Reads NAME_file, NAME_env or NAME_credential, whichever one is given; empty when none is.
/// Refused with a problem: two of them, a plain NAME, a file that is missing, empty, over
/// `secret_length_max`, or readable by group or others.
[[nodiscard]] std::string read_secret(TableReader& table, std::string_view name,
                                      const SecretContext& context);

/// The first line of a file that its owner alone can read; else nothing, and a problem at `at`.
[[nodiscard]] std::optional<std::string> read_private_file(TableReader& table, Spot at,
                                                           const std::filesystem::path& file);

inline constexpr std::size_t secret_length_max = 4096; ///< bytes

} // namespace peerdesk::runtime
