// SPDX-License-Identifier: MIT
// The project's files as text, for tests that read the sources. Build folders are left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::tidy {

struct SourceFile {
    std::string path; ///< from the project's root, with slashes
    std::vector<std::string> lines;

    [[nodiscard]] bool is_cpp() const;
    [[nodiscard]] std::string_view name() const;   ///< "claim.cpp"
    [[nodiscard]] std::string_view folder() const; ///< "bot/desk"; empty at the root
    [[nodiscard]] bool is_in(std::string_view room) const;
};

/// Every text file of the project, by path. Read once.
[[nodiscard]] const std::vector<SourceFile>& project_files();

/// The C++ files among them.
[[nodiscard]] std::vector<const SourceFile*> cpp_files();

/// The names at the project's root.
[[nodiscard]] std::vector<std::string> root_entries();

/// "path:12: what", the form in which every finding is told.
[[nodiscard]] std::string finding(const SourceFile& file, std::size_t line, std::string_view what);

/// One finding on each line; empty without any.
[[nodiscard]] std::string joined(const std::vector<std::string>& findings);

} // namespace peerdesk::tidy
