// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/answer_body.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/json_bytes.hpp"
#include "adapters/telegram/updates/json_view.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t members_max = 32;
constexpr std::size_t small_bytes_max = 16'384; ///< of everything but the result
constexpr std::size_t nesting_max = 8;
constexpr std::size_t description_bytes_max = 500;
/// Ten days; the longest wait that was seen is five hours.
constexpr std::int64_t retry_after_max = 864'000;

/// A small value of its own; null when it is none.
nlohmann::json parsed(std::string_view json) {
    if (json.size() > small_bytes_max || nesting_of(json) > nesting_max) return nullptr;
    nlohmann::json value = nlohmann::json::parse(json, nullptr, false);
    return value.is_discarded() ? nlohmann::json{} : value;
}

void read_parameters(AnswerBody& answer, JsonView parameters) {
    if (const auto seconds = parameters["retry_after"].integer(); seconds && *seconds >= 0)
        answer.retry_after = std::chrono::seconds{std::min(*seconds, retry_after_max)};
    answer.migrate_to_chat = parameters["migrate_to_chat_id"].integer();
}

} // namespace

std::optional<AnswerBody> read_answer(std::string bytes) {
    if (bytes.size() > body_bytes_max) return std::nullopt;
    const std::string json = repaired_json(std::move(bytes));
    const auto members = members_of(json, members_max);
    if (!members) return std::nullopt;
    AnswerBody answer;
    bool has_verdict = false;
    for (const JsonMember& member : *members) {
        if (member.name == "ok") {
            has_verdict = member.value == "true" || member.value == "false";
            answer.is_ok = member.value == "true";
        } else if (member.name == "result") {
            answer.result = member.value == "null" ? std::string_view{} : member.value;
            answer.is_whole = member.is_whole;
        } else if (member.name == "error_code") {
            answer.error_code = JsonView{parsed(member.value)}.integer().value_or(0);
        } else if (member.name == "description") {
            const nlohmann::json text = parsed(member.value);
            answer.description = clean_line(JsonView{text}.text(), description_bytes_max);
        } else if (member.name == "parameters") {
            const nlohmann::json parameters = parsed(member.value);
            read_parameters(answer, JsonView{parameters});
        }
    }
    if (!has_verdict) return std::nullopt;
    return answer;
}

} // namespace peerdesk::telegram
