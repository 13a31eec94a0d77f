// SPDX-License-Identifier: MIT
#include "adapters/telegram/command_menu.hpp"

#include "tests/adapters/telegram/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

NetworkConfig with_commands() {
    NetworkConfig config = bot_config();
    config.commands = {{"all_private_chats", "", {{"help", "How it works"}}},
                       {"all_private_chats", "pt", {{"ajuda", "Como funciona"}}},
                       {"@Staff", "", {{"list", "Open questions"}, {"next", "The next one"}}}};
    return config;
}

std::vector<std::string> keys(const SessionRun& run) {
    std::vector<std::string> found;
    for (const auto& entry : run.world.commands)
        found.push_back(entry.first);
    return found;
}

TEST(CommandMenu, each_list_is_set_once) {
    SessionRun run{with_commands()};
    run.rest();
    EXPECT_THAT(keys(run),
                testing::UnorderedElementsAre(R"({"type":"all_private_chats"} )",
                                              R"({"type":"all_private_chats"} pt)",
                                              R"({"chat_id":-1001000000001,"type":"chat"} )"));
    EXPECT_EQ(run.world.commands.at(R"({"type":"all_private_chats"} pt)")[0].at("description"),
              "Como funciona");
    EXPECT_EQ(run.count("setMyCommands"), 3u);
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.count("setMyCommands"), 3u) << "nothing changed";
}

TEST(CommandMenu, a_changed_list_is_set_again_and_a_missing_one_taken_back) {
    SessionRun run{with_commands()};
    run.rest();
    run.config.commands = {{"all_private_chats", "", {{"help", "What I can do"}}}};
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.count("setMyCommands"), 4u);
    EXPECT_EQ(run.count("deleteMyCommands"), 2u);
    EXPECT_THAT(keys(run), SizeIs(1));
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.count("deleteMyCommands"), 2u);
}

TEST(CommandMenu, a_list_follows_its_room_to_another_chat) {
    NetworkConfig config = bot_config();
    config.commands = {{"-4000001", "", {{"list", "Open questions"}}}};
    SessionRun run{config};
    run.rest();
    const auto moved = run.people.upgrades(run.bo, run.group);
    run.pass(5s);
    EXPECT_TRUE(run.world.commands.contains(R"({"chat_id":)" + std::to_string(moved) +
                                            R"(,"type":"chat"} )"))
        << testing::PrintToString(keys(run));
    EXPECT_EQ(run.count("setMyCommands"), 2u);
}

TEST(CommandMenu, a_list_of_a_room_of_before_is_taken_back_there) {
    SessionRun run{with_commands()};
    run.rest();
    run.config.rooms = {"-4000001"};
    run.config.commands = {};
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.count("deleteMyCommands"), 3u);
    EXPECT_THAT(run.details(FindingCode::commands_refused), IsEmpty());
}

TEST(CommandMenu, a_refusal_is_told_and_not_repeated_in_this_run) {
    NetworkConfig config = bot_config();
    config.commands = {{"default", "", {{"BAD NAME", "x"}}}, {"default", "de", {{"hilfe", "x"}}}};
    SessionRun run{config};
    run.pass(1h);
    EXPECT_EQ(run.count("setMyCommands"), 2u);
    EXPECT_EQ(run.details(FindingCode::commands_refused),
              std::vector<std::string>{"commands:default: Bad Request: BOT_COMMAND_INVALID"});
    EXPECT_THAT(keys(run), SizeIs(1));
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.count("setMyCommands"), 3u) << "at the next start";
}

TEST(CommandMenu, is_tried_again_while_the_server_is_in_trouble) {
    NetworkConfig config = bot_config();
    config.commands = {{"default", "", {{"help", "x"}}}};
    SessionRun run{config};
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target != "/setMyCommands") return std::nullopt;
        switch (run.count("setMyCommands")) {
        case 1:
            return page(502, "<html>");
        case 2:
            return refusal(429, "Too Many Requests", R"({"retry_after":20})");
        case 3:
            return refusal(429, "Too Many Requests");
        default:
            return std::nullopt;
        }
    };
    run.pass(15s);
    EXPECT_EQ(run.count("setMyCommands"), 2u);
    run.pass(60s);
    EXPECT_EQ(run.count("setMyCommands"), 4u);
    EXPECT_THAT(keys(run), SizeIs(1));
}

TEST(CommandMenu, words_that_are_no_text_are_sent_all_the_same) {
    NetworkConfig config = bot_config();
    config.commands = {{"", "", {{"help", "broken \xff"}}}};
    SessionRun run{config};
    run.rest();
    EXPECT_EQ(run.count("setMyCommands"), 1u);
    EXPECT_THAT(run.details(FindingCode::commands_refused), IsEmpty());
}

} // namespace
} // namespace peerdesk::telegram
