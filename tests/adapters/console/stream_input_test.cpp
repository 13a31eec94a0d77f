// SPDX-License-Identifier: MIT
#include "adapters/console/line_input.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace peerdesk::console {
namespace {

/// All lines of a regular file, which epoll could not wait for.
std::vector<InputLine> lines_of(const std::string& bytes) {
    std::FILE* file = std::tmpfile();
    EXPECT_NE(file, nullptr);
    EXPECT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
    std::fflush(file);
    ::lseek(::fileno(file), 0, SEEK_SET);
    boost::asio::io_context io(1);
    auto input = make_stream_input(io, ::fileno(file), STDOUT_FILENO);
    std::vector<InputLine> lines;
    std::function<void(std::optional<InputLine>)> take = [&](std::optional<InputLine> line) {
        if (!line) return;
        lines.push_back(*std::move(line));
        input->read_line(take);
    };
    input->read_line(take);
    io.run();
    input->stop();
    std::fclose(file);
    return lines;
}

TEST(StreamInput, gives_the_lines_of_a_file) {
    const auto lines = lines_of("one\n\nthree\r\nfour");
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].bytes, "one");
    EXPECT_EQ(lines[1].bytes, "");
    EXPECT_EQ(lines[2].bytes, "three");
    EXPECT_EQ(lines[3].bytes, "four");
}

TEST(StreamInput, has_no_line_in_an_empty_file) {
    EXPECT_TRUE(lines_of("").empty());
}

TEST(StreamInput, takes_a_line_of_the_greatest_length_whole) {
    const auto lines = lines_of(std::string(line_length_max, 'x') + "\nnext\n");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].bytes.size(), line_length_max);
    EXPECT_FALSE(lines[0].was_cut);
}

TEST(StreamInput, cuts_a_longer_line_and_says_so) {
    for (const std::size_t length : {line_length_max + 1, line_length_max * 5}) {
        const auto lines = lines_of(std::string(length, 'x') + "\nnext\n");
        ASSERT_EQ(lines.size(), 2U) << length;
        EXPECT_EQ(lines[0].bytes.size(), line_length_max);
        EXPECT_TRUE(lines[0].was_cut);
        EXPECT_EQ(lines[1].bytes, "next");
        EXPECT_FALSE(lines[1].was_cut);
    }
}

} // namespace
} // namespace peerdesk::console
