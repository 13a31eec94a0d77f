// SPDX-License-Identifier: MIT
#include "adapters/telegram/absence.hpp"

#include <charconv>
#include <chrono>
#include <string>
#include <utility>

namespace peerdesk::telegram {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr std::string_view key = "polled-at"; ///< seconds since 1970

/// Zero when nothing is stored, or a clock went back.
minutes away_since(const std::string& stored, net::WallTime now) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), number);
    const auto seconds_now = std::chrono::floor<seconds>(now.time_since_epoch());
    if (error != std::errc{} || number <= 0 || number >= seconds_now.count()) return minutes{0};
    return std::chrono::floor<minutes>(seconds_now - seconds{number});
}

} // namespace

void store_last_poll(BatchBook& book, net::Instant now) {
    const auto at = std::chrono::floor<seconds>(now.wall.time_since_epoch());
    book.store_soon(key, std::to_string(at.count()));
}

chat::LinkChanged link_up(SessionContext& context, chat::Capabilities capabilities,
                          net::Instant now) {
    chat::LinkChanged link;
    link.is_up = true;
    link.capabilities = capabilities;
    const minutes away = away_since(context.book.stored(key), now.wall);
    if (away <= kept_by_server) return link;
    link.away = away;
    link.lost = away - kept_by_server;
    const std::string told = std::to_string(std::chrono::floor<hours>(away).count()) + " h";
    link.reason = "away " + told;
    context.find(FindingCode::away_too_long, told);
    return link;
}

} // namespace peerdesk::telegram
