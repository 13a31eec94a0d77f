// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/schema/request_parameters.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace peerdesk::matrix::schema {
namespace {

using nlohmann::json;

struct Given {
    std::string in; ///< "path" or "query"
    std::string name;
    std::string value; ///< decoded
};

/// A parameter's text as JSON of the type its schema wants, or as text where it is none.
json typed(const std::string& text, const json& schema) {
    const json type = schema.value("type", json("string"));
    if (type == "boolean" && (text == "true" || text == "false")) return text == "true";
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (type == "integer" && error == std::errc{} && end == text.data() + text.size())
        return number;
    if (type == "array") return json::array({typed(text, schema.value("items", json::object()))});
    return text;
}

std::vector<Schema> known_parameters(SchemaFiles& files, const Schema& item,
                                     const Schema& operation) {
    std::vector<Schema> known;
    for (const Schema& owner : {item, operation})
        if (owner.node->contains("parameters"))
            for (const json& parameter : owner.node->at("parameters"))
                known.push_back(files.resolved({owner.file, &parameter}));
    return known;
}

/// Reads "a=1&b=2"; false when it is not encoded as it must be.
bool read_query(std::string_view query, std::vector<Given>& given) {
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) return false;
        const auto name = percent_decoded(pair.substr(0, equals));
        const auto value = percent_decoded(pair.substr(equals + 1));
        if (!name || !value) return false;
        given.push_back({"query", *name, *value});
    }
    return true;
}

} // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto sign = static_cast<unsigned char>(text[i]);
        if (sign == '%') {
            unsigned value = 0;
            const char* begin = text.data() + i + 1;
            if (i + 2 >= text.size() ||
                std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2)
                return std::nullopt;
            result += static_cast<char>(value);
            i += 2;
        } else if (std::isalnum(sign) != 0 ||
                   std::string_view{"-._~!$'()*,;:@"}.contains(text[i])) {
            result += text[i];
        } else {
            return std::nullopt;
        }
    }
    return result;
}

std::string problem_with_parameters(SchemaFiles& files, const FoundEndpoint& found,
                                    const Schema& operation, std::string_view query) {
    std::vector<Given> given;
    if (!read_query(query, given)) return "the query is not well formed: " + std::string{query};
    for (const auto& [name, encoded] : found.path_parameters) {
        const auto value = percent_decoded(encoded);
        if (!value) return "a part of the path is not encoded: " + encoded;
        if (value->empty() && name != "stateKey") return "a part of the path is empty: " + name;
        given.push_back({"path", name, *value});
    }
    const std::vector<Schema> known = known_parameters(files, found.endpoint->item, operation);
    for (const Given& parameter : given) {
        const auto match = std::ranges::find_if(known, [&](const Schema& schema) {
            return schema.node->at("name") == parameter.name &&
                   schema.node->at("in") == parameter.in;
        });
        if (match == known.end()) return "unknown " + parameter.in + " parameter " + parameter.name;
        if (!match->node->contains("schema")) continue;
        const Schema schema = files.resolved({match->file, &match->node->at("schema")});
        auto problem =
            files.problem_with(typed(parameter.value, *schema.node), schema, parameter.name);
        if (!problem.empty()) return problem;
    }
    for (const Schema& schema : known) {
        if (!schema.node->value("required", false)) continue;
        const bool is_given = std::ranges::any_of(given, [&](const Given& parameter) {
            return schema.node->at("name") == parameter.name;
        });
        if (!is_given && schema.node->at("in") != "header")
            return "lacks the parameter " + schema.node->at("name").get<std::string>();
    }
    return {};
}

} // namespace peerdesk::matrix::schema
