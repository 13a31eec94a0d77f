// SPDX-License-Identifier: MIT
#include "storage/prompts.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct PromptTable : Sample {
    Prompts prompts{database};
    PromptId add(const StoredPlace& place, PersonId person, const std::string& kind, int minutes,
                 TicketId ticket = {}) {
        return prompts.add({.place = place,
                            .person = person,
                            .kind = kind,
                            .ticket = ticket,
                            .payload = "x",
                            .asked = at(minutes)});
    }
};

TEST_F(PromptTable, only_the_newest_in_a_place_counts) {
    add(direct("a:ana"), ana, "first", 1);
    const PromptId second = add(direct("a:ana"), ana, "second", 2);
    add(room("#help"), ana, "elsewhere", 3);
    add(direct("a:ana"), bo, "other person", 4);
    const Prompt prompt = prompts.newest(direct("a:ana"), ana).value();
    EXPECT_EQ(prompt.id, second);
    EXPECT_EQ(prompt.kind, "second");
    EXPECT_EQ(prompt.place, direct("a:ana"));
    EXPECT_EQ(prompt.asked, at(2));
    EXPECT_FALSE(prompts.newest(direct("a:chi"), chi));
    prompts.remove(second);
    EXPECT_EQ(prompts.newest(direct("a:ana"), ana)->kind, "first");
}

TEST_F(PromptTable, the_newest_of_a_kind_is_found_wherever_it_was_asked) {
    add(direct("a:ana"), ana, "learned", 1);
    const PromptId second = add(room("#help"), ana, "learned", 2);
    add(room("#help"), ana, "other", 3);
    const Prompt prompt = prompts.newest_of_kind(ana, "learned").value();
    EXPECT_EQ(prompt.id, second);
    EXPECT_FALSE(prompt.place.is_direct);
    EXPECT_FALSE(prompts.newest_of_kind(bo, "learned"));
}

TEST_F(PromptTable, go_with_their_ticket_or_their_age) {
    const TicketId ticket = ask();
    add(direct("a:ana"), ana, "outcome", 1, ticket);
    add(direct("a:ana"), ana, "old", 2);
    add(direct("a:ana"), ana, "new", 3);
    prompts.remove_for(ticket);
    EXPECT_EQ(prompts.remove_older(at(3)), 1);
    EXPECT_EQ(prompts.newest(direct("a:ana"), ana)->kind, "new");
}

} // namespace
} // namespace peerdesk::storage
