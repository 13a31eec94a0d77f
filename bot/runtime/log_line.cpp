// SPDX-License-Identifier: MIT
#include "bot/runtime/log_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace peerdesk::runtime {

namespace {

constexpr std::string_view replacement = "[hidden]";
/// A shorter secret would turn up inside ordinary words and tell by its absence what it is.
constexpr std::size_t secret_length_min = 4;

bool is_control(unsigned char c) {
    return c < 0x20 || c == 0x7f;
}

bool needs_quotes(std::string_view value) {
    return value.empty() || std::ranges::any_of(value, [](unsigned char c) {
               return c == ' ' || c == '"' || c == '=' || c == '\\' || is_control(c);
           });
}

void append_value(std::string& line, std::string_view value) {
    if (value.size() > value_length_max) value = value.substr(0, value_length_max);
    if (!needs_quotes(value)) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (c == '\n') {
            line += "\\n";
        } else if (is_control(static_cast<unsigned char>(c))) {
            fmt::format_to(std::back_inserter(line), "\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            line += c;
        }
    }
    line += '"';
}

} // namespace

std::string log_line(std::string_view event, std::span<const chat::Log::Field> fields,
                     std::span<const std::string> secrets) {
    std::string line = "event=";
    line += event;
    for (const chat::Log::Field& field : fields) {
        line += ' ';
        line += field.name;
        line += '=';
        append_value(line, scrub(field.value, secrets));
    }
    return line;
}

std::string scrub(std::string text, std::span<const std::string> secrets) {
    for (const std::string& secret : secrets) {
        if (secret.size() < secret_length_min) continue;
        for (auto at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + replacement.size())) {
            text.replace(at, secret.size(), replacement);
        }
    }
    return text;
}

} // namespace peerdesk::runtime
