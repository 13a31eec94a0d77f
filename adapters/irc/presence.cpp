// SPDX-License-Identifier: MIT
#include "adapters/irc/presence.hpp"

#include <algorithm>

namespace peerdesk::irc {
namespace {

/// Marks our WHOX answers among others'.
constexpr std::string_view whox_token = "152";
/// token, channel, user, host, nick, flags, account: the order is fixed (ircu's WHOX).
constexpr std::string_view whox_fields = "%tcuhnfa,152";

} // namespace

void Presence::on_line(const IrcMessage& message) {
    if (message.source.user.empty() || !link_.has("account-tag")) return;
    User* user = roster_.find(message.source.nick);
    if (user != nullptr && user->is_unbroken && message.has_tag("account"))
        roster_.set_account(*user, message.tag("account"));
}

void Presence::on_join(const IrcMessage& message) {
    const std::string_view channel = message.param(0);
    if (link_.is_self(message.source.nick)) return roster_.enter(channel);
    User* known = roster_.find(message.source.nick);
    // A stranger of that name from elsewhere: not the one who wrote to us before.
    if (known != nullptr && !known->is_unbroken && known->channels.empty() &&
        (known->host != message.source.host || known->user != message.source.user))
        roster_.forget(*known);
    User& user = roster_.see(message.source);
    roster_.join(user, channel);
    if (link_.has("extended-join") && message.params.size() > 1)
        roster_.set_account(user, message.param(1));
    else if (message.has_tag("account"))
        roster_.set_account(user, message.tag("account"));
    else
        user.is_account_known = user.is_account_known && user.channels.size() > 1;
}

void Presence::on_part(const IrcMessage& message) {
    if (link_.is_self(message.source.nick)) return roster_.leave_channel(message.param(0));
    User* user = roster_.find(message.source.nick);
    if (user != nullptr) roster_.leave(*user, message.param(0));
}

void Presence::on_kick(const IrcMessage& message) {
    if (link_.is_self(message.param(1))) return roster_.leave_channel(message.param(0));
    User* user = roster_.find(message.param(1));
    if (user != nullptr) roster_.leave(*user, message.param(0));
}

void Presence::on_quit(const IrcMessage& message) {
    const bool is_kill = message.command == "KILL";
    User* user = roster_.find(is_kill ? message.param(0) : message.source.nick);
    if (user != nullptr) roster_.forget(*user);
}

void Presence::on_nick(const IrcMessage& message) {
    if (link_.is_self(message.source.nick)) return;
    User* user = roster_.find(message.source.nick);
    if (user != nullptr) roster_.rename(*user, message.param(0));
}

void Presence::on_account(const IrcMessage& message) {
    User* user = roster_.find(message.source.nick);
    if (user != nullptr) roster_.set_account(*user, message.param(0));
}

void Presence::on_chghost(const IrcMessage& message) {
    if (link_.is_self(message.source.nick)) {
        link_.self.user = message.param(0);
        link_.self.host = message.param(1);
        return;
    }
    User* user = roster_.find(message.source.nick);
    if (user == nullptr) return;
    user->user = message.param(0);
    user->host = message.param(1);
}

void Presence::on_names(const IrcMessage& message) {
    const std::string_view channel = message.param(2);
    if (!roster_.are_we_in(link_.fold(channel))) return; // somebody asked NAMES of another one
    std::string_view list = message.last_param();
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        const Source source = parse_source(link_.support.without_prefix_marks(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
        if (source.nick.empty() || link_.is_self(source.nick)) continue;
        roster_.join(roster_.see(source), channel);
    }
}

void Presence::on_end_of_names(const IrcMessage& message) {
    if (!link_.has_accounts() || !link_.support.has("WHOX")) return;
    if (!roster_.are_we_in(link_.fold(message.param(1)))) return;
    link_.send_in_turn({"WHO", message.param(1), whox_fields});
}

void Presence::on_whox(const IrcMessage& message) {
    if (message.params.size() < 8 || message.param(1) != whox_token) return;
    const std::string_view nick = message.param(5);
    if (link_.is_self(nick)) {
        link_.self.user = message.param(3);
        link_.self.host = message.param(4);
        return;
    }
    User* user = roster_.find(nick);
    if (user == nullptr) return;
    user->user = message.param(3);
    user->host = message.param(4);
    const std::string_view bot = link_.support.value("BOT").substr(0, 1);
    if (!bot.empty() && message.param(6).find(bot) != std::string_view::npos) user->is_bot = true;
    roster_.set_account(*user, message.param(7));
}

} // namespace peerdesk::irc
