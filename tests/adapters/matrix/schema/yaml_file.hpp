// SPDX-License-Identifier: MIT
// A YAML (or JSON) file as JSON: what the specification's files use of YAML, no more.
#pragma once

#include <filesystem>
#include <string_view>

#include <nlohmann/json.hpp>

namespace peerdesk::matrix::schema {

/// Throws std::runtime_error when the file cannot be read.
[[nodiscard]] nlohmann::json read_yaml(const std::filesystem::path& file);

} // namespace peerdesk::matrix::schema
