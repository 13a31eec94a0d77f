// SPDX-License-Identifier: MIT
// TOML text -> table, going on behind a syntax error so that all of them are told at once.
#pragma once

#include "bot/runtime/config/config_problem.hpp"

#include <toml++/toml.h>

#include <string_view>

namespace peerdesk::runtime {

struct TomlText {
    toml::table table;
    bool is_whole = true;        ///< no syntax error: missing keys are really missing
    bool has_all_headers = true; ///< no [table] line was lost: keys are in their own tables
};

/// A line with a syntax error is reported and read as if it were empty; after
/// `syntax_errors_max` of them the rest is left unread.
[[nodiscard]] TomlText parse_toml(std::string_view text, ConfigProblems& problems);

inline constexpr int syntax_errors_max = 20;

} // namespace peerdesk::runtime
