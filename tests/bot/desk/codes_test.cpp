// SPDX-License-Identifier: MIT
// One-time codes: what they are made of, and how forgivingly they are read.
#include "bot/desk/codes.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace peerdesk::desk {
namespace {

using support::House;

TEST(Codes, have_no_vowels_and_no_letters_that_look_alike) {
    std::set<char> seen;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const std::string code = code_from({i * 0x9e3779b97f4a7c15ULL, i});
        ASSERT_EQ(code.size(), 9U);
        EXPECT_EQ(code[4], '-');
        seen.insert(code.begin(), code.end());
    }
    seen.erase('-');
    EXPECT_EQ(seen.size(), 24U);
    for (const char confusing : std::string("AEIOUYaeiouy01378"))
        EXPECT_FALSE(seen.contains(confusing)) << confusing;
}

TEST(Codes, differ_with_either_half_of_the_seed) {
    EXPECT_NE(code_from({1, 0}), code_from({2, 0}));
    EXPECT_NE(code_from({1, 0}), code_from({1, 1}));
    EXPECT_EQ(code_from({7, 9}), code_from({7, 9}));
}

TEST(Codes, are_read_as_people_type_them) {
    for (const std::string_view typed : {"BCDF-GHJK", "bcdf-ghjk", "bcdfghjk", "BCDF GHJK",
                                         " bCdF  gHjK ", "B-C-D-F-G-H-J-K", "bcdf--ghjk"}) {
        EXPECT_EQ(read_code(typed), "BCDF-GHJK") << typed;
    }
}

TEST(Codes, what_is_none_is_not_read) {
    for (const std::string_view typed :
         {"", "-", "BCDF", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJA", "BCDF-GHJ1", "BCDF_GHJK",
          "BCDF-GHJK BCDF-GHJK", "ßßßßßßßß", "BCDF\nGHJK"}) {
        EXPECT_EQ(read_code(typed), std::nullopt) << typed;
    }
    EXPECT_EQ(read_code(std::string(100'000, 'B')), std::nullopt);
    EXPECT_EQ(read_code(std::string(100'000, '-')), std::nullopt);
}

TEST(Codes, every_code_is_read_back) {
    EXPECT_TRUE(
        rc::check("read_code(code_from(seed)) is the code", [](std::uint64_t a, std::uint64_t b) {
            const std::string code = code_from({a, b});
            RC_ASSERT(read_code(code) == code);
        }));
    EXPECT_TRUE(rc::check("no bytes make it throw", [](const std::string& typed) {
        const auto code = read_code(typed);
        RC_ASSERT((!code || code->size() == 9));
    }));
}

TEST(Codes, a_guest_gets_theirs_in_private_also_when_they_asked_in_a_room) {
    House house;
    const auto said = house.say("~gil", "#help", "!ask How do I add a photo?");
    EXPECT_TRUE(support::heard(said, "gil", "resume "));
    EXPECT_FALSE(support::heard(said, "#help", "resume "));
    EXPECT_FALSE(support::heard(said, "#staff", "resume "));
}

TEST(Codes, one_code_brings_a_guest_back_once) {
    House house;
    const auto said = house.say("~gil", "How do I add a photo?");
    const auto code = house.state.services.tables.codes.of_ticket(storage::TicketId{1});
    ASSERT_TRUE(code);
    EXPECT_TRUE(support::heard(said, "gil", "resume " + code->code));
    house.say("~gil2", "resume " + code->code);
    EXPECT_EQ(house.ticket(1).place.id, "g:gil2");
    house.say("~mallory", "resume " + code->code);
    EXPECT_EQ(house.ticket(1).place.id, "g:gil2");
}

} // namespace
} // namespace peerdesk::desk
