// SPDX-License-Identifier: MIT
// A [[network]] of type "matrix": its mistakes at their places, its secrets, its key file.
#include "bot/runtime/config/config.hpp"
#include "bot/runtime/config/matrix_setup.hpp"
#include "bot/runtime/config/seal_key_file.hpp"

#include "tests/bot/runtime/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace peerdesk::runtime {
namespace {

using testing::IsEmpty;
using testing::MatchesRegex;

std::shared_ptr<const text::Catalogue> words() {
    static const std::array texts{text::LocaleText{"en", R"({"a": "b"})"}};
    text::Problems problems;
    return text::Catalogue::from_texts(texts, problems);
}

const std::string head = "[database]\nfile = 'p.db'\n[[network]]\ntype = 'matrix'\nname = 'mx'\n";
const std::string good = "homeserver = 'example.org'\naccess_token_file = 'token'\n"; // lines 6, 7
const std::string help = "[[desk]]\nname = 'help'\n";

class MatrixConfig : public testing::Test {
  protected:
    void SetUp() override { write("token", "syt_secret\n", 0600); }

    void write(const std::string& name, const std::string& bytes, mode_t mode) {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    }
    [[nodiscard]] std::string bytes_of(const std::string& name) const {
        std::ifstream file(folder_.path() / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    ConfigReading read(const std::string& text, Secrets secrets = Secrets::read) {
        return read_config(text, folder_.path(), *words(), secrets);
    }
    /// "line:column key" of each problem.
    std::vector<std::string> problems_of(const std::string& text) {
        std::vector<std::string> result;
        for (const ConfigProblem& problem : read(text).problems) {
            result.push_back(std::to_string(problem.spot.line) + ':' +
                             std::to_string(problem.spot.column) + ' ' + problem.key);
        }
        return result;
    }

    TemporaryFolder folder_;
};

TEST_F(MatrixConfig, reads_the_shortest_good_file_and_keeps_its_secret_out_of_logs) {
    const ConfigReading reading = read(head + good + help);
    ASSERT_TRUE(reading.config.has_value()) << reading.problems.front().key;
    EXPECT_EQ(reading.config->networks[0]->name(), "mx");
    EXPECT_EQ(reading.config->secrets, std::vector<std::string>{"syt_secret"});
}

TEST_F(MatrixConfig, takes_every_setting) {
    write("password", "pass", 0600);
    EXPECT_THAT(problems_of(head + R"(homeserver = "http://localhost:8008"
allow_plain_http = true
discover = false
ca_file = "ca.pem"
pin_sha256 = "AA:bb000000000000000000000000000000000000000000000000000000000000"
user = "@helpdesk:example.org"
password_file = "password"
device = "ABCDEF"
device_name = "Desk"
invite_from = ["*:example.org", "@ana:x.org"]
refusal_text = "no"
in_flight_max = 10
in_place_max = 2
request_timeout = "10 s"
back_off_min = "1 s"
back_off_max = "1 min"
)" + help),
                IsEmpty());
}

TEST_F(MatrixConfig, tells_of_each_mistake_at_its_place) {
    struct Row {
        std::string lines;
        std::string problem;
    };
    const std::string token = "access_token_file = 'token'\n";
    const std::vector<Row> rows{
        {token, "3:1 peerdesk-config-missing"},
        {"homeserver = 'gopher://x'\n" + token, "6:14 peerdesk-config-expects-homeserver"},
        {"homeserver = 'two words'\n" + token, "6:14 peerdesk-config-expects-homeserver"},
        {"homeserver = 'example.org/x'\n" + token, "6:14 peerdesk-config-expects-homeserver"},
        {"homeserver = 'http://x.org'\n" + token, "6:14 peerdesk-config-matrix-plain-http"},
        {"homeserver = 'example.org'\n", "3:1 peerdesk-config-matrix-no-login"},
        {"homeserver = 'example.org'\npassword_file = 'token'\n", "3:1 peerdesk-config-missing"},
        {good + "user = 'two words'\n", "8:8 peerdesk-config-expects-matrix-user"},
        {good + "user = '@desk'\n", "8:8 peerdesk-config-expects-matrix-user"},
        {good + "user = 'desk:example.org'\n", "8:8 peerdesk-config-expects-matrix-user"},
        {good + "access_token = 'syt'\n", "8:16 peerdesk-config-secret-inline"},
        {good + "pin_sha256 = 'abc'\n", "8:14 peerdesk-config-expects-fingerprint"},
        {good + "invite_from = ['#room:x']\n", "8:16 peerdesk-config-expects-matrix-pattern"},
        {good + "in_flight_max = 0\n", "8:17 peerdesk-config-expects-number"},
        {good + "request_timeout = 30\n", "8:19 peerdesk-config-expects-duration"},
        {good + "back_off_min = '10 min'\n", "8:16 peerdesk-config-order"},
        {good + "homserver = 'x'\n", "8:1 peerdesk-config-unknown-key-near"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(problems_of(head + row.lines + help), std::vector<std::string>{row.problem})
            << row.lines;
    }
}

TEST_F(MatrixConfig, knows_rooms_by_alias_or_id) {
    const ConfigReading reading = read(head + good + help);
    ASSERT_TRUE(reading.config.has_value());
    const NetworkSetup& network = *reading.config->networks[0];
    EXPECT_EQ(network.room_id("#Staff:Example.org"), "#staff:example.org");
    EXPECT_EQ(network.room_id("!AbC:example.org"), "!AbC:example.org");
    EXPECT_EQ(network.room_id("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
              "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"); // room version 12
    for (const char* none : {"", "#", "!", "staff", "#staff", "@ana:example.org", "#a b:c"})
        EXPECT_EQ(network.room_id(none), std::nullopt) << none;
    EXPECT_EQ(network.room_id('#' + std::string(300, 'x') + ":y"), std::nullopt);
}

TEST_F(MatrixConfig, takes_rooms_and_accounts_with_colons_of_their_own) {
    const ConfigReading reading =
        read(head + good + help + "responders = ['mx:@bo:example.org']\n" +
             "[desk.rooms]\nstaff = ['mx:#Staff:example.org']\n");
    ASSERT_TRUE(reading.config.has_value()) << reading.problems.front().key;
    const desk::DeskSettings& desk = reading.config->settings.desks[0];
    EXPECT_EQ(desk.staff_rooms[0].id, "#staff:example.org");
    EXPECT_EQ(desk.responders[0].account, "@bo:example.org");
}

TEST_F(MatrixConfig, makes_the_key_file_once_for_its_owner_alone) {
    ASSERT_TRUE(read(head + good + help).config.has_value());
    const std::string key = bytes_of("p.db.key");
    EXPECT_THAT(key, MatchesRegex("[0-9a-f]+\n"));
    EXPECT_EQ(key.size(), 65U);
    struct stat status{};
    ASSERT_EQ(::stat((folder_.path() / "p.db.key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ASSERT_TRUE(read(head + good + help).config.has_value());
    EXPECT_EQ(bytes_of("p.db.key"), key);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 2);
}

TEST_F(MatrixConfig, refuses_a_key_file_that_others_can_read_or_that_holds_no_key) {
    const std::string digits(62, 'a');
    write("p.db.key", digits + "bb\n", 0640);
    EXPECT_EQ(problems_of(head + good + help),
              std::vector<std::string>{"3:1 peerdesk-config-secret-open"});
    for (const std::string& bytes :
         {std::string("\n"), digits + "\n", digits + "zz\n", std::string(64, '0') + "\n"}) {
        write("p.db.key", bytes, 0600);
        EXPECT_EQ(problems_of(head + good + help),
                  std::vector<std::string>{"3:1 peerdesk-config-key-damaged"});
    }
    write("p.db.key", digits + "bb\n", 0600);
    EXPECT_THAT(problems_of(head + good + help), IsEmpty());
}

TEST_F(MatrixConfig, makes_no_key_where_none_is_needed) {
    ASSERT_TRUE(read(head + good + help, Secrets::skip).config.has_value());
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "p.db.key"));
    // The folder of the database may be made by systemd at the first start.
    const std::string elsewhere = "[database]\nfile = 'later/p.db'\n" + head.substr(25);
    EXPECT_THAT(problems_of(elsewhere + good + help), IsEmpty());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(MatrixConfig, gives_each_key_file_another_key) {
    ASSERT_TRUE(read(head + good + help).config.has_value());
    const std::string first = bytes_of("p.db.key");
    std::filesystem::remove(folder_.path() / "p.db.key");
    ASSERT_TRUE(read(head + good + help).config.has_value());
    EXPECT_NE(bytes_of("p.db.key"), first);
}

} // namespace
} // namespace peerdesk::runtime
