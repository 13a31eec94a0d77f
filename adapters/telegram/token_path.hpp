// SPDX-License-Identifier: MIT
// Where the token goes: it is part of every path of the Bot API, and nowhere else.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::telegram {

/// "/bot<token>/getMe" of "/getMe", "/file/bot<token>/photos/1.jpg" of "/file/photos/1.jpg".
[[nodiscard]] inline std::string with_token(std::string target, const std::string& token) {
    constexpr std::string_view file = "/file/";
    const std::string bot = "bot" + token;
    if (target.starts_with(file))
        target.insert(file.size(), bot + '/');
    else
        target.insert(0, '/' + bot);
    return target;
}

} // namespace peerdesk::telegram
