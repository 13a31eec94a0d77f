// SPDX-License-Identifier: MIT
// A log nobody reads.
#pragma once

#include "adapters/chat/adapter.hpp"

namespace peerdesk::simulation {

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

} // namespace peerdesk::simulation
