// SPDX-License-Identifier: MIT
#include "adapters/telegram/command_menu.hpp"

#include "adapters/telegram/verdict.hpp"

#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace peerdesk::telegram {
namespace {

using Json = nlohmann::json;

constexpr std::string_view key_prefix = "commands:";
constexpr std::size_t commands_max = 100; ///< the Bot API's own limit

std::string key_of(const CommandList& list) {
    return std::string{key_prefix} + list.scope + ':' + list.language;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// FNV-1a, to see whether something changed.
std::string mark_of(std::string_view text) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    return std::to_string(hash);
}

} // namespace

CommandMenu::CommandMenu(SessionContext& context, const RoomMap& rooms)
    : context_(context), rooms_(rooms), retry_(context.retry()) {}

/// When the rooms are known.
void CommandMenu::begin() {
    std::set<std::string, std::less<>> configured;
    for (const CommandList& list : context_.config.commands) {
        configured.insert(key_of(list));
        add(list);
    }
    for (const auto& [key, value] : context_.book.all_stored()) {
        if (!key.starts_with(key_prefix) || configured.contains(key)) continue;
        const std::string_view name = std::string_view{key}.substr(key_prefix.size());
        const std::size_t colon = name.rfind(':');
        add({std::string{name.substr(0, colon)}, std::string{name.substr(colon + 1)}, {}});
    }
}

void CommandMenu::add(const CommandList& list) {
    Json body = Json::object();
    const bool is_room = list.scope.starts_with('@') || list.scope.starts_with('-');
    if (is_room) {
        const auto chat = rooms_.chat_of(folded_room(list.scope));
        if (!chat && !list.commands.empty()) return;
        body["scope"] = {{"type", "chat"}};
        if (chat)
            body["scope"]["chat_id"] = *chat;
        else
            body["scope"]["chat_id"] = list.scope; // none of our rooms any more
    } else {
        body["scope"] = {{"type", list.scope.empty() ? "default" : list.scope}};
    }
    if (!list.language.empty()) body["language_code"] = list.language;
    const bool is_removal = list.commands.empty();
    if (!is_removal) {
        Json& commands = body["commands"] = Json::array();
        for (const Command& command : list.commands) {
            if (commands.size() == commands_max) break;
            commands.push_back({{"command", command.name}, {"description", command.description}});
        }
    }
    Job job{.key = key_of(list),
            .target = is_removal ? "/deleteMyCommands" : "/setMyCommands",
            .body = text_of(body),
            .mark = {}};
    if (!is_removal) job.mark = mark_of(job.body);
    if (context_.book.stored(job.key) == job.mark) return;
    jobs_.push_back(std::move(job));
}

void CommandMenu::ask(net::Instant now) {
    if (is_stale_ && jobs_.empty()) {
        is_stale_ = false;
        begin();
    }
    if (jobs_.empty() || is_asked_ || !retry_.is_due(now.steady)) return;
    is_asked_ = true;
    context_.post(Asker::commands, jobs_.back().target, jobs_.back().body);
}

void CommandMenu::on_answer(const Answer& answer, net::Instant now) {
    is_asked_ = false;
    if (jobs_.empty()) return;
    const Verdict verdict = verdict_of(answer, now.wall);
    const Job& job = jobs_.back();
    switch (verdict.outcome) {
    case Outcome::done:
        context_.book.store(job.key, job.mark);
        break;
    case Outcome::refused:
        context_.find(FindingCode::commands_refused, job.key + ' ' + verdict.words);
        if (job.mark.empty()) context_.book.store(job.key, {});
        break;
    case Outcome::limited:
        if (verdict.wait) return retry_.again_after(now.steady, *verdict.wait);
        return retry_.again(now.steady);
    case Outcome::later:
    case Outcome::not_us:
    case Outcome::conflict:
        return retry_.again(now.steady);
    }
    retry_.reset();
    jobs_.pop_back();
}

net::SteadyTime CommandMenu::next_wake() const {
    if (is_asked_ || (!is_stale_ && jobs_.empty())) return net::SteadyTime::max();
    return retry_.at();
}

} // namespace peerdesk::telegram
