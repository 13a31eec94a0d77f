// SPDX-License-Identifier: MIT
#include "bot/runtime/config/secret_source.hpp"

#include "tests/bot/runtime/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace peerdesk::runtime {
namespace {

class SecretSource : public testing::Test {
  protected:
    void write(const std::string& name, const std::string& bytes, mode_t mode) {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    }

    /// Reads the secret "password" from a table of these lines.
    std::string read(std::string_view toml, bool reads = true) {
        const toml::table table = toml::parse(toml);
        ConfigProblems problems;
        TableReader reader(table, "network", problems);
        std::string secret = read_secret(reader, "password", {folder_.path(), reads, secrets_});
        reader.finish();
        problem_.clear();
        for (const ConfigProblem& problem : problems.sorted())
            problem_ += problem.key;
        return secret;
    }

    TemporaryFolder folder_;
    std::vector<std::string> secrets_;
    std::string problem_; ///< keys of all problems of the last read
};

TEST_F(SecretSource, is_the_first_line_of_a_file_of_the_owner_alone) {
    write("key", "hunter2\nsecond line\n", 0600);
    EXPECT_EQ(read("password_file = 'key'"), "hunter2");
    EXPECT_EQ(problem_, "");
    EXPECT_EQ(secrets_, std::vector<std::string>{"hunter2"});
}

TEST_F(SecretSource, is_refused_when_others_can_read_the_file) {
    for (const mode_t mode : {0640U, 0604U, 0620U, 0601U}) {
        write("key", "hunter2", mode);
        EXPECT_EQ(read("password_file = 'key'"), "");
        EXPECT_EQ(problem_, "peerdesk-config-secret-open");
    }
    EXPECT_TRUE(secrets_.empty());
}

TEST_F(SecretSource, may_come_from_the_environment) {
    ::setenv("PEERDESK_TEST_SECRET", "from outside", 1);
    EXPECT_EQ(read("password_env = 'PEERDESK_TEST_SECRET'"), "from outside");
    ::unsetenv("PEERDESK_TEST_SECRET");
    EXPECT_EQ(read("password_env = 'PEERDESK_TEST_SECRET'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-unset");
}

TEST_F(SecretSource, may_be_a_credential_of_systemd) {
    write("libera", "from systemd\n", 0400);
    ::setenv("CREDENTIALS_DIRECTORY", folder_.path().c_str(), 1);
    EXPECT_EQ(read("password_credential = 'libera'"), "from systemd");
    EXPECT_EQ(read("password_credential = '../libera'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-no-credential");
    ::unsetenv("CREDENTIALS_DIRECTORY");
    EXPECT_EQ(read("password_credential = 'libera'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-no-credential");
}

TEST_F(SecretSource, never_stands_in_the_configuration) {
    EXPECT_EQ(read("password = 'hunter2'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-inline");
}

TEST_F(SecretSource, is_given_in_one_way_only) {
    write("key", "hunter2", 0600);
    EXPECT_EQ(read("password_file = 'key'\npassword_env = 'HOME'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-twice");
}

TEST_F(SecretSource, is_neither_missing_nor_empty_nor_endless) {
    EXPECT_EQ(read("password_file = 'nowhere'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-unreadable");
    EXPECT_EQ(read("password_file = '.'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-unreadable");
    write("empty", "\n", 0600);
    EXPECT_EQ(read("password_file = 'empty'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-length");
    write("long", std::string(secret_length_max + 1, 'x'), 0600);
    EXPECT_EQ(read("password_file = 'long'"), "");
    EXPECT_EQ(problem_, "peerdesk-config-secret-length");
    write("longest", std::string(secret_length_max, 'x'), 0600);
    EXPECT_EQ(read("password_file = 'longest'").size(), secret_length_max);
}

TEST_F(SecretSource, is_left_alone_by_tools_that_need_none) {
    EXPECT_EQ(read("password_file = 'nowhere'", false), "");
    EXPECT_EQ(problem_, "");
}

} // namespace
} // namespace peerdesk::runtime
