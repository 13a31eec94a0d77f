// SPDX-License-Identifier: MIT
#include "adapters/irc/sasl_login.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace peerdesk::irc {
namespace {

constexpr std::size_t chunk_bytes = 400;
constexpr std::chrono::seconds answer_within{15};

std::string to_base64(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= left ? digits[group >> (18 - 6 * k) & 63U] : '=';
    }
    return text;
}

/// Whether a list like "PLAIN,EXTERNAL" names PLAIN; an empty list says nothing, so it might.
bool allows_plain(std::string_view list) {
    if (list.empty()) return true;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (list.substr(0, end) == "PLAIN") return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

} // namespace

std::vector<std::string> authenticate_chunks(std::string_view payload) {
    const std::string text = to_base64(payload);
    std::vector<std::string> chunks;
    for (std::size_t i = 0; i < text.size(); i += chunk_bytes)
        chunks.push_back(text.substr(i, chunk_bytes));
    if (text.size() % chunk_bytes == 0) chunks.emplace_back("+");
    return chunks;
}

void SaslLogin::advance() {
    if (link_.config.account.empty() || link_.is_logged_in) return;
    if (!link_.has("sasl")) {
        if (state_ != State::waiting) link_.find(FindingCode::sasl_not_offered);
        state_ = State::waiting; // also when services split while we were at it
        return;
    }
    if (state_ == State::idle || state_ == State::waiting) start();
}

void SaslLogin::start() {
    if (!link_.is_tls && !link_.config.allow_plain_sasl)
        return refuse(FindingCode::sasl_needs_tls, {});
    const std::string& mechanisms = link_.enabled.find("sasl")->second;
    if (!allows_plain(mechanisms)) return refuse(FindingCode::sasl_no_mechanism, mechanisms);
    link_.send_now({"AUTHENTICATE", "PLAIN"});
    state_ = State::asked;
    deadline_ = link_.now.steady + answer_within;
}

void SaslLogin::on_authenticate(const IrcMessage& message) {
    if (state_ != State::asked || message.param(0) != "+") return;
    const NetworkConfig& config = link_.config;
    std::string payload = config.account;
    payload += '\0';
    payload += config.account;
    payload += '\0';
    payload += config.password;
    for (const std::string& chunk : authenticate_chunks(payload))
        link_.send_now({"AUTHENTICATE", chunk});
    state_ = State::answered;
    deadline_ = link_.now.steady + answer_within;
}

void SaslLogin::on_logged_in(const IrcMessage& message) {
    link_.self.account = message.param(2);
}

void SaslLogin::on_logged_out() {
    link_.self.account.clear();
    link_.is_logged_in = false;
    state_ = State::idle;
    if (link_.is_registered) advance();
}

void SaslLogin::on_success() {
    if (!is_running()) return;
    state_ = State::done;
    link_.is_logged_in = true;
    link_.find(FindingCode::logged_in,
               link_.self.account.empty() ? link_.config.account : link_.self.account);
}

void SaslLogin::on_failure(const IrcMessage& message) {
    if (!is_running()) return;
    std::string detail{message.command};
    detail += ' ';
    detail += message.last_param();
    refuse(FindingCode::sasl_failed, std::move(detail));
}

void SaslLogin::on_mechanisms(const IrcMessage& message) {
    if (!is_running() || allows_plain(message.param(1))) return;
    refuse(FindingCode::sasl_no_mechanism, std::string{message.param(1)});
}

void SaslLogin::refuse(FindingCode code, std::string detail) {
    state_ = State::done;
    link_.close(ClosingKind::login_refused, std::string{name_of(code)} + ' ' + detail);
    link_.find(code, detail);
}

void SaslLogin::tick() {
    if (!is_running() || link_.now.steady < deadline_) return;
    link_.send_now({"AUTHENTICATE", "*"});
    refuse(FindingCode::sasl_failed, "no answer");
}

std::optional<net::SteadyTime> SaslLogin::next_wake() const {
    if (!is_running()) return std::nullopt;
    return deadline_;
}

} // namespace peerdesk::irc
