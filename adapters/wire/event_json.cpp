// SPDX-License-Identifier: MIT
#include "adapters/wire/event_json.hpp"

#include <array>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

namespace peerdesk::wire {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<chat::PlaceKind, std::string_view> place_kinds[] = {
    {chat::PlaceKind::direct, "direct"}, {chat::PlaceKind::room, "room"}};
constexpr std::pair<chat::IdentityKind, std::string_view> identity_kinds[] = {
    {chat::IdentityKind::account, "account"}, {chat::IdentityKind::guest, "guest"}};

template <class Enum, std::size_t n>
std::string_view to_text(const std::pair<Enum, std::string_view> (&words)[n], Enum value) {
    for (const auto& [known, text] : words)
        if (known == value) return text;
    std::unreachable();
}

/// Reads members of one object; the first thing that does not fit is kept.
class Reader {
  public:
    Reader(const Json& object, std::string path, std::string& error)
        : object_(object), path_(std::move(path)), error_(error) {}

    [[nodiscard]] Reader within(const char* name) const {
        const Json* found = find(name);
        const bool fits = found != nullptr && found->is_object();
        if (!fits) complain(name, "an object");
        return {fits ? *found : empty(), path_ + name + ".", error_};
    }

    void read(const char* name, std::string& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_string())
            value = found->get_ref<const std::string&>();
        else
            complain(name, "a text");
    }

    void read(const char* name, bool& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_boolean())
            value = found->get<bool>();
        else
            complain(name, "true or false");
    }

    void read(const char* name, chat::Time& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_number_integer())
            value = chat::Time{std::chrono::milliseconds{found->get<std::int64_t>()}};
        else
            complain(name, "milliseconds");
    }

    void read(const char* name, chat::Seed& value) const {
        const Json* found = find(name);
        bool fits = found != nullptr && found->is_array() && found->size() == value.size();
        for (std::size_t i = 0; fits && i < value.size(); ++i) {
            fits = (*found)[i].is_number_unsigned();
            if (fits) value.at(i) = (*found)[i].get<std::uint64_t>();
        }
        if (!fits) complain(name, "two whole numbers");
    }

    template <class Enum, std::size_t n>
    void read(const char* name, const std::pair<Enum, std::string_view> (&words)[n],
              Enum& value) const {
        std::string text;
        read(name, text);
        for (const auto& [known, word] : words) {
            if (word != text) continue;
            value = known;
            return;
        }
        complain(name, "a known word");
    }

  private:
    static const Json& empty() {
        static const Json none = Json::object();
        return none;
    }

    [[nodiscard]] const Json* find(const char* name) const {
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }

    void complain(const char* name, const char* expected) const {
        if (error_.empty()) error_ = path_ + name + " is not " + expected;
    }

    const Json& object_;
    std::string path_;
    std::string& error_;
};

chat::Event read_event(const Reader& top) {
    chat::Event event;
    top.read("key", event.key);
    top.read("time", event.time);
    top.read("seed", event.seed);
    chat::MessageReceived message;
    const Reader body = top.within("message");
    const Reader place = body.within("place");
    place.read("network", message.place.network);
    place.read("kind", place_kinds, message.place.kind);
    place.read("id", message.place.id);
    const Reader author = body.within("author");
    author.read("id", message.author.id);
    author.read("name", message.author.name);
    author.read("kind", identity_kinds, message.author.kind);
    author.read("is_bot", message.author.is_bot);
    author.read("language_hint", message.author.language_hint);
    body.read("text", message.text);
    body.read("remote_id", message.remote_id);
    body.read("reply_to", message.reply_to);
    body.read("mentions_us", message.mentions_us);
    body.read("is_secure", message.is_secure);
    body.read("was_cut", message.was_cut);
    event.body = std::move(message);
    return event;
}

} // namespace

std::string encode(const chat::Event& event, const chat::MessageReceived& message) {
    const Json object = {
        {"version", version},
        {"key", event.key},
        {"time", event.time.time_since_epoch().count()},
        {"seed", event.seed},
        {"message",
         {{"place",
           {{"network", message.place.network},
            {"kind", to_text(place_kinds, message.place.kind)},
            {"id", message.place.id}}},
          {"author",
           {{"id", message.author.id},
            {"name", message.author.name},
            {"kind", to_text(identity_kinds, message.author.kind)},
            {"is_bot", message.author.is_bot},
            {"language_hint", message.author.language_hint}}},
          {"text", message.text},
          {"remote_id", message.remote_id},
          {"reply_to", message.reply_to},
          {"mentions_us", message.mentions_us},
          {"is_secure", message.is_secure},
          {"was_cut", message.was_cut}}},
    };
    // Bytes that are not UTF-8 become U+FFFD: what is kept can always be read again.
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::expected<chat::Event, std::string> decode(std::string_view text) {
    const Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) return std::unexpected("not a JSON object");
    const auto written = object.find("version");
    if (written == object.end() || *written != version)
        return std::unexpected("version is not " + std::to_string(version));
    std::string error;
    chat::Event event = read_event(Reader(object, "", error));
    if (!error.empty()) return std::unexpected(std::move(error));
    return event;
}

} // namespace peerdesk::wire
