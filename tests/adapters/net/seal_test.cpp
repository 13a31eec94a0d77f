// SPDX-License-Identifier: MIT
#include "adapters/net/seal.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace peerdesk::net {
namespace {

constexpr std::array<std::uint8_t, seal_key_size> key{1, 2, 3};
constexpr std::array<std::uint8_t, seal_key_size> other_key{1, 2, 4};
constexpr std::array<std::uint64_t, 2> nonce{0x0123456789abcdef, 42};

TEST(Seal, opens_with_the_same_key_and_context) {
    for (const std::string& secret : {std::string(), std::string("syt_token"),
                                      std::string("\0\xff", 2), std::string(65'536, 'x')}) {
        const std::string sealed = seal(key, secret, "mx token", nonce);
        EXPECT_EQ(unseal(key, sealed, "mx token"), secret);
    }
}

TEST(Seal, has_a_form_that_stays) {
    // Written by Python's cryptography 48: AESGCM(key).encrypt(nonce, b"syt_token",
    // b"gcm1 mx token") with the key and the nonce above.
    const std::string stored =
        "gcm1$efcdab89674523012a000000$30c179e3002c8800e0809fc1d2b3cb274188a9dfa052d115dd";
    EXPECT_EQ(seal(key, "syt_token", "mx token", nonce), stored);
    EXPECT_EQ(unseal(key, stored, "mx token"), "syt_token");
}

TEST(Seal, opens_neither_with_another_key_nor_in_another_context) {
    const std::string sealed = seal(key, "syt_token", "mx token", nonce);
    EXPECT_EQ(unseal(other_key, sealed, "mx token"), std::nullopt);
    EXPECT_EQ(unseal(key, sealed, "mx refresh token"), std::nullopt);
    EXPECT_EQ(unseal(key, sealed, ""), std::nullopt);
}

TEST(Seal, notices_every_changed_and_every_missing_byte) {
    const std::string sealed = seal(key, "syt_token", "mx token", nonce);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_EQ(unseal(key, changed, "mx token"), std::nullopt) << i;
        EXPECT_EQ(unseal(key, sealed.substr(0, i), "mx token"), std::nullopt) << i;
    }
    EXPECT_EQ(unseal(key, sealed + "00", "mx token"), std::nullopt);
    EXPECT_EQ(unseal(key, "", "mx token"), std::nullopt);
    EXPECT_EQ(unseal(key, "syt_token", "mx token"), std::nullopt);
}

TEST(Seal, looks_different_each_time_and_never_shows_the_secret) {
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 16; ++i) {
        const std::string sealed = seal(key, "secret", "mx token", {i, 0});
        EXPECT_EQ(sealed.find("secret"), std::string::npos);
        EXPECT_EQ(sealed.find("736563726574"), std::string::npos);
        EXPECT_TRUE(seen.insert(sealed).second);
    }
}

TEST(Seal, takes_no_secret_that_could_not_be_opened_again) {
    EXPECT_THROW((void)seal(key, std::string(65'537, 'x'), "mx token", nonce), std::length_error);
}

} // namespace
} // namespace peerdesk::net
