// SPDX-License-Identifier: MIT
#include "tests/tidy/functions.hpp"

#include <cctype>
#include <regex>
#include <string_view>

namespace peerdesk::tidy {
namespace {

// A piece of text outside comments and literals, with the line it stands on.
struct Letter {
    char c;
    std::size_t line;
};

/// Skips a literal that begins at `at` and returns its last character's index.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
    if (text[at] == '"' && at > 0 && text[at - 1] == 'R') {
        const auto open = text.find('(', at);
        if (open == std::string_view::npos) return text.size() - 1;
        const std::string close = ")" + std::string{text.substr(at + 1, open - at - 1)} + "\"";
        const auto end = text.find(close, open);
        return end == std::string_view::npos ? text.size() - 1 : end + close.size() - 1;
    }
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            return i;
        }
    }
    return text.size() - 1;
}

bool is_digit_separator(std::string_view text, std::size_t at) {
    return text[at] == '\'' && at > 0 &&
           std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
}

/// The code alone: comments, literals and preprocessor lines are left out.
std::vector<Letter> code_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += (line.starts_with('#') ? "" : line) + "\n";
    std::vector<Letter> code;
    std::size_t line = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t from = i;
        if (text.compare(i, 2, "//") == 0) {
            i = text.find('\n', i) - 1;
        } else if (text.compare(i, 2, "/*") == 0) {
            const auto end = text.find("*/", i);
            i = end == std::string::npos ? text.size() - 1 : end + 1;
        } else if (text[i] == '"' || (text[i] == '\'' && !is_digit_separator(text, i))) {
            i = end_of_literal(text, i);
            code.push_back({'_', line});
        } else {
            code.push_back({text[i], line});
        }
        for (std::size_t k = from; k <= i && k < text.size(); ++k)
            line += text[k] == '\n' ? 1 : 0;
    }
    return code;
}

/// Whether what stands before a brace is a function's head rather than a type, a namespace, an
/// initialiser or an enumeration.
bool is_function_head(const std::string& head) {
    static const std::regex other{R"(^\s*(inline\s+)?(namespace|enum|extern)\b)"};
    static const std::regex type{R"(^\s*(template\s*<[^;]*>\s*)?(class|struct|union)\b[^()]*$)"};
    static const std::regex ending{R"((\)|const|noexcept|override|final|try|->[^;]*)\s*$)"};
    if (head.find('(') == std::string::npos || std::regex_search(head, other)) return false;
    if (std::regex_search(head, type)) return false;
    return std::regex_search(head, ending) || head.find(") :") != std::string::npos ||
           head.find("):") != std::string::npos;
}

bool is_access_label(const std::string& head) {
    static const std::regex label{R"(^\s*(public|protected|private)\s*:$)"};
    return std::regex_match(head, label);
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\n") == std::string::npos;
}

} // namespace

std::vector<Function> functions_of(const std::vector<std::string>& lines) {
    std::vector<Function> found;
    std::string head;
    std::size_t head_line = 1;
    std::size_t open_line = 0; // of the present function's brace
    int depth = 0;             // of all braces
    int inside = -1;           // the depth at which the present function began, or -1
    int parentheses = 0;       // braces inside a parameter list open no function
    for (const Letter& letter : code_of(lines)) {
        if (inside < 0) {
            if (is_blank(head)) head_line = letter.line;
            if (letter.c == '(') ++parentheses;
            if (letter.c == ')') --parentheses;
        }
        if (letter.c == '{') {
            if (inside < 0 && parentheses == 0 && is_function_head(head)) {
                inside = depth;
                open_line = letter.line;
                found.push_back({lines[head_line - 1], head_line, 0});
            }
            ++depth;
            if (inside < 0) head.clear();
        } else if (letter.c == '}') {
            --depth;
            if (inside == depth) {
                found.back().line_count =
                    letter.line - open_line - (letter.line > open_line ? 1 : 0);
                inside = -1;
            }
            if (inside < 0) head.clear();
        } else if (letter.c == ';' && parentheses == 0) {
            if (inside < 0) head.clear();
        } else if (inside < 0) {
            head += letter.c;
            if (letter.c == ':' && is_access_label(head)) head.clear();
        }
    }
    return found;
}

} // namespace peerdesk::tidy
