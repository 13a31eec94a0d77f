// SPDX-License-Identifier: MIT
#include "tests/servers/config_text.hpp"

#include "tests/servers/workspace.hpp"

#include <filesystem>

namespace peerdesk::servers {

std::string filled(std::string_view name, const std::map<std::string, std::string>& values) {
    std::string text =
        read_file(std::filesystem::path{PEERDESK_SOURCE_DIR} / "tests/servers/configs" / name);
    for (const auto& [word, value] : values) {
        const std::string mark = "@" + word + "@";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
            text.replace(at, mark.size(), value);
            at += value.size();
        }
    }
    return text;
}

} // namespace peerdesk::servers
