// SPDX-License-Identifier: MIT
// Who is visible on this connection, and which stable identity stands behind each nick. An account
// is an identity for ever; a guest is one while seen without a break, and never again after that.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

enum class Watch {
    none,
    asked,   ///< MONITOR was sent, its answer is awaited
    watched, ///< the server tells us the moment this nick goes
};

struct User {
    std::string nick;
    std::string user;    ///< empty until seen
    std::string host;    ///< empty until seen
    std::string account; ///< empty: none, or not known
    bool is_account_known = false;
    bool is_bot = false;
    std::string guest_id;           ///< given when first needed; kept until the sight ends
    std::set<std::string> channels; ///< folded; those we are in too
    Watch watch = Watch::none;
    /// In a channel with us (or watched) ever since we know them: nobody can have taken the nick.
    bool is_unbroken = false;
    std::int64_t signed_on = 0;    ///< from WHOIS; 0: not known
    net::SteadyTime heard_at{};    ///< their last message to us
    net::SteadyTime verified_at{}; ///< the last WHOIS that fitted
};

/// The prefixes of Author::id.
inline constexpr std::string_view account_prefix = "a:";
inline constexpr std::string_view guest_prefix = "g:";

/// "a:" and the folded account.
[[nodiscard]] std::string account_identity(const LinkState& link, std::string_view account);

class Roster {
  public:
    explicit Roster(LinkState& link) : link_(link) {}

    [[nodiscard]] User* find(std::string_view nick);
    /// The user behind `source`, made if need be; user and host are kept where they are given.
    User& see(const Source& source);
    void join(User& user, std::string_view channel);
    /// May end the sight of `user`, who is gone then.
    void leave(User& user, std::string_view channel);
    /// We left `channel`: so did everybody in it, as far as we can see.
    void leave_channel(std::string_view channel);
    void rename(User& user, std::string_view nick);
    /// An empty account means: known to have none.
    void set_account(User& user, std::string_view account);
    /// The sight ends: a guest of that name is lost for good.
    void forget(User& user);
    void forget_all();

    /// Who says what `user` says now. Gives a guest their id.
    [[nodiscard]] chat::Author author_of(User& user);
    /// The user behind a direct place's id; of several with one account whoever spoke last.
    [[nodiscard]] User* resolve(std::string_view identity);

    void enter(std::string_view channel) { our_channels_.insert(link_.fold(channel)); }
    [[nodiscard]] bool are_we_in(std::string_view folded_channel) const {
        return our_channels_.contains(folded_channel);
    }
    /// The link came up: everybody whose account is visible can be reached again.
    void announce_accounts();
    [[nodiscard]] std::size_t size() const { return by_nick_.size(); }

  private:
    void announce(const User& user);
    void drop_from_account(User& user);
    void keep_strangers_few();

    LinkState& link_;
    std::map<std::string, std::unique_ptr<User>, std::less<>> by_nick_; ///< folded nick
    std::map<std::string, std::vector<User*>, std::less<>> by_account_; ///< account identity
    std::map<std::string, User*, std::less<>> by_guest_;                ///< guest id
    std::set<std::string, std::less<>> our_channels_;                   ///< folded
    std::size_t strangers_ = 0; ///< users made outside any channel, at most
    std::uint64_t guest_number_ = 0;
};

} // namespace peerdesk::irc
