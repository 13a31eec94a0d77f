// SPDX-License-Identifier: MIT
// A small checker for JSON Schema: the keywords that the Matrix specification uses. `format` says
// nothing to it.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace peerdesk::matrix::schema {

/// A schema and the file it stands in, from which its references are read.
struct Schema {
    std::filesystem::path file;
    const nlohmann::json* node = nullptr;
};

/// Reads each file once. A file or reference that does not exist is a std::runtime_error.
class SchemaFiles {
  public:
    [[nodiscard]] Schema open(const std::filesystem::path& file);
    /// Follows "$ref" until there is none.
    [[nodiscard]] Schema resolved(Schema schema);
    /// Empty when `value` fits; else where and why not, e.g. "content/body: no string".
    [[nodiscard]] std::string problem_with(const nlohmann::json& value, const Schema& schema,
                                           const std::string& where = {});

  private:
    std::string problem_with_object(const nlohmann::json& value, const Schema& schema,
                                    const std::string& where);
    std::string problem_with_choice(const nlohmann::json& value, const Schema& schema,
                                    const std::string& where);

    std::map<std::filesystem::path, nlohmann::json> files_;
};

} // namespace peerdesk::matrix::schema
