// SPDX-License-Identifier: MIT
#include "adapters/telegram/update_window.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace peerdesk::telegram {
namespace {

/// Takes a number and the sign behind it (none at the end: '\0') off the text.
bool take_number(std::string_view& text, char end_sign, std::int64_t& number) {
    const char* const begin = text.data();
    const char* const last = begin + text.size();
    const auto [end, error] = std::from_chars(begin, last, number);
    if (error != std::errc{} || number < 0) return false;
    const bool is_over = end == last;
    if (is_over != (end_sign == '\0') || (!is_over && *end != end_sign)) return false;
    text.remove_prefix(static_cast<std::size_t>(end - begin) + (is_over ? 0 : 1));
    return true;
}

} // namespace

bool UpdateWindow::read(Range& range, std::string_view text) {
    std::int64_t day = 0;
    if (!take_number(text, '-', range.first) || !take_number(text, '@', range.last) ||
        !take_number(text, '\0', day))
        return false;
    constexpr std::int64_t days_max = 1'000'000;
    if (range.first > range.last || day > days_max) return false;
    range.day = std::chrono::sys_days{std::chrono::days{day}};
    return true;
}

UpdateWindow::UpdateWindow(std::string_view stored) {
    while (!stored.empty() && ranges_.size() < ranges_max) {
        const std::string_view text = stored.substr(0, stored.find(';'));
        Range range;
        if (read(range, text)) ranges_.push_back(range);
        stored.remove_prefix(std::min(text.size() + 1, stored.size()));
    }
}

bool UpdateWindow::contains(std::int64_t id, std::chrono::sys_days today) const {
    return std::ranges::any_of(ranges_, [&](const Range& range) {
        return range.first <= id && id <= range.last && today <= range.day + kept_for;
    });
}

void UpdateWindow::add(std::int64_t id, std::chrono::sys_days today) {
    std::erase_if(ranges_, [&](const Range& range) { return range.day + kept_for < today; });
    if (contains(id, today)) return;
    // Nearly always the latest one goes on.
    const auto before = std::ranges::find(ranges_, id - 1, &Range::last);
    Range range = before == ranges_.end() ? Range{id, id, today} : *before;
    if (before != ranges_.end()) ranges_.erase(before);
    range.last = id;
    range.day = today;
    const auto behind = std::ranges::find(ranges_, id + 1, &Range::first);
    if (behind != ranges_.end()) {
        range.last = behind->last;
        ranges_.erase(behind);
    }
    ranges_.push_back(range);
    if (ranges_.size() > ranges_max) ranges_.erase(ranges_.begin());
}

std::string UpdateWindow::stored() const {
    std::string text;
    for (const Range& range : ranges_) {
        if (!text.empty()) text += ';';
        text += std::to_string(range.first) + '-' + std::to_string(range.last) + '@' +
                std::to_string(range.day.time_since_epoch().count());
    }
    return text;
}

} // namespace peerdesk::telegram
