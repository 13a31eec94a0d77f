// SPDX-License-Identifier: MIT
#include "adapters/http_session/batch_book.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

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

TEST(BatchBook, forgets_the_keys_of_one_kind_that_are_of_no_more_use) {
    BatchBook book("mx", {{"room a", "1"}, {"room b", "2"}, {"rooms", "2"}, {"quiet room b", "2"}});
    book.forget_if("room ", [](std::string_view rest, const std::string& value) {
        return rest == "b" && value == "2";
    });
    book.close();
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_THAT(batches[0].batch.state, ElementsAre(change("room b", "")));
    EXPECT_EQ(book.stored("room b"), "");
    EXPECT_EQ(book.stored("room a"), "1");
}

net::Instant at(std::chrono::milliseconds time) {
    return {net::SteadyTime{time}, net::WallTime{time}};
}

TEST(BatchBook, an_event_with_patience_waits_for_one_without) {
    using namespace std::chrono_literals;
    BatchBook book("mx", {});
    book.emit_soon(chat::DeliveryReported{1, chat::Delivery::sent, "$a", {}}, at(5ms));
    book.emit_soon(chat::DeliveryReported{2, chat::Delivery::sent, "$b", {}}, at(7ms));
    EXPECT_EQ(book.close(), 0U);
    EXPECT_EQ(book.patient(), 2U);
    EXPECT_EQ(book.patient_since(), net::SteadyTime{5ms});
    book.emit(chat::LinkChanged{true, {}, {}}, chat::Time{});
    EXPECT_EQ(book.close(), 1U);
    EXPECT_EQ(book.patient(), 0U);
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    ASSERT_THAT(batches[0].batch.events, SizeIs(3));
    const auto* first = std::get_if<chat::DeliveryReported>(&batches[0].batch.events[0].body);
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->outbox_id, 1);
}

TEST(BatchBook, an_event_with_patience_goes_with_state_too_unless_it_is_held) {
    using namespace std::chrono_literals;
    BatchBook book("mx", {});
    book.emit_soon(chat::LinkChanged{true, {}, {}}, at(5ms));
    book.hold_state();
    book.store("device", "D");
    EXPECT_EQ(book.close(), 0U);
    book.release_state();
    EXPECT_EQ(book.close(), 1U);
    const auto batches = book.take();
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_THAT(batches[0].batch.events, SizeIs(1));
}

TEST(BatchBook, whoever_is_in_a_hurry_does_not_wait) {
    using namespace std::chrono_literals;
    BatchBook book("mx", {});
    book.emit_soon(chat::LinkChanged{true, {}, {}}, at(5ms));
    book.hurry();
    EXPECT_EQ(book.close(), 1U);
    EXPECT_THAT(book.take(), SizeIs(1));
}

TEST(BatchBook, a_full_batch_takes_the_patient_with_it) {
    using namespace std::chrono_literals;
    BatchBook book("mx", {});
    for (std::size_t i = 0; i < BatchBook::events_max; ++i)
        book.emit_soon(chat::LinkChanged{true, {}, {}}, at(5ms));
    EXPECT_EQ(book.patient(), 0U);
    EXPECT_THAT(book.take(), SizeIs(1));
}

} // namespace
} // namespace peerdesk::http_session
