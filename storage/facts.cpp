// SPDX-License-Identifier: MIT
#include "storage/facts.hpp"

namespace peerdesk::storage {

std::optional<std::string> Facts::get(std::string_view key) {
    auto row = database_.prepare("SELECT value FROM facts WHERE key = ?");
    row.bind(key);
    if (!row.step()) return std::nullopt;
    return row.text("value");
}

void Facts::set(std::string_view key, std::string_view value) {
    database_.prepare("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)")
        .bind(key)
        .bind(value)
        .run();
}

void Facts::remove(std::string_view key) {
    database_.prepare("DELETE FROM facts WHERE key = ?").bind(key).run();
}

std::vector<std::pair<std::string, std::string>> AdapterState::of(std::string_view network) {
    auto row = database_.prepare("SELECT key, value FROM adapter_state WHERE network = ?"
                                 " ORDER BY key");
    row.bind(network);
    std::vector<std::pair<std::string, std::string>> found;
    while (row.step())
        found.emplace_back(row.text("key"), row.text("value"));
    return found;
}

void AdapterState::set(std::string_view network, std::string_view key, std::string_view value) {
    if (value.empty()) {
        database_.prepare("DELETE FROM adapter_state WHERE network = ? AND key = ?")
            .bind(network)
            .bind(key)
            .run();
        return;
    }
    database_.prepare("INSERT OR REPLACE INTO adapter_state (network, key, value) VALUES (?, ?, ?)")
        .bind(network)
        .bind(key)
        .bind_bytes(value)
        .run();
}

} // namespace peerdesk::storage
