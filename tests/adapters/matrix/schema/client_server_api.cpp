// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/schema/client_server_api.hpp"

#include "tests/adapters/matrix/schema/endpoints.hpp"
#include "tests/adapters/matrix/schema/request_parameters.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <exception>
#include <set>

namespace peerdesk::matrix::schema {
namespace {

using nlohmann::json;

/// The files, read once for the whole test program.
struct Api {
    SchemaFiles files;
    Endpoints endpoints{files, openapi_data()};
};

Api& api() {
    static Api the_api;
    return the_api;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The members a schema names, those of its parts too; false when it leaves others open.
bool gather_members(SchemaFiles& files, const Schema& schema, std::set<std::string>& names) {
    const Schema at = files.resolved(schema);
    if (at.node->contains("additionalProperties") || at.node->contains("patternProperties"))
        return false;
    bool is_closed = at.node->contains("properties");
    for (const auto& [name, member] : at.node->value("properties", json::object()).items())
        names.insert(name);
    for (const char* keyword : {"allOf", "oneOf", "anyOf"}) {
        if (!at.node->contains(keyword)) continue;
        for (const json& part : at.node->at(keyword))
            is_closed = gather_members(files, {at.file, &part}, names) || is_closed;
    }
    return is_closed;
}

std::string problem_with_body(SchemaFiles& files, const Schema& operation, std::string_view body) {
    if (!operation.node->contains("requestBody"))
        return body.empty() || body == "{}" ? "" : "a body where none is foreseen";
    const Schema request = files.resolved({operation.file, &operation.node->at("requestBody")});
    const json& content = request.node->at("content");
    if (!content.contains("application/json")) return {};
    if (body.empty()) return request.node->value("required", false) ? "lacks a body" : "";
    const json value = json::parse(body, nullptr, false);
    if (value.is_discarded()) return "the body is no JSON: " + std::string{body};
    const Schema schema{request.file, &content.at("application/json").at("schema")};
    if (auto problem = files.problem_with(value, schema); !problem.empty()) return problem;
    std::set<std::string> names;
    if (!value.is_object() || !gather_members(files, schema, names)) return {};
    for (const auto& [name, member] : value.items())
        if (!names.contains(name) && !name.contains('.')) return "the API knows no member " + name;
    return {};
}

/// The type of the event that a request sends; empty when it sends none.
std::string sent_type(std::string_view method, const FoundEndpoint& found) {
    const auto type = found.path_parameters.find("eventType");
    if (method != "PUT" || type == found.path_parameters.end()) return {};
    return percent_decoded(type->second).value_or("");
}

std::string problem_with_endpoint(SchemaFiles& files, const FoundEndpoint& found,
                                  std::string_view method, std::string_view query,
                                  std::string_view body) {
    const json& item = *found.endpoint->item.node;
    if (!item.contains(lower(method))) return "the path does not take the method";
    const Schema operation{found.endpoint->item.file, &item.at(lower(method))};
    auto problem = problem_with_parameters(files, found, operation, query);
    if (problem.empty()) problem = problem_with_body(files, operation, body);
    const auto type = sent_type(method, found);
    return problem.empty() && !type.empty() ? problem_with_content(type, body) : problem;
}

} // namespace

std::filesystem::path openapi_data() {
    const char* folder = std::getenv("PEERDESK_TEST_DATA");
    if (folder == nullptr) return {};
    std::filesystem::path data = std::filesystem::path{folder} / "matrix" / "openapi-data";
    return std::filesystem::exists(data) ? data : std::filesystem::path{};
}

std::string problem_with_content(const std::string& type, std::string_view content) {
    const std::filesystem::path data = openapi_data();
    if (data.empty()) return {};
    const json value = json::parse(content, nullptr, false);
    if (!value.is_object()) return "the content is no object: " + std::string{content};
    const auto folder = data / "event-schemas" / "schema";
    const json kind = value.value("msgtype", json());
    auto file = folder / (type + ".yaml");
    if (kind.is_string()) {
        const auto own = folder / (type + "$" + kind.get<std::string>() + ".yaml");
        if (std::filesystem::exists(own)) file = own;
    }
    if (!std::filesystem::exists(file)) return {};
    const json event{{"type", type},          {"event_id", "$e"},  {"sender", "@a:b"},
                     {"origin_server_ts", 1}, {"room_id", "!r:b"}, {"state_key", "@a:b"},
                     {"content", value}};
    try {
        return api().files.problem_with(event, api().files.open(file));
    } catch (const std::exception& error) {
        return error.what();
    }
}

std::string problem_with_request(std::string_view method, std::string_view target,
                                 std::string_view body) {
    if (openapi_data().empty()) return {};
    const std::string begin = std::string{method} + " " + std::string{target} + ": ";
    const auto question = std::min(target.find('?'), target.size());
    try {
        const auto endpoints = api().endpoints.find(target.substr(0, question));
        if (endpoints.empty()) return begin + "no such path";
        std::string_view query = target.substr(question);
        if (query.starts_with('?')) query.remove_prefix(1);
        std::string problems;
        for (const FoundEndpoint& found : endpoints) {
            const auto problem = problem_with_endpoint(api().files, found, method, query, body);
            if (problem.empty()) return {};
            problems += problem + "; ";
        }
        return begin + problems;
    } catch (const std::exception& error) {
        return begin + error.what();
    }
}

} // namespace peerdesk::matrix::schema
