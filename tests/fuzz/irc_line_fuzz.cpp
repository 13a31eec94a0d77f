// SPDX-License-Identifier: MIT
// Any bytes into the IRC line parser and what stands right behind it.
#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/text_cleaning.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace peerdesk::irc;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto message = parse_line(bytes);
    if (!message) return 0;
    if (message->command.empty()) std::abort();
    for (const Tag& tag : message->tags)
        (void)message->tag(tag.key);
    for (const std::string_view param : message->params)
        if (!is_valid_utf8(clean_text(param))) std::abort();
    return 0;
}
