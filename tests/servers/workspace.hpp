// SPDX-License-Identifier: MIT
// A folder for one test, removed afterwards unless PEERDESK_TEST_KEEP is set.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peerdesk::servers {

class Workspace {
  public:
    Workspace();
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// A folder in it. With `for_server` it belongs to the user that servers run as.
    [[nodiscard]] std::filesystem::path folder(std::string_view name, bool for_server = false);

  private:
    std::filesystem::path path_;
};

/// Writes a whole file that its owner alone can read, or everybody. Throws when it cannot.
void write_file(const std::filesystem::path& file, std::string_view content,
                bool is_secret = false);

/// The whole file, or an empty text where there is none.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

} // namespace peerdesk::servers
