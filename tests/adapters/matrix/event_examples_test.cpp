// SPDX-License-Identifier: MIT
// Every example event of the specification through the readers.
#include "adapters/matrix/matrix_json.hpp"

#include "tests/adapters/matrix/schema/client_server_api.hpp"
#include "tests/adapters/matrix/schema/yaml_file.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace peerdesk::matrix {
namespace {

using nlohmann::json;

/// An example with the one its "$ref" names laid under it.
json example(const std::filesystem::path& file) {
    json event = schema::read_yaml(file);
    if (!event.is_object() || !event.contains("$ref")) return event;
    json base = example(file.parent_path() / event["$ref"].get<std::string>());
    event.erase("$ref");
    base.update(event, true);
    return base;
}

constexpr std::size_t other = 0; // OtherEvent's place in the variant

template <class Body>
std::size_t place_of() {
    return decltype(RoomEvent::body){Body{}}.index();
}

/// What comes of the types we read; all others are OtherEvent.
std::size_t expected_body(const std::string& type) {
    const std::map<std::string, std::size_t> bodies{
        {"m.room.message", place_of<Message>()},
        {"m.sticker", place_of<Message>()},
        {"m.reaction", place_of<Reaction>()},
        {"m.room.redaction", place_of<Redaction>()},
        {"m.room.encrypted", place_of<Encrypted>()},
        {"m.room.member", place_of<Member>()},
        {"m.room.tombstone", place_of<Tombstone>()},
        {"m.room.encryption", place_of<Encryption>()},
        {"m.room.create", place_of<Create>()},
        {"m.room.power_levels", place_of<PowerLevels>()}};
    const auto found = bodies.find(type);
    return found == bodies.end() ? other : found->second;
}

TEST(EventExamples, are_all_read_as_what_they_are) {
    const auto data = schema::openapi_data();
    if (data.empty()) GTEST_SKIP() << "PEERDESK_TEST_DATA has no matrix/openapi-data";
    std::size_t read = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(data / "event-schemas" / "examples")) {
        if (file.path().extension() != ".yaml") continue;
        SCOPED_TRACE(file.path().filename().string());
        const json event = example(file.path());
        const json page{{"chunk", {event}}, {"end", "t"}};
        const json timeline{{"timeline", {{"events", json::array({event})}}}};
        const json answer{{"next_batch", "s"}, {"rooms", {{"join", {{"!a:b", timeline}}}}}};
        const auto messages = parse_messages(page.dump());
        const auto sync = parse_sync(answer.dump());
        ASSERT_TRUE(messages && sync);
        ASSERT_EQ(sync->joined.size(), 1U);
        EXPECT_EQ(sync->joined[0].timeline, messages->events);
        if (!event.contains("event_id") || !event.contains("sender")) continue;
        ASSERT_EQ(messages->events.size(), 1U);
        const auto type = event["type"].get<std::string>();
        EXPECT_EQ(messages->events[0].type, type);
        EXPECT_EQ(messages->events[0].body.index(), expected_body(type));
        ++read;
    }
    EXPECT_GT(read, 40U);
}

} // namespace
} // namespace peerdesk::matrix
