// SPDX-License-Identifier: MIT
// A look at parsed JSON that never complains: what is missing, null or of another type is simply
// not there, and everything asked of it is empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace peerdesk::telegram {

/// Lives as long as the value it looks at.
class JsonView {
  public:
    JsonView() = default;
    explicit JsonView(const nlohmann::json& value) : value_(value.is_null() ? nullptr : &value) {}

    [[nodiscard]] bool exists() const { return value_ != nullptr; }
    [[nodiscard]] bool is_object() const { return exists() && value_->is_object(); }
    [[nodiscard]] bool is_array() const { return exists() && value_->is_array(); }
    [[nodiscard]] bool is_text() const { return exists() && value_->is_string(); }
    [[nodiscard]] bool is_true() const {
        return exists() && value_->is_boolean() && value_->get<bool>();
    }
    [[nodiscard]] std::string_view text() const {
        return is_text() ? std::string_view{value_->get_ref<const std::string&>()}
                         : std::string_view{};
    }
    /// A whole number of 64 bits; fractions and texts are none.
    [[nodiscard]] std::optional<std::int64_t> integer() const {
        if (!exists() || !value_->is_number_integer()) return std::nullopt;
        if (value_->is_number_unsigned() &&
            value_->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
            return std::nullopt;
        return value_->get<std::int64_t>();
    }
    [[nodiscard]] std::optional<double> number() const {
        if (!exists() || !value_->is_number()) return std::nullopt;
        return value_->get<double>();
    }
    [[nodiscard]] JsonView operator[](std::string_view name) const {
        if (!is_object()) return {};
        const auto found = value_->find(name);
        return found == value_->end() ? JsonView{} : JsonView{*found};
    }
    /// The items of an array, at most `count_max` of them.
    [[nodiscard]] std::vector<JsonView> items(std::size_t count_max) const {
        std::vector<JsonView> views;
        if (!is_array()) return views;
        for (const nlohmann::json& item : *value_) {
            if (views.size() == count_max) break;
            views.emplace_back(item);
        }
        return views;
    }
    /// The names of an object's members.
    [[nodiscard]] std::vector<std::string_view> names() const {
        std::vector<std::string_view> found;
        if (!is_object()) return found;
        for (const auto& member : value_->get_ref<const nlohmann::json::object_t&>())
            found.emplace_back(member.first);
        return found;
    }

  private:
    const nlohmann::json* value_ = nullptr;
};

} // namespace peerdesk::telegram
