// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/reaction_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/people_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t signs_max = 64;
constexpr std::size_t sign_bytes_max = 64;

/// A sign as people see it, and what tells it from others of the same look.
struct Sign {
    std::string shown;
    std::string own;
    bool operator==(const Sign&) const = default;
};

std::vector<Sign> signs_in(JsonView list) {
    std::vector<Sign> signs;
    for (const JsonView item : list.items(signs_max)) {
        const bool is_emoji = item["type"].text() == "emoji";
        Sign sign{.shown = clean_line(is_emoji ? item["emoji"].text() : item["type"].text(),
                                      sign_bytes_max),
                  .own = std::string{item["custom_emoji_id"].text()}};
        if (!sign.shown.empty()) signs.push_back(std::move(sign));
    }
    return signs;
}

} // namespace

std::optional<MessageReaction> read_reaction(JsonView reaction) {
    auto chat = read_chat(reaction["chat"]);
    const auto message = reaction["message_id"].integer();
    if (!chat || !message || *message <= 0) return std::nullopt;
    MessageReaction found;
    found.chat = std::move(*chat);
    found.message = *message;
    found.user = read_user(reaction["user"]);
    found.actor_chat = read_chat(reaction["actor_chat"]);
    found.date = reaction["date"].integer().value_or(0);
    const std::vector<Sign> before = signs_in(reaction["old_reaction"]);
    for (Sign& sign : signs_in(reaction["new_reaction"]))
        if (std::ranges::find(before, sign) == before.end())
            found.added.push_back(std::move(sign.shown));
    return found;
}

} // namespace peerdesk::telegram
