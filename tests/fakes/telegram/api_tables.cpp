// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/api_tables.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::array<std::pair<std::string_view, Basic>, 5> basics{{{"Integer", Basic::integer},
                                                                    {"Float", Basic::real},
                                                                    {"String", Basic::text},
                                                                    {"Boolean", Basic::boolean},
                                                                    {"InputFile", Basic::file}}};

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

const Field* find_in(const std::vector<Field>& fields, std::string_view name) {
    const auto found =
        std::ranges::find_if(fields, [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace

const Field* Kind::find(std::string_view field) const {
    return find_in(fields, field);
}

const Field* Method::find(std::string_view field) const {
    return find_in(fields, field);
}

ApiTables::ApiTables(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    for (std::string line; std::getline(in, line);)
        read_line(line);
    for (const Method& method : method_list_)
        methods_.emplace(lower(method.name), &method);
    for (const Kind& kind : kind_list_) {
        // Types without fields exist: they are told apart from types never defined by their name.
        if (kind.name.empty()) throw std::runtime_error(file.string() + ": a type is not defined");
    }
}

void ApiTables::read_line(const std::string& line) {
    std::istringstream words(line);
    std::string what;
    std::string name;
    words >> what;
    if (what == "reactions") {
        for (std::string emoji; words >> emoji;)
            reactions_.push_back(emoji);
        return;
    }
    words >> name;
    if (what == "version") {
        version_ = name;
        return;
    }
    std::vector<Field> fields;
    std::string returns;
    if (what == "method" || what == "union") words >> returns;
    for (std::string word; words >> word;)
        fields.push_back(field_of(word));
    if (what == "method") {
        method_list_.push_back({name, types_of(returns), std::move(fields)});
        return;
    }
    Kind& kind = named(name);
    kind.name = name;
    kind.fields = std::move(fields);
    if (what == "union") kind.subtypes = types_of(returns);
}

std::vector<Alternative> ApiTables::types_of(std::string_view text) {
    std::vector<Alternative> types;
    while (!text.empty()) {
        const auto end = std::min(text.find('|'), text.size());
        std::string_view name = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        Alternative alternative;
        for (; name.starts_with('['); name.remove_prefix(1))
            ++alternative.depth;
        const auto basic = std::ranges::find(basics, name, [](const auto& b) { return b.first; });
        if (basic != basics.end()) {
            alternative.basic = basic->second;
        } else {
            alternative.kind = &named(std::string{name});
        }
        types.push_back(alternative);
    }
    return types;
}

Field ApiTables::field_of(std::string_view text) {
    Field field;
    const auto colon = text.find(':');
    std::string_view name = text.substr(0, colon);
    std::string_view types = text.substr(colon + 1);
    if (name.ends_with('!')) {
        field.is_required = true;
        name.remove_suffix(1);
    }
    if (const auto equals = types.find('='); equals != std::string_view::npos) {
        field.constant = types.substr(equals + 1);
        types = types.substr(0, equals);
    }
    field.name = name;
    field.types = types_of(types);
    return field;
}

Kind& ApiTables::named(const std::string& name) {
    Kind*& kind = kinds_[name];
    if (kind == nullptr) kind = &kind_list_.emplace_back();
    return *kind;
}

const Method* ApiTables::method(std::string_view name) const {
    const auto found = methods_.find(lower(name));
    return found == methods_.end() ? nullptr : found->second;
}

bool ApiTables::is_reaction(std::string_view emoji) const {
    return std::ranges::find(reactions_, emoji) != reactions_.end();
}

const ApiTables& ApiTables::shared() {
    static const ApiTables tables{std::filesystem::path{PEERDESK_SOURCE_DIR} /
                                  "tests/fakes/telegram/bot_api.tables"};
    return tables;
}

} // namespace peerdesk::telegram_fake
