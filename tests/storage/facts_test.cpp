// SPDX-License-Identifier: MIT
#include "storage/facts.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct FactTable : Sample {
    Facts facts{database};
    AdapterState state{database};
};

TEST_F(FactTable, a_fact_is_set_replaced_and_removed) {
    EXPECT_FALSE(facts.get("running"));
    facts.set("running", "1");
    facts.set("running", "2");
    EXPECT_EQ(facts.get("running"), "2");
    facts.remove("running");
    EXPECT_FALSE(facts.get("running"));
}

TEST_F(FactTable, adapters_get_their_bytes_back_as_they_gave_them) {
    const std::string bytes("\0\xff' \n", 5);
    state.set("libera", "token", bytes);
    state.set("libera", "epoch", "12");
    state.set("oftc", "epoch", "13");
    const auto found = state.of("libera");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], (std::pair<std::string, std::string>{"epoch", "12"}));
    EXPECT_EQ(found[1].second, bytes);
    state.set("libera", "epoch", "");
    EXPECT_EQ(state.of("libera").size(), 1U);
}

} // namespace
} // namespace peerdesk::storage
