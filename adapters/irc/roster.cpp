// SPDX-License-Identifier: MIT
#include "adapters/irc/roster.hpp"

#include "adapters/irc/text_cleaning.hpp"

#include <algorithm>

namespace peerdesk::irc {
namespace {

/// People who write to us without sharing a channel; beyond this the longest silent is forgotten.
constexpr std::size_t strangers_max = 500;

} // namespace

std::string account_identity(const LinkState& link, std::string_view account) {
    return std::string{account_prefix} + clean_text(link.fold(account));
}

User* Roster::find(std::string_view nick) {
    const auto found = by_nick_.find(link_.fold(nick));
    return found == by_nick_.end() ? nullptr : found->second.get();
}

User& Roster::see(const Source& source) {
    User* user = find(source.nick);
    if (user == nullptr) {
        keep_strangers_few();
        auto made = std::make_unique<User>();
        user = made.get();
        user->nick = source.nick;
        by_nick_.emplace(link_.fold(source.nick), std::move(made));
    }
    if (!source.user.empty()) user->user = source.user;
    if (!source.host.empty()) user->host = source.host;
    return *user;
}

void Roster::join(User& user, std::string_view channel) {
    if (user.channels.empty() && user.guest_id.empty()) user.is_unbroken = true;
    user.channels.insert(link_.fold(channel));
}

void Roster::leave(User& user, std::string_view channel) {
    if (user.channels.erase(link_.fold(channel)) > 0 && user.channels.empty()) forget(user);
}

void Roster::leave_channel(std::string_view channel) {
    const std::string folded = link_.fold(channel);
    our_channels_.erase(folded);
    std::vector<User*> present;
    for (const auto& [nick, user] : by_nick_)
        if (user->channels.contains(folded)) present.push_back(user.get());
    for (User* user : present)
        leave(*user, folded);
}

void Roster::rename(User& user, std::string_view nick) {
    User* holder = find(nick);
    if (holder != nullptr && holder != &user) forget(*holder); // a sight that had silently ended
    auto node = by_nick_.extract(link_.fold(user.nick));
    user.nick = nick;
    // The server watches nicks, not people.
    if (user.watch != Watch::none && user.channels.empty()) user.is_unbroken = false;
    user.watch = Watch::none;
    node.key() = link_.fold(nick);
    by_nick_.insert(std::move(node));
}

void Roster::drop_from_account(User& user) {
    const auto found = by_account_.find(account_identity(link_, user.account));
    if (user.account.empty() || found == by_account_.end()) return;
    std::erase(found->second, &user);
    if (found->second.empty()) by_account_.erase(found);
}

void Roster::set_account(User& user, std::string_view account) {
    if (account == "*" || account == "0") account = {};
    const bool is_change = !link_.is_same(user.account, account);
    user.is_account_known = true;
    if (!is_change) return;
    drop_from_account(user);
    user.account = account;
    if (account.empty()) return;
    std::vector<User*>& users = by_account_[account_identity(link_, account)];
    users.push_back(&user);
    if (users.size() == 1 && link_.is_up) announce(user);
}

void Roster::announce(const User& user) {
    link_.emit(chat::IdentitySeen{account_identity(link_, user.account), clean_text(user.nick)});
}

void Roster::announce_accounts() {
    for (const auto& [account, users] : by_account_)
        announce(*users.front());
}

void Roster::forget(User& user) {
    drop_from_account(user);
    if (!user.guest_id.empty()) {
        by_guest_.erase(user.guest_id);
        link_.emit(chat::IdentityLost{user.guest_id});
    }
    if (user.watch != Watch::none) link_.send_in_turn({"MONITOR", "-", user.nick});
    by_nick_.erase(link_.fold(user.nick));
}

void Roster::forget_all() {
    for (const auto& [guest, user] : by_guest_)
        link_.emit(chat::IdentityLost{guest});
    by_guest_.clear();
    by_account_.clear();
    by_nick_.clear();
    our_channels_.clear();
}

chat::Author Roster::author_of(User& user) {
    chat::Author author;
    author.name = clean_text(user.nick);
    author.is_bot = user.is_bot;
    if (!user.account.empty()) {
        author.id = account_identity(link_, user.account);
        return author;
    }
    if (user.guest_id.empty()) {
        user.guest_id = std::string{guest_prefix} + std::to_string(link_.epoch) + '.' +
                        std::to_string(++guest_number_);
        by_guest_.emplace(user.guest_id, &user);
    }
    author.id = user.guest_id;
    author.kind = chat::IdentityKind::guest;
    return author;
}

User* Roster::resolve(std::string_view identity) {
    if (identity.starts_with(guest_prefix)) {
        const auto found = by_guest_.find(identity);
        return found == by_guest_.end() ? nullptr : found->second;
    }
    const auto found = by_account_.find(identity);
    if (found == by_account_.end()) return nullptr;
    return *std::ranges::max_element(found->second, {}, [](const User* user) {
        return std::pair{user->is_unbroken, user->heard_at};
    });
}

/// Only channels bound the number of the others, so people outside them are counted now and then.
void Roster::keep_strangers_few() {
    if (++strangers_ < strangers_max) return;
    std::vector<User*> strangers;
    for (const auto& [nick, user] : by_nick_)
        if (user->channels.empty()) strangers.push_back(user.get());
    strangers_ = strangers.size();
    if (strangers_ < strangers_max) return;
    forget(**std::ranges::min_element(strangers, {}, &User::heard_at));
    --strangers_;
}

} // namespace peerdesk::irc
