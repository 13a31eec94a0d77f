// SPDX-License-Identifier: MIT
#include "tests/servers/telegram_community.hpp"

#include "tests/servers/waiting.hpp"

#include <stdexcept>
#include <vector>

namespace peerdesk::servers {

using namespace std::chrono_literals;
using telegram_fake::Chat;
using telegram_fake::ChatKind;
using telegram_fake::Json;
using telegram_fake::LoggedCall;
using telegram_fake::Member;
using telegram_fake::Topic;
using telegram_fake::User;
using telegram_fake::World;

namespace {

constexpr auto topic_wait = 15s;

std::int64_t add_user(World& world, std::string_view name, bool has_started) {
    User user;
    user.first_name = name;
    user.has_started = has_started;
    return world.add_user(std::move(user)).id;
}

std::int64_t add_chat(World& world, Chat chat, const std::vector<std::int64_t>& members) {
    chat.members.try_emplace(world.bot_id());
    for (const std::int64_t member : members)
        chat.members[member] = {};
    return world.add_chat(std::move(chat)).id;
}

Chat chat_named(ChatKind kind, std::string_view title) {
    Chat chat;
    chat.kind = kind;
    chat.title = title;
    return chat;
}

Chat staff_chat(World& world, TelegramWorld::Staff kind) {
    if (kind == TelegramWorld::Staff::group) return chat_named(ChatKind::group, "Staff");
    Chat chat = chat_named(ChatKind::supergroup, "Staff");
    if (kind == TelegramWorld::Staff::supergroup) return chat;
    chat.is_forum = true;
    chat.members[world.bot_id()] = {"administrator", Json{{"can_manage_topics", true},
                                                          {"can_delete_messages", true},
                                                          {"can_pin_messages", true}}};
    return chat;
}

} // namespace

TelegramCommunity::TelegramCommunity(const TelegramWorld& wanted)
    : server(wanted.server), token_(wanted.server.token) {
    server.with_world([&](World& world) {
        ana = add_user(world, "Ana", false);
        ben = add_user(world, "Ben", false);
        bo = add_user(world, "Bo", true);
        chi = add_user(world, "Chi", true);
        cora = add_user(world, "Cora", true);
        Chat open = chat_named(ChatKind::supergroup, "Help");
        open.username = "peer_help";
        help.chat = add_chat(world, std::move(open), {bo, chi, cora});
        staff.chat = add_chat(world, staff_chat(world, wanted.staff), {bo, chi, cora});
        coordinators.chat =
            add_chat(world, chat_named(ChatKind::supergroup, "Coordinators"), {cora});
    });
}

TelegramPlan TelegramCommunity::network() const {
    TelegramPlan plan;
    plan.api_url = server.url();
    plan.token = token_;
    return plan;
}

DeskPlan TelegramCommunity::plan() const {
    return {.telegram_networks = {network()},
            .responders = {telegram_id(bo), telegram_id(chi)},
            .coordinators = {telegram_id(cora)},
            .public_rooms = {telegram_id(help.chat)},
            .staff_rooms = {telegram_id(staff.chat)},
            .coordinator_rooms = {telegram_id(coordinators.chat)}};
}

std::int64_t TelegramCommunity::add_person(std::string_view name, std::string_view language) {
    return server.with_world([&](World& world) {
        User user;
        user.first_name = name;
        user.language_code = language;
        return world.add_user(std::move(user)).id;
    });
}

std::int64_t TelegramCommunity::add_group(std::string_view title,
                                          const std::vector<std::int64_t>& members) {
    return server.with_world([&](World& world) {
        return add_chat(world, chat_named(ChatKind::supergroup, title), members);
    });
}

TelegramPlace TelegramCommunity::topic_of(int ticket) {
    const std::string title = "Question " + std::to_string(ticket) + " (";
    TelegramPlace found;
    const bool is_there = eventually(topic_wait, [&] {
        found = server.with_world([&](World& world) {
            TelegramPlace place;
            for (const auto& [id, topic] : world.chat(staff.chat).topics)
                if (topic.name.starts_with(title) && !topic.is_deleted) place = {staff.chat, id};
            return place;
        });
        return found.topic != 0;
    });
    if (!is_there) throw std::runtime_error("no topic " + title);
    return found;
}

Topic TelegramCommunity::topic(TelegramPlace place) {
    return server.with_world(
        [&](World& world) { return world.chat(place.chat).topics.at(place.topic); });
}

bool TelegramCommunity::becomes_closed(TelegramPlace place, bool is_closed) {
    return eventually(topic_wait, [&] { return topic(place).is_closed == is_closed; });
}

std::vector<LoggedCall> TelegramCommunity::calls(const std::string& method) {
    return server.with_world([&](World& world) { return world.log.calls_of(method); });
}

std::size_t TelegramCommunity::call_count(const std::string& method) {
    return server.with_world([&](World& world) { return world.log.count(method); });
}

std::string telegram_id(std::int64_t id) {
    return "tg:" + std::to_string(id);
}

} // namespace peerdesk::servers
