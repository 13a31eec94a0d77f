// SPDX-License-Identifier: MIT
// ISUPPORT (005): what this server says about itself. Nothing is assumed that is not advertised;
// where a protocol needs a number all the same, the old RFC's smallest one stands in.
#pragma once

#include "adapters/irc/case_mapping.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::irc {

class ServerSupport {
  public:
    /// The tokens of one 005 line, without our nick and the closing words. May come again at any
    /// time; "-TOKEN" takes one back.
    void read(std::span<const std::string_view> tokens);

    [[nodiscard]] bool has(std::string_view token) const { return tokens_.contains(token); }
    /// The value with "\xHH" undone; empty for a token without one or that is not there.
    [[nodiscard]] std::string_view value(std::string_view token) const;
    /// The value as a number, or `otherwise`.
    [[nodiscard]] std::size_t number(std::string_view token, std::size_t otherwise) const;

    [[nodiscard]] CaseMapping case_mapping() const { return case_mapping_; }
    [[nodiscard]] bool is_channel(std::string_view name) const;
    /// The name without a STATUSMSG mark, e.g. "#a" for "@#a"; nothing if there is no mark.
    [[nodiscard]] std::optional<std::string_view>
    without_status_mark(std::string_view target) const;
    /// A nick as NAMES lists it, without the marks of PREFIX.
    [[nodiscard]] std::string_view without_prefix_marks(std::string_view nick) const;
    /// How many targets `command` takes (TARGMAX); 0: no limit stated.
    [[nodiscard]] std::size_t targets_max(std::string_view command) const;

    [[nodiscard]] std::size_t line_bytes() const { return number("LINELEN", 512); }
    [[nodiscard]] std::size_t nick_bytes() const { return number("NICKLEN", 30); }

  private:
    void set(std::string_view token, std::string value);

    std::map<std::string, std::string, std::less<>> tokens_;
    CaseMapping case_mapping_ = CaseMapping::rfc1459; ///< the default where 005 is silent
};

} // namespace peerdesk::irc
