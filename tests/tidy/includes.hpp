// SPDX-License-Identifier: MIT
// What a file includes, and which rooms and libraries its room may include.
#pragma once

#include "tests/tidy/source_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::tidy {

struct Include {
    std::string name;
    bool ours = false; ///< written in quotes, from the project's root
    std::size_t line = 0;
};

/// The include lines of a file, in order.
[[nodiscard]] std::vector<Include> includes_of(const SourceFile& file);

/// What a folder may include beside itself and the std headers. All are beginnings of names: a
/// folder of ours, or a library's header.
struct RoomRule {
    std::string_view room;
    std::vector<std::string_view> rooms;
    std::vector<std::string_view> libraries;
};

/// The rule of the deepest room that a file is in, or nullptr outside the rooms.
[[nodiscard]] const RoomRule* rule_for(const SourceFile& file);

/// A C++ header such as <vector>: no folder, no ".h". All others belong to a library or the system.
[[nodiscard]] bool is_std_header(std::string_view name);

[[nodiscard]] bool starts_with_any(std::string_view name,
                                   const std::vector<std::string_view>& beginnings);

} // namespace peerdesk::tidy
