// SPDX-License-Identifier: MIT
#include "adapters/irc/server_support.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

namespace peerdesk::irc {
namespace {

ServerSupport reading(std::vector<std::string_view> tokens) {
    ServerSupport support;
    support.read(tokens);
    return support;
}

TEST(ServerSupport, assumes_little_before_it_is_told) {
    const ServerSupport support;
    EXPECT_EQ(support.case_mapping(), CaseMapping::rfc1459);
    EXPECT_EQ(support.line_bytes(), 512U);
    EXPECT_TRUE(support.is_channel("#x"));
    EXPECT_TRUE(support.is_channel("&x"));
    EXPECT_FALSE(support.is_channel("x"));
    EXPECT_FALSE(support.is_channel(""));
    EXPECT_EQ(support.targets_max("PRIVMSG"), 0U);
}

TEST(ServerSupport, reads_takes_back_and_reads_again) {
    ServerSupport support = reading({"CASEMAPPING=ascii", "NICKLEN=9", "WHOX", "CHANTYPES=#"});
    EXPECT_EQ(support.case_mapping(), CaseMapping::ascii);
    EXPECT_EQ(support.nick_bytes(), 9U);
    EXPECT_TRUE(support.has("WHOX"));
    EXPECT_FALSE(support.is_channel("&x"));
    support.read(
        std::vector<std::string_view>{"-WHOX", "-CASEMAPPING", "NICKLEN=12", "-CHANTYPES"});
    EXPECT_FALSE(support.has("WHOX"));
    EXPECT_EQ(support.case_mapping(), CaseMapping::rfc1459);
    EXPECT_EQ(support.nick_bytes(), 12U);
    EXPECT_TRUE(support.is_channel("&x"));
}

TEST(ServerSupport, undoes_hexadecimal_escapes_and_leaves_other_backslashes) {
    EXPECT_EQ(reading({R"(NETWORK=A\x20B\x3DC)"}).value("NETWORK"), "A B=C");
    EXPECT_EQ(reading({R"(X=\x2)"}).value("X"), R"(\x2)");
    EXPECT_EQ(reading({R"(X=\xzz\)"}).value("X"), R"(\xzz\)");
}

TEST(ServerSupport, knows_marks_before_channels_and_nicks) {
    const ServerSupport support = reading({"PREFIX=(qaohv)~&@%+", "STATUSMSG=@+", "CHANTYPES=#"});
    EXPECT_EQ(support.without_status_mark("@#x"), "#x");
    EXPECT_EQ(support.without_status_mark("#x"), std::nullopt);
    EXPECT_EQ(support.without_status_mark("@nick"), std::nullopt);
    EXPECT_EQ(support.without_prefix_marks("~@nick"), "nick");
    EXPECT_EQ(support.without_prefix_marks("nick"), "nick");
    EXPECT_EQ(support.without_prefix_marks("@"), "");
}

TEST(ServerSupport, a_limit_of_targets_belongs_to_one_command) {
    const ServerSupport support = reading({"TARGMAX=NAMES:1,PRIVMSG:4,JOIN:"});
    EXPECT_EQ(support.targets_max("PRIVMSG"), 4U);
    EXPECT_EQ(support.targets_max("JOIN"), 0U);
    EXPECT_EQ(support.targets_max("WHOIS"), 0U);
}

TEST(ServerSupport, a_mad_line_length_is_kept_within_reason) {
    EXPECT_EQ(reading({"LINELEN=5"}).line_bytes(), 512U);
    EXPECT_EQ(reading({"LINELEN=2048"}).line_bytes(), 2048U);
    EXPECT_EQ(reading({"LINELEN=99999999999999999999"}).line_bytes(), 512U);
    EXPECT_EQ(reading({"LINELEN=9999999"}).line_bytes(), 8192U);
    EXPECT_EQ(reading({"LINELEN"}).line_bytes(), 512U);
}

TEST(CaseMapping, each_mapping_has_its_own_pairs) {
    EXPECT_TRUE(is_equal(CaseMapping::rfc1459, "Foo[]\\^", "foo{}|~"));
    EXPECT_TRUE(is_equal(CaseMapping::rfc1459_strict, "Foo[]\\", "foo{}|"));
    EXPECT_FALSE(is_equal(CaseMapping::rfc1459_strict, "a^", "a~"));
    EXPECT_FALSE(is_equal(CaseMapping::ascii, "foo[", "foo{"));
    EXPECT_TRUE(is_equal(CaseMapping::ascii, "FOO", "foo"));
    EXPECT_FALSE(is_equal(CaseMapping::ascii, "foo", "fooo"));
    EXPECT_EQ(fold(CaseMapping::rfc1459, "\xc3\x89"), "\xc3\x89");
}

TEST(CaseMapping, is_known_by_its_name) {
    EXPECT_EQ(case_mapping_of("ascii"), CaseMapping::ascii);
    EXPECT_EQ(case_mapping_of("rfc1459"), CaseMapping::rfc1459);
    EXPECT_EQ(case_mapping_of("rfc1459-strict"), CaseMapping::rfc1459_strict);
    EXPECT_EQ(case_mapping_of("rfc7613"), std::nullopt);
}

TEST(CaseMapping, folding_twice_changes_nothing_more) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        for (const auto mapping :
             {CaseMapping::ascii, CaseMapping::rfc1459, CaseMapping::rfc1459_strict}) {
            const std::string once = fold(mapping, text);
            RC_ASSERT(fold(mapping, once) == once);
            RC_ASSERT(is_equal(mapping, text, once));
        }
    }));
}

} // namespace
} // namespace peerdesk::irc
