// SPDX-License-Identifier: MIT
// The acts that make and change groups.
#include "tests/fakes/telegram/control.hpp"
#include "tests/fakes/telegram/control_act.hpp"

#include <map>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

Json add_group(People&, World& world, const Json& arguments) {
    Chat chat;
    chat.id = number(arguments, "id");
    chat.kind =
        arguments.value("kind", "supergroup") == "group" ? ChatKind::group : ChatKind::supergroup;
    chat.title = arguments.value("title", "");
    chat.username = arguments.value("username", "");
    chat.is_forum = arguments.value("is_forum", false);
    chat.is_protected = arguments.value("is_protected", false);
    for (const Json& member : arguments.value("members", Json::array()))
        chat.members[member.get<std::int64_t>()] = {};
    Member bot;
    bot.rights = arguments.value("rights", Json::object());
    bot.status = bot.rights.empty() ? "member" : "administrator";
    if (arguments.value("with_bot", true)) chat.members[world.bot_id()] = std::move(bot);
    return {{"id", world.add_chat(std::move(chat)).id}};
}

// Who is added, removed or promoted: "who", and the bot where it is not said.
std::int64_t whom(World& world, const Json& arguments) {
    return arguments.contains("who") ? number(arguments, "who") : world.bot_id();
}

Json join(People& people, World&, const Json& arguments) {
    people.joins(number(arguments, "user"), number(arguments, "chat"));
    return Json::object();
}

Json leave(People& people, World&, const Json& arguments) {
    people.leaves(number(arguments, "user"), number(arguments, "chat"));
    return Json::object();
}

Json add(People& people, World& world, const Json& arguments) {
    people.adds(number(arguments, "user"), number(arguments, "chat"), whom(world, arguments));
    return Json::object();
}

Json kick(People& people, World& world, const Json& arguments) {
    people.removes(number(arguments, "user"), number(arguments, "chat"), whom(world, arguments));
    return Json::object();
}

Json promote(People& people, World& world, const Json& arguments) {
    people.promotes(number(arguments, "user"), number(arguments, "chat"), whom(world, arguments),
                    arguments.value("rights", Json::object()));
    return Json::object();
}

Json upgrade(People& people, World&, const Json& arguments) {
    return {{"id", people.upgrades(number(arguments, "user"), number(arguments, "chat"))}};
}

Json topics(People& people, World&, const Json& arguments) {
    people.switches_topics(number(arguments, "chat"), arguments.value("on", true));
    return Json::object();
}

Json create(People& people, World&, const Json& arguments) {
    return {{"topic", people.creates_topic(number(arguments, "user"), number(arguments, "chat"),
                                           arguments.at("name").get<std::string>())}};
}

Json rename(People& people, World&, const Json& arguments) {
    people.renames_topic(number(arguments, "user"), number(arguments, "chat"),
                         number(arguments, "topic"), arguments.at("name").get<std::string>());
    return Json::object();
}

Json close(People& people, World&, const Json& arguments) {
    people.closes_topic(number(arguments, "user"), number(arguments, "chat"),
                        number(arguments, "topic"));
    return Json::object();
}

Json reopen(People& people, World&, const Json& arguments) {
    people.reopens_topic(number(arguments, "user"), number(arguments, "chat"),
                         number(arguments, "topic"));
    return Json::object();
}

Json remove(People& people, World&, const Json& arguments) {
    people.deletes_topic(number(arguments, "chat"), number(arguments, "topic"));
    return Json::object();
}

} // namespace

Json control_groups(World& world, const std::string& act, const Json& arguments) {
    static const std::map<std::string, PeopleAct> acts{
        {"group", add_group},     {"join", join},
        {"leave", leave},         {"add", add},
        {"kick", kick},           {"promote", promote},
        {"upgrade", upgrade},     {"topics", topics},
        {"create_topic", create}, {"rename_topic", rename},
        {"close_topic", close},   {"reopen_topic", reopen},
        {"delete_topic", remove}};
    const auto found = acts.find(act);
    if (found == acts.end()) return nullptr;
    People people{world};
    return found->second(people, world, arguments);
}

} // namespace peerdesk::telegram_fake
