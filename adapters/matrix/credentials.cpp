// SPDX-License-Identifier: MIT
#include "adapters/matrix/credentials.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view token_context = "mx token";
constexpr std::string_view refresh_context = "mx refresh token";

bool is_none(const Credentials::Key& key) {
    return std::ranges::all_of(key, [](std::uint8_t byte) { return byte == 0; });
}

const std::string& value_of(const Credentials::Stored& stored, std::string_view key) {
    static const std::string none;
    const auto found = stored.find(key);
    return found == stored.end() ? none : found->second;
}

std::int64_t number_of(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

std::string text_of(std::int64_t number) {
    return number == 0 ? std::string{} : std::to_string(number);
}

} // namespace

Credentials::Credentials(const Key& key, const Stored& stored, net::Random& random)
    : key_(key), random_(&random) {
    for (const char* name :
         {"user", "device", "token", "refresh_token", "token_since", "token_expires"}) {
        const std::string& value = value_of(stored, name);
        if (!value.empty()) stored_.emplace(name, value);
    }
    held_.user = value_of(stored_, "user");
    held_.device = value_of(stored_, "device");
    held_.since_ms = number_of(value_of(stored_, "token_since"));
    held_.expires_at_ms = number_of(value_of(stored_, "token_expires"));
    const auto open = [&](std::string_view name, std::string_view context) {
        const std::string& sealed = value_of(stored_, name);
        if (sealed.empty()) return std::string{};
        auto secret = is_none(key_) ? std::nullopt : net::unseal(key_, sealed, context);
        if (!secret) is_unreadable_ = true;
        return std::move(secret).value_or(std::string{});
    };
    held_.access_token = open("token", token_context);
    held_.refresh_token = open("refresh_token", refresh_context);
    written_ = held_;
}

void Credentials::obtain(Held next) {
    write_all(next);
    if (changes_.empty() && next == held_) return;
    next_ = std::move(next);
    is_next_taken_ = false;
    if (!changes_.empty()) return;
    held_ = *std::exchange(next_, std::nullopt); // no key to store it under: held in memory alone
}

void Credentials::forget_refresh_token() {
    held_.refresh_token.clear();
    held_.expires_at_ms = 0;
    write("refresh_token", {});
    write("token_expires", {});
    written_.refresh_token.clear();
}

void Credentials::forget_tokens() {
    forget_refresh_token();
    held_.access_token.clear();
    write("token", {});
    written_.access_token.clear();
    next_.reset();
}

void Credentials::forget_device() {
    held_.device.clear();
    write("device", {});
}

std::vector<chat::StateChange> Credentials::take_changes() {
    if (changes_.empty()) return {};
    ++taken_count_;
    if (next_ && !is_next_taken_) {
        is_next_taken_ = true;
        next_count_ = taken_count_;
    }
    return std::exchange(changes_, {});
}

bool Credentials::on_committed() {
    ++committed_count_;
    if (!next_ || !is_next_taken_ || committed_count_ < next_count_) return false;
    held_ = *std::exchange(next_, std::nullopt);
    return true;
}

void Credentials::write(std::string_view key, std::string value) {
    if (value_of(stored_, key) == value) return;
    if (value.empty())
        stored_.erase(std::string(key));
    else
        stored_.insert_or_assign(std::string(key), value);
    changes_.push_back({std::string(key), std::move(value)});
}

void Credentials::write_sealed(std::string_view key, const std::string& secret,
                               const std::string& before) {
    if (secret.empty() || is_none(key_)) return write(key, {});
    if (secret == before && !value_of(stored_, key).empty()) return;
    const std::string_view context = key == "token" ? token_context : refresh_context;
    const std::uint64_t first = random_->next();
    const std::uint64_t second = random_->next();
    write(key, net::seal(key_, secret, context, {first, second}));
}

void Credentials::write_all(const Held& next) {
    write("user", next.user);
    write("device", next.device);
    write_sealed("token", next.access_token, written_.access_token);
    write_sealed("refresh_token", next.refresh_token, written_.refresh_token);
    write("token_since", text_of(next.since_ms));
    write("token_expires", text_of(next.expires_at_ms));
    written_ = next;
    is_unreadable_ = false;
}

} // namespace peerdesk::matrix
