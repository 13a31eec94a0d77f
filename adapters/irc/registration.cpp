// SPDX-License-Identifier: MIT
#include "adapters/irc/registration.hpp"

#include <chrono>

namespace peerdesk::irc {
namespace {

/// InspIRCd 3 says nothing when services come back for the second time, so we ask.
constexpr std::chrono::seconds ask_for_services_every{20};

} // namespace

void Registration::start() {
    const NetworkConfig& config = link_.config;
    deadline_ = link_.now.steady + config.register_timeout;
    caps_.start();
    if (!config.server_password.empty()) link_.send_now({"PASS", config.server_password});
    nick_.start();
    const std::string& username = config.username.empty() ? config.nick : config.username;
    const std::string& realname = config.realname.empty() ? config.nick : config.realname;
    link_.send_now({"USER", username, "0", "*", realname});
}

void Registration::advance() {
    if (!caps_.is_settled()) return;
    login_.advance();
    if (login_.is_running() || is_cap_ended_ || link_.closing) return;
    is_cap_ended_ = true;
    if (!link_.is_registered) link_.send_now({"CAP", "END"});
}

void Registration::on_welcome(const IrcMessage& message) {
    if (link_.is_registered) return;
    link_.is_registered = true;
    nick_.on_welcome(message.param(0));
    if (!caps_.is_settled()) caps_.on_unsupported();
    is_cap_ended_ = true;
    ask_again_at_ = link_.now.steady + ask_for_services_every;
    advance();
}

void Registration::on_server_info(const IrcMessage& message) {
    has_user_mode_b_ = message.param(3).find('B') != std::string_view::npos;
}

void Registration::on_end_of_greeting() {
    if (is_greeted_) return;
    is_greeted_ = true;
    // "BOT=<letter>" says how a bot marks itself (bot-mode.md). ngIRCd has the mode but no token.
    std::string mode{link_.support.value("BOT").substr(0, 1)};
    if (mode.empty() && has_user_mode_b_) mode = "B";
    if (!mode.empty()) link_.send_in_turn({"MODE", link_.self.nick, "+" + mode});
    if (!link_.has("message-tags")) link_.find(FindingCode::no_message_tags);
    if (!link_.has_accounts()) link_.find(FindingCode::no_accounts);
}

void Registration::on_unknown_command(const IrcMessage& message) {
    if (message.param(1) != "CAP" || caps_.is_settled()) return;
    caps_.on_unsupported();
    is_cap_ended_ = true; // a server without CAP needs no CAP END
    advance();
}

void Registration::tick() {
    const auto wake = next_wake();
    if (!wake || link_.now.steady < *wake) return;
    if (link_.is_registered) {
        ask_again_at_ = link_.now.steady + ask_for_services_every;
        return caps_.start();
    }
    link_.find(FindingCode::registration_timeout);
    link_.close(ClosingKind::not_registered, "registration timed out");
}

std::optional<net::SteadyTime> Registration::next_wake() const {
    if (!link_.is_registered) return deadline_;
    if (login_.is_waiting()) return ask_again_at_;
    return std::nullopt;
}

} // namespace peerdesk::irc
