// SPDX-License-Identifier: MIT
#include "bot/runtime/config/table_reader.hpp"

#include "bot/runtime/config/duration_text.hpp"
#include "bot/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

namespace {

constexpr std::size_t short_key_length = 4; ///< one slip turns these into another word already

Spot spot_at(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

/// One line of readable text: a line break or control character is never meant, and some networks
/// would obey it.
bool is_plain(std::string_view text) {
    return !text.empty() &&
           std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

} // namespace

TableReader::TableReader(const toml::table& table, std::string path, ConfigProblems& problems)
    : table_(&table), path_(std::move(path)), problems_(&problems) {}

std::optional<Located> TableReader::text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const Spot at = spot_at(node->source());
    const auto* value = node->as_string();
    if (value == nullptr || !is_plain(value->get())) {
        complain(at, "peerdesk-config-expects-text", {full(key)});
        return std::nullopt;
    }
    return Located{value->get(), at};
}

std::optional<Located> TableReader::required_text(std::string_view key, std::string_view example) {
    if (!has(key)) {
        know(key);
        complain(spot(), "peerdesk-config-missing", {full(key), example});
        return std::nullopt;
    }
    return text(key);
}

std::vector<Located> TableReader::texts(std::string_view key) {
    std::vector<Located> result;
    const toml::node* node = find(key);
    if (node == nullptr) return result;
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        complain(spot_at(node->source()), "peerdesk-config-expects-texts", {full(key)});
        return result;
    }
    for (const toml::node& item : *list) {
        const Spot at = spot_at(item.source());
        const auto* value = item.as_string();
        if (value == nullptr || !is_plain(value->get())) {
            complain(at, "peerdesk-config-expects-texts", {full(key)});
        } else {
            result.push_back({value->get(), at});
        }
    }
    return result;
}

void TableReader::read(std::string_view key, std::string& into) {
    if (auto value = text(key)) into = std::move(value->text);
}

void TableReader::read(std::string_view key, bool& into) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (const auto* value = node->as_boolean()) {
        into = value->get();
    } else {
        complain(spot_at(node->source()), "peerdesk-config-expects-yes-no", {full(key)});
    }
}

void TableReader::read(std::string_view key, double& into, double least, double most) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto value = node->value<double>(); // a whole number counts too
    if (value && *value >= least && *value <= most) {
        into = *value;
    } else {
        complain(spot_at(node->source()), "peerdesk-config-expects-number",
                 {full(key), fmt::format("{}", least), fmt::format("{}", most)});
    }
}

std::optional<std::int64_t> TableReader::number(std::string_view key, std::int64_t least,
                                                std::int64_t most) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = node->as_integer();
    if (value != nullptr && value->get() >= least && value->get() <= most) return value->get();
    complain(spot_at(node->source()), "peerdesk-config-expects-number",
             {full(key), fmt::format("{}", least), fmt::format("{}", most)});
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> TableReader::duration(std::string_view key,
                                                               std::chrono::milliseconds least,
                                                               std::chrono::milliseconds most,
                                                               std::chrono::milliseconds unit) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto* written = node->as_string();
    const auto value = written == nullptr ? std::nullopt : parse_duration(written->get());
    if (value && *value >= least && *value <= most && *value % unit == std::chrono::seconds{0}) {
        return value;
    }
    complain(spot_at(node->source()), "peerdesk-config-expects-duration",
             {full(key), write_duration(std::max(least, unit)), write_duration(most)});
    return std::nullopt;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const toml::table* found = node->as_table()) {
        return TableReader(*found, full(key), *problems_);
    }
    complain(spot_at(node->source()), "peerdesk-config-expects-table", {full(key)});
    return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    std::vector<TableReader> result;
    const toml::node* node = find(key);
    if (node == nullptr) return result;
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        complain(spot_at(node->source()), "peerdesk-config-expects-tables", {full(key)});
        return result;
    }
    for (const toml::node& item : *list) {
        if (const toml::table* found = item.as_table()) {
            result.emplace_back(*found, full(key), *problems_);
        } else {
            complain(spot_at(item.source()), "peerdesk-config-expects-tables", {full(key)});
        }
    }
    return result;
}

Spot TableReader::spot_of(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return node == nullptr ? spot() : spot_at(node->source());
}

Spot TableReader::spot() const {
    return spot_at(table_->source());
}

void TableReader::complain(Spot spot, std::string key, std::vector<text::Param> params) {
    problems_->add(spot, std::move(key), std::move(params));
}

void TableReader::know(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
}

void TableReader::finish() {
    for (const auto& [key, value] : *table_) {
        if (std::ranges::find(known_, key.str()) != known_.end()) continue;
        const Spot at = spot_at(key.source());
        const std::size_t distance_max = key.str().size() <= short_key_length ? 1 : 2;
        const std::vector<std::string_view> words(known_.begin(), known_.end());
        if (const auto meant = text::nearest(key.str(), words, distance_max)) {
            complain(at, "peerdesk-config-unknown-key-near", {full(key.str()), *meant});
        } else {
            complain(at, "peerdesk-config-unknown-key",
                     {full(key.str()), fmt::format("{}", fmt::join(known_, ", "))});
        }
    }
}

const toml::node* TableReader::find(std::string_view key) {
    know(key);
    return table_->get(key);
}

std::string TableReader::full(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

} // namespace peerdesk::runtime
