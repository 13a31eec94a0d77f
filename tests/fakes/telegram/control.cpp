// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/control.hpp"

#include "tests/fakes/telegram/control_act.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <map>
#include <utility>
#include <vector>

namespace peerdesk::telegram_fake {
namespace {

std::int64_t chat_of(const Json& arguments) {
    return number(arguments, arguments.contains("chat") ? "chat" : "user");
}

// "kind" makes content of a file that is only told of, or has the bytes of "text_of_file".
Said said_of(People& people, const Json& arguments) {
    Said said;
    said.text = arguments.value("text", "");
    said.entities = arguments.value("entities", Json::array());
    said.topic = number(arguments, "topic");
    said.reply_to = number(arguments, "reply_to");
    said.quote = arguments.value("quote", "");
    said.content = arguments.value("content", Json::object());
    const std::string kind = arguments.value("kind", "");
    if (is_file_kind(kind)) {
        NewFile file;
        file.kind = kind;
        file.name = arguments.value("file_name", "");
        file.mime_type = arguments.value("mime_type", "");
        file.bytes = arguments.value("file_text", "");
        file.size = arguments.value("file_size", std::int64_t{1000});
        said.content = people.file(std::move(file));
    }
    return said;
}

Json add_user(People&, World& world, const Json& arguments) {
    User user;
    user.id = number(arguments, "id");
    user.first_name = arguments.value("first_name", "");
    user.last_name = arguments.value("last_name", "");
    user.username = arguments.value("username", "");
    user.language_code = arguments.value("language_code", "");
    user.is_bot = arguments.value("is_bot", false);
    user.has_started = arguments.value("has_started", false);
    return {{"id", world.add_user(std::move(user)).id}};
}

Json say(People& people, World&, const Json& arguments) {
    return {{"message_id", people.says(number(arguments, "user"), chat_of(arguments),
                                       said_of(people, arguments))}};
}

Json album(People& people, World&, const Json& arguments) {
    std::vector<Said> parts;
    for (const Json& part : arguments.at("parts"))
        parts.push_back(said_of(people, part));
    return {{"message_ids",
             people.sends_album(number(arguments, "user"), chat_of(arguments), std::move(parts))}};
}

Json start(People& people, World&, const Json& arguments) {
    return {
        {"message_id", people.starts(number(arguments, "user"), arguments.value("payload", ""))}};
}

Json edit(People& people, World&, const Json& arguments) {
    people.edits(number(arguments, "user"), chat_of(arguments), number(arguments, "message"),
                 arguments.at("text").get<std::string>());
    return Json::object();
}

Json remove(People& people, World&, const Json& arguments) {
    people.deletes(chat_of(arguments), number(arguments, "message"));
    return Json::object();
}

Json press(People& people, World&, const Json& arguments) {
    return {{"id", people.presses(number(arguments, "user"), chat_of(arguments),
                                  number(arguments, "message"),
                                  arguments.at("data").get<std::string>())}};
}

Json react(People& people, World&, const Json& arguments) {
    people.reacts(number(arguments, "user"), chat_of(arguments), number(arguments, "message"),
                  arguments.at("emoji").get<std::vector<std::string>>());
    return Json::object();
}

Json block(People& people, World&, const Json& arguments) {
    people.blocks(number(arguments, "user"));
    return Json::object();
}

Json unblock(People& people, World&, const Json& arguments) {
    people.unblocks(number(arguments, "user"));
    return Json::object();
}

Json deactivate(People& people, World&, const Json& arguments) {
    people.deactivates(number(arguments, "user"));
    return Json::object();
}

} // namespace

Json control_people(World& world, const std::string& act, const Json& arguments) {
    static const std::map<std::string, PeopleAct> acts{
        {"user", add_user}, {"say", say},         {"album", album},          {"start", start},
        {"edit", edit},     {"delete", remove},   {"press", press},          {"react", react},
        {"block", block},   {"unblock", unblock}, {"deactivate", deactivate}};
    const auto found = acts.find(act);
    if (found == acts.end()) return nullptr;
    People people{world};
    return found->second(people, world, arguments);
}

Json control(World& world, const std::string& act, const Json& arguments) {
    for (const auto half : {control_people, control_groups, control_server}) {
        Json result = half(world, act, arguments);
        if (!result.is_null()) return result;
    }
    throw bad_request("unknown act " + act);
}

} // namespace peerdesk::telegram_fake
