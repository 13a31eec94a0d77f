// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/call.hpp"

#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/type_check.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

const Json nothing;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_yes(std::string_view text) {
    constexpr std::array<std::string_view, 8> words{"true", "True", "TRUE", "1",
                                                    "yes",  "Yes",  "t",    "y"};
    return std::ranges::find(words, text) != words.end();
}

bool accepts(const Field& field, Basic basic) {
    return std::ranges::any_of(field.types, [&](const Alternative& type) {
        return type.depth == 0 && type.basic == basic && type.kind == nullptr;
    });
}

bool is_structure(const Field& field) {
    return std::ranges::any_of(field.types,
                               [](const Alternative& type) { return type.depth > 0 || type.kind; });
}

// Only what has one simple type can be answered without looking at the others.
bool fits_at_once(const Json& value, const Field& field) {
    if (field.types.size() != 1 || field.types.front().depth > 0) return false;
    switch (field.types.front().basic) {
    case Basic::integer:
        return value.is_number_integer();
    case Basic::text:
        return value.is_string();
    case Basic::boolean:
        return value.is_boolean();
    case Basic::real:
    case Basic::file:
    case Basic::object:
        return false;
    }
    return false;
}

void fit_text(Json& value, const Field& field) {
    const auto text = value.get<std::string>();
    if (accepts(field, Basic::integer)) {
        if (const auto number = whole_number(text)) {
            value = *number;
            return;
        }
    }
    if (accepts(field, Basic::text) || accepts(field, Basic::file)) return;
    if (accepts(field, Basic::boolean)) {
        value = is_yes(text);
    } else if (accepts(field, Basic::real)) {
        value = std::strtod(text.c_str(), nullptr);
    } else if (is_structure(field)) {
        Json parsed = Json::parse(text, nullptr, false);
        if (parsed.is_discarded()) {
            throw bad_request("can't parse " + field.name + " JSON " +
                              (field.types.front().depth > 0 ? "array" : "object"));
        }
        value = std::move(parsed);
    }
}

// The real server's own words for what is left out most often.
Refusal missing(const Method& method, const std::string& name, const Uploads& uploads) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{
        {{"chat_id", "chat_id is empty"},
         {"text", "message text is empty"},
         {"message_id", "message identifier is not specified"},
         {"from_chat_id", "chat_id is empty"},
         {"message_ids", "message identifiers are not specified"},
         {"user_id", "invalid user_id specified"}}};
    const auto known = std::ranges::find(words, name, [](const auto& pair) { return pair.first; });
    if (known != words.end()) return bad_request(std::string{known->second});
    const Field* field = method.find(name);
    if (accepts(*field, Basic::file) && !uploads.contains(name))
        return bad_request("there is no " + name + " in the request");
    return bad_request("parameter \"" + name + "\" is required");
}

void check_text(const Json& value) {
    if (value.is_string() && !is_utf8(value.get_ref<const std::string&>()))
        throw bad_request("strings must be encoded in UTF-8");
}

} // namespace

void fit(Json& value, const Field& field) {
    check_text(value);
    if (fits_at_once(value, field)) return;
    if (value.is_string()) {
        fit_text(value, field);
    } else if (value.is_number_integer() && accepts(field, Basic::boolean)) {
        value = value.get<std::int64_t>() != 0;
    } else if (value.is_number() && accepts(field, Basic::text) &&
               !accepts(field, Basic::integer)) {
        value = value.dump();
    }
    auto wrong = mismatch(value, field.types, Strictness::incoming, field.name);
    if (wrong.empty()) return;
    const Kind* kind = field.types.front().kind;
    throw bad_request(kind ? "can't parse " + kind->name + ": " + wrong
                           : static_cast<char>(wrong[0] | 0x20) + wrong.substr(1));
}

Call::Call(const Method& method, Json parameters, Uploads uploads)
    : method_(&method), parameters_(std::move(parameters)), uploads_(std::move(uploads)) {
    if (!parameters_.is_object()) parameters_ = Json::object();
    for (const Field& field : method.fields) {
        const auto found = parameters_.find(field.name);
        const bool is_there = found != parameters_.end() && !found->is_null() &&
                              !(found->is_string() && found->get_ref<const std::string&>().empty());
        if (is_there) {
            fit(*found, field);
        } else {
            if (found != parameters_.end() && !accepts(field, Basic::text))
                parameters_.erase(found);
            if (field.is_required && !uploads_.contains(field.name))
                throw missing(method, field.name, uploads_);
        }
    }
}

const Json& Call::value(std::string_view name) const {
    const auto found = parameters_.find(name);
    return found == parameters_.end() ? nothing : *found;
}

bool Call::has(std::string_view name) const {
    return !value(name).is_null();
}

std::int64_t Call::integer(std::string_view name, std::int64_t fallback) const {
    const Json& found = value(name);
    return found.is_number_integer() ? found.get<std::int64_t>() : fallback;
}

std::string Call::text(std::string_view name) const {
    const Json& found = value(name);
    return found.is_string() ? found.get<std::string>() : std::string{};
}

bool Call::flag(std::string_view name) const {
    const Json& found = value(name);
    return found.is_boolean() && found.get<bool>();
}

const Upload* Call::upload(const std::string& name) const {
    const auto found = uploads_.find(name);
    return found == uploads_.end() ? nullptr : &found->second;
}

} // namespace peerdesk::telegram_fake
