// SPDX-License-Identifier: MIT
// Looks at the world, and what goes wrong with the server.
#include "tests/fakes/telegram/control.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <map>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

using Act = Json (*)(World&, const Json&);

Json chat(World& world, const Json& arguments) {
    const Chat& shown = world.chat(arguments.at("id").get<std::int64_t>());
    Json messages = Json::array();
    for (const Message& message : shown.messages) {
        Json reactions = Json::object();
        for (const auto& [user, list] : message.reactions)
            reactions[std::to_string(user)] = list;
        messages.push_back({{"message", message.json},
                            {"earlier", message.earlier},
                            {"is_deleted", message.is_deleted},
                            {"reactions", reactions}});
    }
    Json topics = Json::array();
    for (const auto& [id, topic] : shown.topics) {
        topics.push_back({{"id", id},
                          {"name", topic.name},
                          {"is_closed", topic.is_closed},
                          {"is_deleted", topic.is_deleted}});
    }
    return {{"chat", shown.json}, {"messages", messages}, {"topics", topics}};
}

Json calls(World& world, const Json& arguments) {
    const std::string method = arguments.value("method", "");
    Json list = Json::array();
    for (const LoggedCall& call : world.log.calls()) {
        if (!method.empty() && call.method != method) continue;
        list.push_back({{"at_ms", call.at_ms},
                        {"method", call.method},
                        {"parameters", call.parameters},
                        {"code", call.code},
                        {"description", call.description},
                        {"result", call.result}});
    }
    return {{"calls", list}};
}

Json counts(World& world, const Json&) {
    Json minutes = Json::object();
    for (const auto& [minute, methods] : world.log.minutes())
        minutes[std::to_string(minute)] = methods;
    return {{"methods", world.log.counts()}, {"minutes", minutes}};
}

Json press_answer(World& world, const Json& arguments) {
    const auto found = world.presses.find(arguments.at("id").get<std::string>());
    if (found == world.presses.end()) throw bad_request("no such press");
    return {{"is_answered", found->second.answer.has_value()},
            {"answer", found->second.answer.value_or(Json{})}};
}

Json add_fault(World& world, const Json& arguments) {
    const auto kind = fault_kind(arguments.value("kind", ""));
    if (!kind) throw bad_request("unknown fault");
    Fault fault;
    fault.kind = *kind;
    fault.method = arguments.value("method", "");
    fault.count = arguments.value("count", 1);
    fault.delay = std::chrono::milliseconds{arguments.value("delay_ms", 0)};
    fault.retry_after = arguments.value("retry_after", std::int64_t{1});
    world.faults.add(std::move(fault));
    return Json::object();
}

Json clear_faults(World& world, const Json&) {
    world.faults.clear();
    return Json::object();
}

Json broken_update(World& world, const Json& arguments) {
    push_broken_update(world, arguments.at("kind").get<std::string>());
    return Json::object();
}

// Bytes as they are; the first '@' becomes the update id.
Json raw_update(World& world, const Json& arguments) {
    world.queue.push_raw(arguments.at("bytes").get<std::string>(), 0, world.now_s());
    world.on_news();
    return Json::object();
}

Json queue(World& world, const Json& arguments) {
    if (arguments.contains("next_id"))
        world.queue.set_next_id(arguments.at("next_id").get<std::int64_t>());
    if (arguments.value("clear", false)) world.queue.clear();
    return {{"size", world.queue.size()},
            {"next_id", world.queue.next_id()},
            {"dropped", world.queue.dropped_count()}};
}

Json settings(World& world, const Json& arguments) {
    Settings& chosen = world.settings;
    const auto take = [&](const char* name, auto& value) { value = arguments.value(name, value); };
    take("can_read_all_group_messages", chosen.can_read_all_group_messages);
    take("has_topics_enabled", chosen.has_topics_enabled);
    take("per_chat_per_second", chosen.flood.per_chat_per_second);
    take("per_group_per_minute", chosen.flood.per_group_per_minute);
    take("in_all_per_second", chosen.flood.in_all_per_second);
    take("keeps_call_log", chosen.keeps_call_log);
    take("slows_repeated_polls", chosen.slows_repeated_polls);
    take("says_topic_deleted", chosen.says_topic_deleted);
    take("must_start_first", chosen.must_start_first);
    take("callback_valid_s", chosen.callback_valid_s);
    if (arguments.contains("latency_ms")) {
        for (const auto& [method, wait] : arguments.at("latency_ms").items())
            chosen.latency[method] = std::chrono::milliseconds{wait.get<int>()};
    }
    return Json::object();
}

Json about(World& world, const Json&) {
    return {{"token", world.settings.token}, {"bot", as_json(world.bot())}};
}

} // namespace

void push_broken_update(World& world, const std::string& name) {
    const std::string begin = R"({"update_id":@,"message":{"message_id":900000,"date":)" +
                              std::to_string(world.now_s()) +
                              R"(,"chat":{"id":1,"type":"private","first_name":"A"},)"
                              R"("from":{"id":1,"is_bot":false,"first_name":"A"},"text":)";
    const std::map<std::string, std::string> all{
        {"invalid_utf8", begin + "\"broken \xC3\x28 \xFF\"}}"},
        {"lone_surrogate", begin + R"("half \ud83d of a pair"}})"},
        {"wrong_type", R"({"update_id":@,"message":{"message_id":"many","date":"today",)"
                       R"("chat":[],"from":7,"text":{"a":1}}})"},
        {"unknown_kind", R"({"update_id":@,"telepathy":{"from":{"id":1},"thought":"hm"}})"},
        {"not_json", R"({"update_id":@,"message":{,}})"}};
    const auto found = all.find(name);
    if (found == all.end()) throw bad_request("unknown broken update");
    world.queue.push_raw(found->second, 0, world.now_s());
    world.on_news();
}

Json control_server(World& world, const std::string& act, const Json& arguments) {
    static const std::map<std::string, Act> acts{{"chat", chat},
                                                 {"calls", calls},
                                                 {"counts", counts},
                                                 {"press_answer", press_answer},
                                                 {"fault", add_fault},
                                                 {"clear_faults", clear_faults},
                                                 {"broken_update", broken_update},
                                                 {"raw_update", raw_update},
                                                 {"queue", queue},
                                                 {"settings", settings},
                                                 {"about", about}};
    const auto found = acts.find(act);
    return found == acts.end() ? Json{} : found->second(world, arguments);
}

} // namespace peerdesk::telegram_fake
