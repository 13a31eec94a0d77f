// SPDX-License-Identifier: MIT
#include "adapters/irc/case_mapping.hpp"

#include <algorithm>

namespace peerdesk::irc {

std::optional<CaseMapping> case_mapping_of(std::string_view token) {
    if (token == "ascii") return CaseMapping::ascii;
    if (token == "rfc1459") return CaseMapping::rfc1459;
    if (token == "rfc1459-strict" || token == "strict-rfc1459") return CaseMapping::rfc1459_strict;
    return std::nullopt;
}

char fold(CaseMapping mapping, char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    switch (mapping) {
    case CaseMapping::ascii:
        return c;
    case CaseMapping::rfc1459:
        if (c == '^') return '~';
        [[fallthrough]];
    case CaseMapping::rfc1459_strict:
        return c >= '[' && c <= ']' ? static_cast<char>(c + 32) : c;
    }
    return c;
}

std::string fold(CaseMapping mapping, std::string_view text) {
    std::string folded{text};
    for (char& c : folded)
        c = fold(mapping, c);
    return folded;
}

bool is_equal(CaseMapping mapping, std::string_view left, std::string_view right) {
    return std::ranges::equal(
        left, right, [mapping](char a, char b) { return fold(mapping, a) == fold(mapping, b); });
}

} // namespace peerdesk::irc
