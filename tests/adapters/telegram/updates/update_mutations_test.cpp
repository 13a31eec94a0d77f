// SPDX-License-Identifier: MIT
// Whatever happens to the bytes of an answer, its good updates come through and nothing throws.
#include "adapters/telegram/text/utf16.hpp"
#include "adapters/telegram/updates/answer_body.hpp"
#include "adapters/telegram/updates/inbound.hpp"
#include "adapters/telegram/updates/update_list.hpp"
#include "adapters/telegram/updates/update_reader.hpp"

#include "tests/adapters/telegram/updates/update_samples.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using Json = nlohmann::json;

const std::vector<std::string>& samples() {
    static const std::vector<std::string> all{
        update_json(
            "message",
            message_json(R"("text":"@desk_bot 😀","entities":[{"type":"mention","offset":0,)"
                         R"("length":9}],"reply_to_message":{"message_id":3},"is_topic_message":)"
                         R"(true,"message_thread_id":2)",
                         forum_json)),
        update_json("message", message_json(R"("photo":[{"file_id":"P","width":1,"height":2}],)"
                                            R"("caption":"c","media_group_id":"1")")),
        update_json("message", message_json(R"("poll":{"question":"q","options":[{"text":"a"}]})")),
        update_json("message", message_json(R"("rich_message":{"blocks":[{"type":"table","cells":)"
                                            R"([[{"text":["a",{"text":"b"}]}]]}]})")),
        update_json("edited_message", message_json(R"("text":"y","edit_date":1704067260)")),
        update_json("callback_query", R"({"id":"1","data":"x","from":)" + std::string{ana_json} +
                                          R"(,"message":{"message_id":9,"date":0,"chat":)" +
                                          std::string{forum_json} + "}}"),
        update_json("my_chat_member",
                    R"({"date":1,"chat":)" + std::string{private_chat_json} +
                        R"(,"new_chat_member":{"status":"kicked","user":{"id":77}}})"),
        update_json("message_reaction",
                    R"({"message_id":3,"date":9,"chat":)" + std::string{forum_json} +
                        ",\"user\":" + std::string{ana_json} +
                        R"(,"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"👍"}]})")};
    return all;
}

/// What may stand where something else should.
Json strange() {
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<std::int64_t>();
    case 2:
        return *rc::gen::element(1e308, -1.5, 0.0);
    case 3:
        return *rc::gen::arbitrary<bool>();
    case 4:
        return *rc::gen::element<std::string>("", "x", "💥", std::string("\0", 1), "/a@b",
                                              "private");
    case 5:
        return Json::array({1, "x", nullptr});
    case 6:
        return Json{{"id", 1}, {"text", "y"}};
    case 7:
        return Json::object();
    default:
        return std::numeric_limits<std::uint64_t>::max();
    }
}

/// Changes, removes or adds something somewhere within.
void mutate(Json& value) {
    if (!value.is_structured() || value.empty() || *rc::gen::inRange(0, 6) == 0) {
        value = strange();
        return;
    }
    auto item = value.begin();
    std::advance(item,
                 *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(value.size())));
    if (*rc::gen::inRange(0, 8) == 0)
        value.erase(item);
    else
        mutate(*item);
}

/// Reads as the session does, and looks whether all that comes out is fit to be stored.
std::vector<Meaning> read_all(const std::string& bytes) {
    RoomMap rooms;
    rooms.set("@staff", -1'001'000'000'001);
    Inbound inbound{"tg", true, rooms};
    inbound.set_us({.id = 77, .username = "desk_bot"});
    std::vector<Meaning> meanings;
    const auto answer = read_answer(bytes);
    if (!answer) return meanings;
    for (const std::string_view json : split_updates(answer->result, answer->is_whole).updates) {
        auto read = read_update(json);
        if (const auto* unreadable = std::get_if<UnreadableUpdate>(&read)) {
            RC_ASSERT(is_valid_utf8(unreadable->raw));
            RC_ASSERT(unreadable->raw.size() <= raw_bytes_max);
            continue;
        }
        meanings.push_back(inbound.read(std::get<Update>(std::move(read)), {}));
        for (const chat::Event& event : meanings.back().events) {
            RC_ASSERT(is_valid_utf8(event.key));
            const auto* said = std::get_if<chat::MessageReceived>(&event.body);
            if (said == nullptr) continue;
            RC_ASSERT(is_valid_utf8(said->text) && is_valid_utf8(said->html));
            RC_ASSERT(is_valid_utf8(said->author.name));
            RC_ASSERT(std::ranges::none_of(said->text + said->author.name, [](unsigned char c) {
                return c < ' ' && c != '\n' && c != '\t';
            }));
        }
    }
    return meanings;
}

std::string answer_with(const std::vector<std::string>& updates) {
    std::string bytes = R"({"ok":true,"result":[)";
    for (const std::string& update : updates)
        bytes += (bytes.ends_with('[') ? "" : ",") + update;
    return bytes + "]}";
}

const std::string good = R"({"update_id":8,"message":{"message_id":1,"date":5,"text":"good",)"
                         R"("chat":{"id":5,"type":"private"},"from":{"id":5,"first_name":"B"}}})";

bool is_good(const Meaning& meaning) {
    return meaning.events.size() == 1 &&
           std::holds_alternative<chat::MessageReceived>(meaning.events[0].body) &&
           std::get<chat::MessageReceived>(meaning.events[0].body).text == "good";
}

TEST(UpdateMutations, values_of_any_kind_anywhere_cost_the_neighbours_nothing) {
    rc::check([] {
        Json sample = Json::parse(*rc::gen::elementOf(samples()));
        const int times = *rc::gen::inRange(1, 5);
        for (int i = 0; i < times; ++i)
            mutate(sample);
        const auto meanings = read_all(answer_with({good, sample.dump(), good}));
        RC_ASSERT(std::ranges::count_if(meanings, is_good) == 2);
    });
}

TEST(UpdateMutations, bytes_of_any_kind_anywhere_never_throw) {
    rc::check([] {
        std::string bytes = answer_with({good, *rc::gen::elementOf(samples()), good});
        const int times = *rc::gen::inRange(1, 6);
        for (int i = 0; i < times; ++i)
            bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] =
                *rc::gen::element('"', '\\', '{', '}', '[', ']', ',', ':', '\xff', '\0', '9', 'u');
        bytes.resize(*rc::gen::oneOf(rc::gen::just(bytes.size()),
                                     rc::gen::inRange<std::size_t>(0, bytes.size())));
        read_all(bytes);
    });
}

TEST(UpdateMutations, a_broken_update_costs_only_itself) {
    rc::check([] {
        std::string broken = *rc::gen::elementOf(samples());
        // Its beginning stays: the server writes that, nobody else.
        broken.resize(*rc::gen::inRange<std::size_t>(std::string_view{R"({"update_id":7,)"}.size(),
                                                     broken.size()));
        const auto meanings = read_all(answer_with({good, broken, good}));
        RC_ASSERT(std::ranges::count_if(meanings, is_good) == 2);
    });
}

} // namespace
} // namespace peerdesk::telegram
