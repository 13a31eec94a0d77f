// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/faults.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peerdesk::telegram_fake {

void Faults::add(Fault fault) {
    if (fault.count > 0) waiting_.push_back(std::move(fault));
}

std::optional<Fault> Faults::take(std::string_view method) {
    const auto found = std::ranges::find_if(waiting_, [&](const Fault& fault) {
        const bool is_for_polls = fault.kind == FaultKind::empty_poll;
        return is_for_polls ? method == "getUpdates"
                            : fault.method.empty() || fault.method == method;
    });
    if (found == waiting_.end()) return std::nullopt;
    Fault fault = *found;
    if (--found->count == 0) waiting_.erase(found);
    return fault;
}

std::optional<FaultKind> fault_kind(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, FaultKind>, 11> names{
        {{"delay", FaultKind::delay},
         {"proxy_page", FaultKind::proxy_page},
         {"cut_body", FaultKind::cut_body},
         {"empty_body", FaultKind::empty_body},
         {"null_result", FaultKind::null_result},
         {"too_many", FaultKind::too_many},
         {"too_many_bare", FaultKind::too_many_bare},
         {"server_error", FaultKind::server_error},
         {"close_before", FaultKind::close_before},
         {"close_after", FaultKind::close_after},
         {"empty_poll", FaultKind::empty_poll}}};
    const auto found = std::ranges::find(names, name, [](const auto& pair) { return pair.first; });
    if (found == names.end()) return std::nullopt;
    return found->second;
}

} // namespace peerdesk::telegram_fake
