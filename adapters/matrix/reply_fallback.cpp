// SPDX-License-Identifier: MIT
#include "adapters/matrix/reply_fallback.hpp"

#include <string_view>

namespace peerdesk::matrix {

std::string without_reply_fallback(const std::string& body) {
    if (!body.starts_with("> <@") && !body.starts_with("> * <@")) return body;
    std::string_view rest{body};
    while (rest.starts_with("> ") || rest.starts_with(">\n")) {
        const auto line_end = rest.find('\n');
        if (line_end == std::string_view::npos) return body;
        rest.remove_prefix(line_end + 1);
    }
    if (!rest.starts_with('\n')) return body;
    return std::string{rest.substr(1)};
}

} // namespace peerdesk::matrix
