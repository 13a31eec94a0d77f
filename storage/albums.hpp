// SPDX-License-Identifier: MIT
// Messages that somebody sent as one, kept until all of them are here.
#pragma once

#include "storage/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

class Albums {
  public:
    explicit Albums(Database& database) : database_(database) {}

    [[nodiscard]] bool has(std::string_view network, std::string_view album);
    void add(std::string_view network, std::string_view album, std::int64_t inbox_id);
    struct Part {
        std::int64_t inbox_id = 0;
        std::string wire; ///< the event as JSON
    };
    /// Takes the parts out, in the order in which they came.
    [[nodiscard]] std::vector<Part> take(std::string_view network, std::string_view album);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
