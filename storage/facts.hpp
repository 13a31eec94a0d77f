// SPDX-License-Identifier: MIT
// Facts about the program itself, and the bytes adapters keep.
#pragma once

#include "storage/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::storage {

class Facts {
  public:
    explicit Facts(Database& database) : database_(database) {}
    [[nodiscard]] std::optional<std::string> get(std::string_view key);
    void set(std::string_view key, std::string_view value);
    void remove(std::string_view key);

  private:
    Database& database_;
};

class AdapterState {
  public:
    explicit AdapterState(Database& database) : database_(database) {}
    /// (key, bytes), by key.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> of(std::string_view network);
    /// An empty value removes the key.
    void set(std::string_view network, std::string_view key, std::string_view value);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
