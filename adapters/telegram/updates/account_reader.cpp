// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/account_reader.hpp"

#include "adapters/telegram/updates/json_bytes.hpp"
#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/people_reader.hpp"
#include "adapters/telegram/updates/update_reader.hpp"

namespace peerdesk::telegram {
namespace {

constexpr std::size_t result_bytes_max = 1U << 20U;

/// Null when it is no JSON, or more than anybody needs.
nlohmann::json parsed(std::string_view json) {
    if (json.size() > result_bytes_max || nesting_of(json) > update_nesting_max) return nullptr;
    nlohmann::json value = nlohmann::json::parse(json, nullptr, false);
    return value.is_discarded() ? nlohmann::json{} : value;
}

} // namespace

std::optional<Me> read_me(std::string_view result) {
    const nlohmann::json json = parsed(result);
    auto user = read_user(JsonView{json});
    if (!user) return std::nullopt;
    return Me{.user = std::move(*user),
              .hears_everything = JsonView{json}["can_read_all_group_messages"].is_true()};
}

std::optional<Chat> read_chat_result(std::string_view result) {
    const nlohmann::json json = parsed(result);
    return read_chat(JsonView{json});
}

std::optional<Membership> read_member_result(std::string_view result) {
    const nlohmann::json json = parsed(result);
    return read_membership(JsonView{json});
}

} // namespace peerdesk::telegram
