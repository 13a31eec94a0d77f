// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/schema/yaml_file.hpp"

#include <charconv>
#include <cstdint>
#include <string>

#include <yaml-cpp/yaml.h>

namespace peerdesk::matrix::schema {
namespace {

using nlohmann::json;

template <class Number>
bool is_number(const std::string& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

/// A scalar without quotes may be something else than a text (YAML 1.2, core schema).
json plain_scalar(const std::string& text) {
    if (text == "true") return true;
    if (text == "false") return false;
    if (text == "null" || text == "~" || text.empty()) return nullptr;
    std::int64_t integer = 0;
    if (is_number(text, integer)) return integer;
    double fraction = 0;
    if (is_number(text, fraction)) return fraction;
    return text;
}

json to_json(const YAML::Node& node) {
    switch (node.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
        return nullptr;
    case YAML::NodeType::Scalar:
        return node.Tag() == "?" ? plain_scalar(node.Scalar()) : json(node.Scalar());
    case YAML::NodeType::Sequence: {
        json result = json::array();
        for (const YAML::Node& item : node)
            result.push_back(to_json(item));
        return result;
    }
    case YAML::NodeType::Map: {
        json result = json::object();
        for (const auto& member : node)
            result[member.first.Scalar()] = to_json(member.second);
        return result;
    }
    }
    return nullptr;
}

} // namespace

json read_yaml(const std::filesystem::path& file) {
    return to_json(YAML::LoadFile(file.string()));
}

} // namespace peerdesk::matrix::schema
