// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/call_log.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace peerdesk::telegram_fake {

void CallLog::add(LoggedCall call, bool is_kept) {
    constexpr std::int64_t minute_ms = 60'000;
    ++counts_[call.method];
    ++minutes_[call.at_ms / minute_ms][call.method];
    if (on_add) on_add(call);
    if (is_kept) calls_.push_back(std::move(call));
}

std::size_t CallLog::count(const std::string& method) const {
    const auto found = counts_.find(method);
    return found == counts_.end() ? 0 : found->second;
}

std::vector<LoggedCall> CallLog::calls_of(const std::string& method) const {
    std::vector<LoggedCall> found;
    std::ranges::copy_if(calls_, std::back_inserter(found),
                         [&](const LoggedCall& call) { return call.method == method; });
    return found;
}

} // namespace peerdesk::telegram_fake
