// SPDX-License-Identifier: MIT
// A log nobody reads, but for the newest error.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <string>

namespace peerdesk::simulation {

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel level, std::string_view event, std::vector<Field> fields) override {
        if (level != chat::LogLevel::error) return;
        newest_error_ = event;
        for (const Field& field : fields) {
            newest_error_ += " " + std::string(field.name) + "=" + field.value;
        }
    }
    [[nodiscard]] const std::string& newest_error() const { return newest_error_; }

  private:
    std::string newest_error_;
};

} // namespace peerdesk::simulation
