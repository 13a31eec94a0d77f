// SPDX-License-Identifier: MIT
#include "adapters/console/message_layout.hpp"

namespace peerdesk::console {

namespace {

constexpr std::string_view label_begin = "\x1b[1;36m"; // bold cyan, ECMA-48 SGR
constexpr std::string_view label_end = "\x1b[0m";

} // namespace

std::string lay_out(std::string_view label, std::string_view text, bool in_colour) {
    std::string block;
    if (in_colour) block += label_begin;
    block += label;
    if (in_colour) block += label_end;
    block += ' ';
    for (const char c : text) {
        // The text is clean by contract; an escape here would reach the terminal, so look again.
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            block += "\n  ";
        } else if (c == '\t' || (byte >= 0x20 && byte != 0x7f)) {
            block += c;
        }
    }
    block += "\n\n";
    return block;
}

} // namespace peerdesk::console
