// SPDX-License-Identifier: MIT
#include "adapters/wire/event_json.hpp"

#include <algorithm>
#include <cstdint>
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

/// Writes objects member by member. Every event passes here on its way to the desk: a tree of JSON
/// values in between would cost twenty times as much.
class Writer {
  public:
    void open(std::string_view name) {
        begin(name);
        text_ += '{';
        is_first_ = true;
    }

    void close() {
        text_ += '}';
        is_first_ = false;
    }

    void add(std::string_view name, std::string_view value) {
        begin(name);
        const bool is_plain = std::ranges::all_of(value, [](char letter) {
            return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
        });
        if (is_plain) {
            text_ += '"';
            text_ += value;
            text_ += '"';
        } else {
            // Bytes that are not UTF-8 become U+FFFD: what is kept can always be read again.
            text_ += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }

    void add(std::string_view name, const std::string& value) {
        add(name, std::string_view(value));
    }

    void add(std::string_view name, bool value) {
        begin(name);
        text_ += value ? "true" : "false";
    }

    void add(std::string_view name, std::int64_t value) {
        begin(name);
        text_ += std::to_string(value);
    }

    void add(std::string_view name, const chat::Seed& value) {
        begin(name);
        text_ += '[' + std::to_string(value[0]) + ',' + std::to_string(value[1]) + ']';
    }

    [[nodiscard]] std::string finish() { return std::move(text_) + '}'; }

  private:
    void begin(std::string_view name) {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        text_ += '"';
        text_ += name;
        text_ += "\":";
    }

    std::string text_ = "{";
    bool is_first_ = true;
};

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
    Writer object;
    object.add("version", std::int64_t{version});
    object.add("key", event.key);
    object.add("time", std::int64_t{event.time.time_since_epoch().count()});
    object.add("seed", event.seed);
    object.open("message");
    object.open("place");
    object.add("network", message.place.network);
    object.add("kind", to_text(place_kinds, message.place.kind));
    object.add("id", message.place.id);
    object.close();
    object.open("author");
    object.add("id", message.author.id);
    object.add("name", message.author.name);
    object.add("kind", to_text(identity_kinds, message.author.kind));
    object.add("is_bot", message.author.is_bot);
    object.add("language_hint", message.author.language_hint);
    object.close();
    object.add("text", message.text);
    object.add("remote_id", message.remote_id);
    object.add("reply_to", message.reply_to);
    object.add("mentions_us", message.mentions_us);
    object.add("is_secure", message.is_secure);
    object.add("was_cut", message.was_cut);
    object.close();
    return object.finish();
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
