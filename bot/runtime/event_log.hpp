// SPDX-License-Identifier: MIT
// The program's log: one line for each event on stderr, "time=… level=info event=link_up
// network=libera". The only file that knows spdlog is the one beside this.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// Thread-safe. Known secrets are replaced wherever they occur in a value.
class EventLog final : public chat::Log {
  public:
    explicit EventLog(chat::LogLevel least);
    ~EventLog() override;
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    void write(chat::LogLevel level, std::string_view event, std::vector<Field> fields) override;
    /// Call before other threads write.
    void hide(std::vector<std::string> secrets) { secrets_ = std::move(secrets); }
    void set_level(chat::LogLevel least);

  private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
    std::vector<std::string> secrets_;
};

} // namespace peerdesk::runtime
