// SPDX-License-Identifier: MIT
// Every call the server answered: counted for each method and minute, and, if wanted, kept.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::telegram_fake {

struct LoggedCall {
    std::int64_t at_ms = 0;
    std::string method;
    Json parameters;
    int code = 200;
    std::string description; ///< of a refusal
    Json result;
};

class CallLog {
  public:
    std::function<void(const LoggedCall&)> on_add; ///< after each call, kept or not; may be empty

    void add(LoggedCall call, bool is_kept);
    [[nodiscard]] std::size_t count(const std::string& method) const;
    [[nodiscard]] const std::map<std::string, std::size_t>& counts() const { return counts_; }
    /// By minute since 1970, then by method.
    [[nodiscard]] const std::map<std::int64_t, std::map<std::string, std::size_t>>&
    minutes() const {
        return minutes_;
    }
    [[nodiscard]] const std::vector<LoggedCall>& calls() const { return calls_; }
    /// The kept calls of one method.
    [[nodiscard]] std::vector<LoggedCall> calls_of(const std::string& method) const;

  private:
    std::map<std::string, std::size_t> counts_;
    std::map<std::int64_t, std::map<std::string, std::size_t>> minutes_;
    std::vector<LoggedCall> calls_;
};

} // namespace peerdesk::telegram_fake
