// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/schema/json_schema.hpp"

#include "tests/adapters/matrix/schema/yaml_file.hpp"

#include <algorithm>
#include <cmath>
#include <regex>
#include <stdexcept>

namespace peerdesk::matrix::schema {
namespace {

using nlohmann::json;

bool is_of_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "number") return value.is_number();
    if (type != "integer") throw std::runtime_error("unknown type in a schema: " + type);
    return value.is_number_integer() ||
           (value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>());
}

bool is_of_types(const json& value, const json& types) {
    if (types.is_string()) return is_of_type(value, types.get<std::string>());
    return std::ranges::any_of(
        types, [&](const json& type) { return is_of_type(value, type.get<std::string>()); });
}

bool fits_pattern(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex{pattern, std::regex::ECMAScript});
}

std::string problem_with_scalar(const json& value, const json& node, const std::string& where) {
    if (node.contains("type") && !is_of_types(value, node["type"]))
        return where + ": no " + node["type"].dump() + ": " + value.dump();
    if (node.contains("const") && value != node["const"])
        return where + ": is not " + node["const"].dump();
    if (node.contains("enum") && std::ranges::find(node["enum"], value) == node["enum"].end())
        return where + ": not one of " + node["enum"].dump() + ": " + value.dump();
    if (value.is_string() && node.contains("pattern") &&
        !fits_pattern(value.get<std::string>(), node["pattern"].get<std::string>()))
        return where + ": does not fit " + node["pattern"].dump() + ": " + value.dump();
    if (value.is_string() && node.contains("maxLength") &&
        value.get<std::string>().size() > node["maxLength"].get<std::size_t>())
        return where + ": longer than " + node["maxLength"].dump();
    if (value.is_number() && node.contains("minimum") && value < node["minimum"])
        return where + ": below " + node["minimum"].dump();
    if (value.is_number() && node.contains("maximum") && value > node["maximum"])
        return where + ": above " + node["maximum"].dump();
    return {};
}

} // namespace

Schema SchemaFiles::open(const std::filesystem::path& file) {
    const std::filesystem::path name = file.lexically_normal();
    auto known = files_.find(name);
    if (known == files_.end()) known = files_.emplace(name, read_yaml(name)).first;
    return {name, &known->second};
}

Schema SchemaFiles::resolved(Schema schema) {
    while (schema.node->is_object() && schema.node->contains("$ref")) {
        const auto reference = schema.node->at("$ref").get<std::string>();
        const auto hash = reference.find('#');
        const std::string file = reference.substr(0, hash);
        Schema next = file.empty() ? open(schema.file) : open(schema.file.parent_path() / file);
        if (hash != std::string::npos && hash + 1 < reference.size())
            next.node = &next.node->at(json::json_pointer(reference.substr(hash + 1)));
        schema = next;
    }
    return schema;
}

std::string SchemaFiles::problem_with_object(const json& value, const Schema& schema,
                                             const std::string& where) {
    const json& node = *schema.node;
    for (const json& name : node.value("required", json::array()))
        if (!value.contains(name.get<std::string>())) return where + ": lacks " + name.dump();
    const json properties = node.value("properties", json::object());
    const json patterns = node.value("patternProperties", json::object());
    for (const auto& [name, member] : value.items()) {
        const std::string at = where.empty() ? name : where + "/" + name;
        bool is_known = false;
        const auto check = [&](const json& member_schema) {
            is_known = true;
            return problem_with(member, {schema.file, &member_schema}, at);
        };
        if (properties.contains(name))
            if (auto problem = check(node["properties"][name]); !problem.empty()) return problem;
        for (const auto& [pattern, member_schema] : patterns.items())
            if (fits_pattern(name, pattern))
                if (auto problem = check(node["patternProperties"][pattern]); !problem.empty())
                    return problem;
        if (is_known || !node.contains("additionalProperties")) continue;
        const json& others = node["additionalProperties"];
        if (others.is_object()) {
            if (auto problem = check(others); !problem.empty()) return problem;
        } else if (others == false) {
            return at + ": not foreseen";
        }
    }
    return {};
}

std::string SchemaFiles::problem_with_choice(const json& value, const Schema& schema,
                                             const std::string& where) {
    const json& node = *schema.node;
    if (node.contains("allOf"))
        for (const json& part : node["allOf"])
            if (auto problem = problem_with(value, {schema.file, &part}, where); !problem.empty())
                return problem;
    for (const char* keyword : {"oneOf", "anyOf"}) {
        if (!node.contains(keyword)) continue;
        std::size_t fitting = 0;
        std::string last;
        for (const json& part : node[keyword]) {
            std::string problem = problem_with(value, {schema.file, &part}, where);
            if (problem.empty())
                ++fitting;
            else
                last = std::move(problem);
        }
        if (fitting == 0) return where + ": fits none of " + keyword + "; " + last;
        if (fitting > 1 && std::string{keyword} == "oneOf") return where + ": fits several";
    }
    if (node.contains("not") && problem_with(value, {schema.file, &node["not"]}, where).empty())
        return where + ": fits what it may not";
    return {};
}

std::string SchemaFiles::problem_with(const json& value, const Schema& schema,
                                      const std::string& where) {
    const json& node = *schema.node;
    if (!node.is_object()) return node == false ? where + ": nothing may stand here" : "";
    if (node.contains("$ref"))
        if (auto problem = problem_with(value, resolved(schema), where); !problem.empty())
            return problem;
    if (auto problem = problem_with_scalar(value, node, where); !problem.empty()) return problem;
    if (auto problem = problem_with_choice(value, schema, where); !problem.empty()) return problem;
    if (value.is_object()) return problem_with_object(value, schema, where);
    if (value.is_array() && node.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto problem = problem_with(value[i], {schema.file, &node["items"]},
                                            where + "/" + std::to_string(i));
                !problem.empty())
                return problem;
    return {};
}

} // namespace peerdesk::matrix::schema
