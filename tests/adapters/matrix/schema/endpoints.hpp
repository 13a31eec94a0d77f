// SPDX-License-Identifier: MIT
// The table of all paths of the client-server API.
#pragma once

#include "tests/adapters/matrix/schema/json_schema.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix::schema {

/// "/a/{b}" as {"a", "{b}"}.
[[nodiscard]] std::vector<std::string> path_parts(std::string_view path);

struct Endpoint {
    std::vector<std::string> path; ///< with "{name}" for each parameter
    Schema item;                   ///< the path item: parameters and one member for each method
};

struct FoundEndpoint {
    const Endpoint* endpoint = nullptr;
    std::map<std::string, std::string> path_parameters; ///< still percent-encoded
};

class Endpoints {
  public:
    /// Reads every file of api/client-server.
    Endpoints(SchemaFiles& files, const std::filesystem::path& openapi_data);
    /// The paths with the most parts that are not parameters; several where the specification
    /// writes two forms of one path apart (an invitation by id and one by e-mail).
    [[nodiscard]] std::vector<FoundEndpoint> find(std::string_view path) const;

  private:
    std::vector<Endpoint> endpoints_;
};

} // namespace peerdesk::matrix::schema
