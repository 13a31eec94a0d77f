// SPDX-License-Identifier: MIT
#include "adapters/irc/nick_keeper.hpp"

#include <chrono>

namespace peerdesk::irc {
namespace {

constexpr std::size_t numbered_nicks = 7; ///< tried after the configured ones and "nick_"
constexpr std::size_t regain_tries_max = 10;
constexpr std::chrono::seconds regain_first{60}; ///< the next waits are 2, 3, 4 ... times as long

} // namespace

NickKeeper::NickKeeper(LinkState& link) : link_(link) {
    candidates_.push_back(link.config.nick);
    for (const std::string& nick : link.config.alternative_nicks)
        candidates_.push_back(nick);
    candidates_.push_back(link.config.nick + '_');
    for (std::size_t i = 2; i < 2 + numbered_nicks; ++i)
        candidates_.push_back(link.config.nick + std::to_string(i));
}

void NickKeeper::start() {
    link_.self.nick = candidates_.front();
    link_.send_now({"NICK", candidates_.front()});
}

void NickKeeper::on_refused() {
    if (link_.is_registered) return plan_regain(); // a try to regain; we keep what we have
    ++candidate_;
    if (candidate_ >= candidates_.size()) {
        link_.find(FindingCode::nick_refused, candidates_.back());
        return link_.close(ClosingKind::nick_unusable, "no nick was accepted");
    }
    link_.self.nick = candidates_[candidate_];
    link_.send_now({"NICK", candidates_[candidate_]});
}

void NickKeeper::on_welcome(std::string_view nick) {
    link_.self.nick = nick;
    link_.find(FindingCode::registered, std::string{nick});
    if (has_wanted()) return;
    link_.find(FindingCode::nick_taken, std::string{nick});
    plan_regain();
}

void NickKeeper::on_own_rename(std::string_view nick) {
    link_.self.nick = nick;
    if (has_wanted())
        regain_at_.reset();
    else if (!regain_at_)
        plan_regain();
}

void NickKeeper::on_freed(std::string_view nick) {
    if (!regain_at_ || !link_.is_same(nick, link_.config.nick)) return;
    try_regain();
}

void NickKeeper::tick() {
    if (regain_at_ && link_.now.steady >= *regain_at_) try_regain();
}

bool NickKeeper::has_wanted() const {
    return link_.is_self(link_.config.nick);
}

void NickKeeper::plan_regain() {
    if (has_wanted() || regain_count_ >= regain_tries_max) {
        regain_at_.reset();
        return;
    }
    regain_at_ = link_.now.steady + regain_first * static_cast<int>(regain_count_ + 1);
}

void NickKeeper::try_regain() {
    ++regain_count_;
    link_.send_in_turn({"NICK", link_.config.nick});
    plan_regain();
}

} // namespace peerdesk::irc
