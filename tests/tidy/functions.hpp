// SPDX-License-Identifier: MIT
// Finds the functions of a C++ file and their lengths by its braces: no parser, but it counts the
// same way as a person who scrolls.
#pragma once

#include "tests/tidy/source_tree.hpp"

#include <string>
#include <vector>

namespace peerdesk::tidy {

struct Function {
    std::string head; ///< its first line
    std::size_t first_line = 0;
    std::size_t line_count = 0; ///< between its braces
};

/// The functions that are not inside another one, in order.
[[nodiscard]] std::vector<Function> functions_of(const std::vector<std::string>& lines);

} // namespace peerdesk::tidy
