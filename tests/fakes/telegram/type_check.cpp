// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/type_check.hpp"

#include <algorithm>
#include <cctype>

namespace peerdesk::telegram_fake {
namespace {

bool is_number_text(const Json& value) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    return text.size() > sign &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign), text.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string of_type(const std::string& name, const char* type) {
    return "Field \"" + name + "\" must be of type " + type;
}

std::string object_mismatch(const Json& value, const Kind& kind, Strictness strictness) {
    if (!value.is_object()) return "Object expected as " + kind.name;
    for (const Field& field : kind.fields) {
        const auto found = value.find(field.name);
        if (found == value.end()) {
            if (field.is_required) return "Can't find field \"" + field.name + "\"";
            continue;
        }
        if (!field.constant.empty() && *found != field.constant)
            return "Field \"" + field.name + "\" must be " + field.constant;
        auto wrong = mismatch(*found, field.types, strictness, field.name);
        if (!wrong.empty()) return wrong;
    }
    if (strictness == Strictness::outgoing) {
        for (const auto& [name, unused] : value.items())
            if (kind.find(name) == nullptr) return kind.name + " has no field \"" + name + "\"";
    }
    return {};
}

std::string basic_mismatch(const Json& value, const Alternative& type, Strictness strictness,
                           const std::string& name) {
    const bool is_lenient = strictness == Strictness::incoming;
    switch (type.basic) {
    case Basic::integer:
        if (value.is_number_integer() || (is_lenient && is_number_text(value))) return {};
        return "Field \"" + name + "\" must be a valid Number";
    case Basic::real:
        if (value.is_number() || (is_lenient && value.is_string())) return {};
        return "Field \"" + name + "\" must be a valid Number";
    case Basic::text:
    case Basic::file:
        return value.is_string() || (is_lenient && value.is_number()) ? ""
                                                                      : of_type(name, "String");
    case Basic::boolean:
        return value.is_boolean() ? "" : of_type(name, "Boolean");
    case Basic::object:
        return mismatch(value, *type.kind, strictness);
    }
    return {};
}

std::string array_mismatch(const Json& value, Alternative type, Strictness strictness,
                           const std::string& name) {
    if (type.depth == 0) return basic_mismatch(value, type, strictness, name);
    if (!value.is_array()) return of_type(name, "Array");
    --type.depth;
    for (const Json& item : value) {
        auto wrong = array_mismatch(item, type, strictness, name);
        if (!wrong.empty()) return wrong;
    }
    return {};
}

bool is_array_of_objects(const Alternative& type) {
    return type.depth == 1 && type.basic == Basic::object;
}

// "Array of A or Array of B" means an array in which every element is an A or a B.
std::string mixed_array_mismatch(const Json& value, std::vector<Alternative> types,
                                 Strictness strictness, const std::string& name) {
    for (Alternative& type : types)
        type.depth = 0;
    for (const Json& item : value) {
        auto wrong = mismatch(item, types, strictness, name);
        if (!wrong.empty()) return wrong;
    }
    return {};
}

} // namespace

std::string mismatch(const Json& value, const std::vector<Alternative>& types,
                     Strictness strictness, const std::string& name) {
    if (types.size() > 1 && value.is_array() && std::ranges::all_of(types, is_array_of_objects))
        return mixed_array_mismatch(value, types, strictness, name);
    std::string first;
    for (const Alternative& type : types) {
        auto wrong = array_mismatch(value, type, strictness, name);
        if (wrong.empty()) return {};
        if (first.empty()) first = std::move(wrong);
    }
    return first;
}

std::string mismatch(const Json& value, const Kind& kind, Strictness strictness) {
    if (kind.subtypes.empty()) return object_mismatch(value, kind, strictness);
    return mismatch(value, kind.subtypes, strictness, kind.name);
}

} // namespace peerdesk::telegram_fake
