// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/schema/endpoints.hpp"

#include <optional>

namespace peerdesk::matrix::schema {
namespace {

bool is_parameter(const std::string& part) {
    return part.starts_with('{') && part.ends_with('}');
}

/// How many parts fit literally, or nothing when the path is another one.
std::optional<std::size_t> fit(const std::vector<std::string>& path, const Endpoint& endpoint,
                               std::map<std::string, std::string>& parameters) {
    if (path.size() != endpoint.path.size()) return std::nullopt;
    std::size_t literal = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::string& part = endpoint.path[i];
        if (is_parameter(part))
            parameters[part.substr(1, part.size() - 2)] = path[i];
        else if (part == path[i])
            ++literal;
        else
            return std::nullopt;
    }
    return literal;
}

} // namespace

std::vector<std::string> path_parts(std::string_view path) {
    std::vector<std::string> parts;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const auto slash = path.find('/');
        parts.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

Endpoints::Endpoints(SchemaFiles& files, const std::filesystem::path& openapi_data) {
    for (const auto& file :
         std::filesystem::directory_iterator(openapi_data / "api" / "client-server")) {
        if (file.path().extension() != ".yaml") continue;
        const Schema document = files.open(file.path());
        if (!document.node->contains("paths")) continue;
        const auto base = document.node->at("servers")
                              .at(0)
                              .at("variables")
                              .at("basePath")
                              .at("default")
                              .get<std::string>();
        for (const auto& [path, item] : document.node->at("paths").items())
            // A blank at the end tells two forms of one path apart there.
            endpoints_.push_back(
                {path_parts(base + path.substr(0, path.find(' '))), {document.file, &item}});
    }
}

std::vector<FoundEndpoint> Endpoints::find(std::string_view path) const {
    const std::vector<std::string> parts = path_parts(path);
    std::vector<FoundEndpoint> best;
    std::size_t best_literal = 0;
    for (const Endpoint& endpoint : endpoints_) {
        std::map<std::string, std::string> parameters;
        const auto literal = fit(parts, endpoint, parameters);
        if (!literal || *literal < best_literal) continue;
        if (*literal > best_literal) best.clear();
        best.push_back({&endpoint, std::move(parameters)});
        best_literal = *literal;
    }
    return best;
}

} // namespace peerdesk::matrix::schema
