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

    /// Whether the well-known file is to be read next, at `base_url()` and this target.
    [[nodiscard]] bool is_searching() const { return is_searching_; }
    [[nodiscard]] const std::string& well_known_target() const { return target_; }
    /// Takes the answer about the well-known file: where it is instead, or what it names, else
    /// the server name itself.
    void on_well_known(const Answer& answer);
    static constexpr int redirects_max = 3;
    /// From the beginning, where the address was looked up: it may have moved.
    void start_over();

    /// What is wrong with a good answer about the versions; nothing when we can talk.
    [[nodiscard]] std::optional<Finding> judge_versions(const Answer& answer) const;

  private:
    /// Whether the answer leads to another place to look at.
    bool follow(const Answer& answer);
    [[nodiscard]] std::string configured_url() const;

    const NetworkConfig* config_; ///< borrowed
    std::string base_url_;
    std::string target_;
    int redirects_ = 0;
    bool is_name_; ///< a server name was configured
    bool is_searching_ = false;
};

} // namespace peerdesk::matrix
