// SPDX-License-Identifier: MIT
#include "tests/transcripts/escapes.hpp"

#include "tests/transcripts/pieces.hpp"

namespace peerdesk::transcripts {

std::string resolve_escapes(std::string_view text) {
    constexpr std::string_view repeat = "{repeat ";
    std::string result;
    while (!text.empty()) {
        if (text.starts_with("\\n")) {
            result += '\n';
            text.remove_prefix(2);
        } else if (const auto end = text.find('}');
                   text.starts_with(repeat) && end != std::string_view::npos) {
            const auto words = split(text.substr(repeat.size(), end - repeat.size()), ' ');
            for (int i = 0; i < std::stoi(words.back()); ++i)
                result += words.front();
            text.remove_prefix(end + 1);
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

bool cut_address(std::string& text) {
    for (const std::string_view address : {"peerdesk:", "peerdesk,", "@peerdesk:", "@peerdesk"}) {
        std::string_view rest = text;
        if (take(rest, address)) {
            text = std::string(rest);
            return true;
        }
    }
    return false;
}

} // namespace peerdesk::transcripts
