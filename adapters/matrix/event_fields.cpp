// SPDX-License-Identifier: MIT
#include "adapters/matrix/event_fields.hpp"

#include "adapters/matrix/clean_text.hpp"

#include <algorithm>

namespace peerdesk::matrix {

std::string id_in(JsonValue value) {
    const std::string_view text = value.text();
    if (text.size() > id_bytes_max) return {};
    const bool is_id = std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= ' ' || byte == 0x7f;
    });
    return is_id ? std::string{text} : std::string{};
}

std::vector<std::string> ids_in(JsonValue list, std::size_t count_max) {
    std::vector<std::string> ids;
    if (!list.is_array()) return ids;
    for (const JsonValue item : list) {
        if (ids.size() == count_max) break;
        if (std::string id = id_in(item); !id.empty()) ids.push_back(std::move(id));
    }
    return ids;
}

std::string line_in(JsonValue value, std::size_t bytes_max) {
    return clean_line(value.text(), bytes_max);
}

std::int64_t count_in(JsonValue value) {
    if (value.kind() != JsonKind::number) return 0;
    return std::max<std::int64_t>(value.integer().value_or(0), 0);
}

} // namespace peerdesk::matrix
