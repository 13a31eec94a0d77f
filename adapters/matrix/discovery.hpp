// SPDX-License-Identifier: MIT
// Where the homeserver is and whether we can talk to it: its well-known file and its versions.
// Source: client-server API, "Server discovery" and "API versions".
#pragma once

#include "adapters/matrix/config.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/findings.hpp"

#include <optional>
#include <string>

namespace peerdesk::matrix {

class Discovery {
  public:
    explicit Discovery(const NetworkConfig& config);

    /// Where the next request goes: "https://host[:port][/path]", no slash at its end.
    [[nodiscard]] const std::string& base_url() const { return base_url_; }
    /// A finding when no request may go there: http that was not allowed.
    [[nodiscard]] std::optional<Finding> refusal() const;

    /// Whether the well-known file is to be read next.
    [[nodiscard]] bool is_searching() const { return is_searching_; }
    /// Takes the answer about the well-known file: what it names, else the server name itself.
    void on_well_known(const Answer& answer);
    /// From the beginning, where the address was looked up: it may have moved.
    void start_over();

    /// What is wrong with a good answer about the versions; nothing when we can talk.
    [[nodiscard]] std::optional<Finding> judge_versions(const Answer& answer) const;

  private:
    const NetworkConfig* config_; ///< borrowed
    std::string base_url_;
    bool is_name_; ///< a server name was configured
    bool is_searching_ = false;
};

} // namespace peerdesk::matrix
