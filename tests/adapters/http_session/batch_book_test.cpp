// SPDX-License-Identifier: MIT
#include "adapters/http_session/batch_book.hpp"

#include <gmock/gmock.h>

#include <string>

namespace peerdesk::http_session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

chat::StateChange change(std::string key, std::string value) {
    return {std::move(key), std::move(value)};
}

TEST(BatchBook, what_has_time_goes_out_with_the_next_event) {
    BatchBook book("mx", {});
    book.store_soon("since", "s1");
    book.store_soon("since", "s2");
    book.close();
    EXPECT_THAT(book.take(), IsEmpty());
    EXPECT_EQ(book.stored("since"), "s2");
    book.emit(chat::LinkChanged{true, {}, {}}, chat::Time{});
    book.close();
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_THAT(batches[0].batch.state, ElementsAre(change("since", "s2")));
}

TEST(BatchBook, what_has_time_does_not_wait_for_ever) {
    BatchBook book("mx", {});
    for (std::size_t i = 1; i < BatchBook::waits_max; ++i)
        book.store_soon("since", std::to_string(i));
    book.close();
    EXPECT_THAT(book.take(), IsEmpty());
    book.store_soon("since", "last");
    book.close();
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_THAT(batches[0].batch.state, ElementsAre(change("since", "last")));
}

TEST(BatchBook, what_had_time_never_overrides_a_later_value) {
    BatchBook book("mx", {});
    book.store_soon("since", "s1");
    book.store("since", "s2");
    book.close();
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_THAT(batches[0].batch.state, ElementsAre(change("since", "s2")));
}

TEST(BatchBook, what_has_time_stays_where_state_is_held) {
    BatchBook book("mx", {});
    book.store_soon("since", "s1");
    book.hold_state();
    book.emit(chat::LinkChanged{true, {}, {}}, chat::Time{});
    book.close();
    const auto held = book.take();
    ASSERT_THAT(held, SizeIs(1));
    EXPECT_THAT(held[0].batch.state, IsEmpty());
    book.release_state();
    book.store("device", "D");
    book.close();
    const auto released = book.take();
    ASSERT_THAT(released, SizeIs(1));
    EXPECT_THAT(released[0].batch.state,
                testing::UnorderedElementsAre(change("device", "D"), change("since", "s1")));
}

} // namespace
} // namespace peerdesk::http_session
