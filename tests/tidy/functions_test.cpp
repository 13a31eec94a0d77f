// SPDX-License-Identifier: MIT
// A function fits a screen. The counting itself is tested first.
#include "tests/tidy/functions.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

namespace peerdesk::tidy {
namespace {

constexpr std::size_t function_lines_max = 60;
constexpr std::size_t test_function_lines_max = 100; // a table of cases may be longer than a screen
constexpr std::size_t function_lines_aim = 30;

TEST(Functions, are_found_by_their_braces) {
    const std::vector<std::string> lines{
        "namespace desk {",                   // 1
        "struct Ticket { int number{0}; };",  // 2
        "// int not_this() { }",              // 3
        "int one() {",                        // 4
        "    if (true) { return 1; }",        // 5
        "    return '{';",                    // 6
        "}",                                  // 7
        "class Desk {",                       // 8
        "  public:",                          // 9
        "    [[nodiscard]] int two(int a,",   // 10
        "                          int b)",   // 11
        "        const {",                    // 12
        "        return a + b;",              // 13
        "    }",                              // 14
        "};",                                 // 15
        "const auto table = std::vector{1};", // 16
        "}",                                  // 17
    };
    const auto found = functions_of(lines);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].first_line, 4u);
    EXPECT_EQ(found[0].line_count, 2u);
    EXPECT_EQ(found[1].first_line, 10u);
    EXPECT_EQ(found[1].line_count, 1u);
}

TEST(Functions, a_brace_in_a_text_opens_nothing) {
    const auto found = functions_of({"void say() {", "    print(R\"({ \" {)\");", "}", "int x;"});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line_count, 1u);
}

TEST(Functions, fit_a_screen) {
    std::vector<std::string> findings;
    std::size_t count = 0;
    std::size_t long_ones = 0;
    for (const SourceFile* file : cpp_files()) {
        for (const Function& function : functions_of(file->lines)) {
            ++count;
            if (function.line_count > function_lines_aim) ++long_ones;
            const auto limit = file->is_in("tests") ? test_function_lines_max : function_lines_max;
            if (function.line_count > limit) {
                findings.push_back(
                    finding(*file, function.first_line,
                            std::to_string(function.line_count) + " lines: " + function.head));
            }
        }
    }
    std::cout << count << " functions, " << long_ones << " of them longer than "
              << function_lines_aim << " lines\n";
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

} // namespace
} // namespace peerdesk::tidy
