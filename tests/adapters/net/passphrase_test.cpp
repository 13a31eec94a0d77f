// SPDX-License-Identifier: MIT
#include "adapters/net/passphrase.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::net {
namespace {

constexpr std::array<std::uint64_t, 2> salt{0x0123456789abcdefULL, 0xfedcba9876543210ULL};

/// Reckoned with Python: hashlib.scrypt(b"correct horse", salt=bytes.fromhex("0123456789abcdef"
/// "fedcba9876543210"), n=16384, r=8, p=1, dklen=32).hex()
constexpr std::string_view known =
    "scrypt$14$8$1$0123456789abcdeffedcba9876543210$"
    "e6a9d65765f04cb411aca30e34837381689cecdc9071b435c119c95d4cf2691e";

TEST(Passphrase, gives_the_key_other_programs_give) {
    EXPECT_EQ(hash_phrase("correct horse", salt), known);
}

TEST(Passphrase, is_recognised_and_another_is_not) {
    EXPECT_TRUE(verify_phrase("correct horse", known));
    EXPECT_FALSE(verify_phrase("correct horse ", known));
    EXPECT_FALSE(verify_phrase("", known));
}

TEST(Passphrase, may_be_empty_or_hold_any_byte) {
    const std::string odd{"\0\xff\n", 3};
    EXPECT_TRUE(verify_phrase(odd, hash_phrase(odd, salt)));
    EXPECT_TRUE(verify_phrase("", hash_phrase("", salt)));
}

TEST(Passphrase, text_that_is_no_hash_never_fits) {
    const std::string good{known};
    for (const std::string& bad :
         {std::string{}, std::string{"scrypt"}, std::string{"plain$x"}, good.substr(1),
          good.substr(0, good.size() - 2), good + "00", "scrypt$40$8$1$" + good.substr(14),
          "scrypt$14$9999$1$" + good.substr(14), "scrypt$14$8$0$" + good.substr(14),
          "scrypt$-1$8$1$" + good.substr(14), "scrypt$14$8$1$zz" + good.substr(16)})
        EXPECT_FALSE(verify_phrase("correct horse", bad)) << bad;
}

} // namespace
} // namespace peerdesk::net
