// SPDX-License-Identifier: MIT
// Something wrong in a locale file: told to the log and to `check`, never fatal.
#pragma once

#include <string>
#include <vector>

namespace peerdesk::text {

struct Problem {
    std::string file; ///< the file's name, "pt-br.json"
    std::string key;  ///< the message's key; empty when the whole file is meant
    std::string what; ///< for an operator, in English
    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

} // namespace peerdesk::text
