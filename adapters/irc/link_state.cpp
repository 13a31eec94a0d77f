// SPDX-License-Identifier: MIT
#include "adapters/irc/link_state.hpp"

#include "adapters/irc/line_builder.hpp"
#include "adapters/irc/text_cleaning.hpp"

#include <utility>

namespace peerdesk::irc {

std::string LinkState::fold(std::string_view name) const {
    return irc::fold(support.case_mapping(), name);
}

bool LinkState::is_same(std::string_view left, std::string_view right) const {
    return is_equal(support.case_mapping(), left, right);
}

bool LinkState::has_accounts() const {
    return has("account-tag") || has("account-notify") || has("extended-join");
}

void LinkState::send_now(std::initializer_list<std::string_view> words) {
    lines.urgent += build_line(*words.begin(), {words.begin() + 1, words.size() - 1});
}

void LinkState::send_in_turn(std::initializer_list<std::string_view> words) {
    lines.control.push_back(build_line(*words.begin(), {words.begin() + 1, words.size() - 1}));
}

void LinkState::emit(chat::EventBody body) {
    chat::Event event;
    event.key = std::to_string(epoch) + "/" + std::to_string(++event_number_);
    event.time = now.wall;
    event.body = std::move(body);
    events.push_back(std::move(event));
}

void LinkState::find(FindingCode code, std::string_view detail) {
    findings.push_back({code, clean_text(detail)});
}

void LinkState::close(ClosingKind kind, std::string_view reason) {
    if (!closing) closing = Closing{kind, clean_text(reason)};
}

} // namespace peerdesk::irc
