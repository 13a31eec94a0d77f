// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/update_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/json_bytes.hpp"
#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/message_reader.hpp"
#include "adapters/telegram/updates/people_reader.hpp"
#include "adapters/telegram/updates/reaction_reader.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace peerdesk::telegram {
namespace {

using Body = decltype(Update::body);

constexpr std::size_t press_id_bytes_max = 128;
constexpr std::size_t press_data_bytes_max = 64; ///< the Bot API's own limit
constexpr std::size_t kind_bytes_max = 64;

/// The number behind "update_id", wherever it stands; nobody can write that into a text.
std::optional<std::int64_t> find_id(std::string_view json) {
    constexpr std::string_view name = "\"update_id\"";
    const std::size_t found = json.find(name);
    if (found == std::string_view::npos) return std::nullopt;
    std::size_t at = skip_blanks(json, found + name.size());
    if (at == json.size() || json[at] != ':') return std::nullopt;
    at = skip_blanks(json, at + 1);
    std::int64_t id = 0;
    const char* const last = json.data() + json.size();
    const auto [end, error] = std::from_chars(json.data() + at, last, id);
    const bool is_fraction = end != last && std::string_view{".eE"}.contains(*end);
    return error == std::errc{} && id > 0 && !is_fraction ? std::optional{id} : std::nullopt;
}

UnreadableUpdate unreadable(std::string_view json, std::string why) {
    return {.id = find_id(json),
            .raw = std::string{cut_text(json, raw_bytes_max)},
            .why = std::move(why)};
}

template <class Kind>
std::optional<Body> membership(JsonView change) {
    auto chat = read_chat(change["chat"]);
    auto now = read_membership(change["new_chat_member"]);
    if (!chat || !now) return std::nullopt;
    return Kind{
        .chat = std::move(*chat), .date = change["date"].integer().value_or(0), .now = *now};
}

std::optional<Body> message(JsonView value) {
    auto said = read_message(value);
    return said ? std::optional<Body>{std::move(*said)} : std::nullopt;
}

std::optional<Body> edited_message(JsonView value) {
    auto said = read_message(value);
    return said ? std::optional<Body>{EditedMessage{std::move(*said)}} : std::nullopt;
}

std::optional<Body> callback_query(JsonView query) {
    auto from = read_user(query["from"]);
    const std::string_view id = query["id"].text();
    if (!from || id.empty() || id.size() > press_id_bytes_max) return std::nullopt;
    const std::string_view data = query["data"].text();
    return CallbackQuery{.id = std::string{id},
                         .from = std::move(*from),
                         .chat = read_chat(query["message"]["chat"]),
                         .message = query["message"]["message_id"].integer().value_or(0),
                         .data = data.size() <= press_data_bytes_max ? std::string{data}
                                                                     : std::string{}};
}

std::optional<Body> message_reaction(JsonView value) {
    auto reaction = read_reaction(value);
    return reaction ? std::optional<Body>{std::move(*reaction)} : std::nullopt;
}

struct Kind {
    std::string_view name;
    std::optional<Body> (*read)(JsonView value);
};

constexpr Kind kinds[] = {{"message", message},
                          {"edited_message", edited_message},
                          {"callback_query", callback_query},
                          {"my_chat_member", membership<MyChatMember>},
                          {"chat_member", membership<ChatMember>},
                          {"message_reaction", message_reaction}};

Other other(JsonView update) {
    for (const std::string_view name : update.names())
        if (name != "update_id") return Other{clean_line(name, kind_bytes_max)};
    return Other{};
}

} // namespace

std::variant<Update, UnreadableUpdate> read_update(std::string_view json) {
    if (json.size() > update_bytes_max) return unreadable(json, "too long");
    if (nesting_of(json) > update_nesting_max) return unreadable(json, "nested too deeply");
    const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
    if (parsed.is_discarded()) return unreadable(json, "no JSON");
    const JsonView update{parsed};
    const auto id = update["update_id"].integer();
    if (!id || *id <= 0) return unreadable(json, "no update_id");
    for (const Kind& kind : kinds) {
        if (!update[kind.name].exists()) continue;
        auto body = kind.read(update[kind.name]);
        if (!body) return unreadable(json, std::string{kind.name});
        return Update{.id = *id, .body = std::move(*body)};
    }
    return Update{.id = *id, .body = other(update)};
}

} // namespace peerdesk::telegram
