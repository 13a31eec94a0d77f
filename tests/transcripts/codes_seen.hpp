// SPDX-License-Identifier: MIT
// One-time codes in what is said: written {code1}, {code2} … in the order the desk made them, and
// put back when a person types one.
#pragma once

#include "storage/database.hpp"

#include <string>
#include <vector>

namespace peerdesk::transcripts {

class CodesSeen {
  public:
    /// Looks into the table for codes made since.
    void update(storage::Database& database);
    [[nodiscard]] std::string hide(std::string text) const;
    [[nodiscard]] std::string reveal(std::string text) const;

  private:
    std::vector<std::string> codes_;
};

} // namespace peerdesk::transcripts
