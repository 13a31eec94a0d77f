// SPDX-License-Identifier: MIT
// Whatever people type, through the whole desk: from every role, in every kind of place, with
// tickets open. Nothing may be parked, since that means that handling it threw.
#include "bot/runtime/core.hpp"
#include "bot/skills/tree_file.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace peerdesk;

constexpr const char* network = "irc";
constexpr int inputs_per_desk = 500; // then a fresh one: a large database would slow the search

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

struct Speaker {
    const char* name;
    chat::PlaceKind kind;
    const char* room; ///< empty in a direct chat
};

constexpr std::array speakers{
    Speaker{"ana", chat::PlaceKind::direct, ""},    Speaker{"bo", chat::PlaceKind::direct, ""},
    Speaker{"cora", chat::PlaceKind::direct, ""},   Speaker{"ana", chat::PlaceKind::room, "#help"},
    Speaker{"bo", chat::PlaceKind::room, "#staff"}, Speaker{"cora", chat::PlaceKind::room, "#lead"},
};

desk::Settings settings() {
    desk::DeskSettings desk;
    desk.name = "help";
    desk.public_rooms = {{network, chat::PlaceKind::room, "#help"}};
    desk.staff_rooms = {{network, chat::PlaceKind::room, "#staff"}};
    desk.coordinator_rooms = {{network, chat::PlaceKind::room, "#lead"}};
    desk.responders = {{network, "bo"}};
    desk.coordinators = {{network, "cora"}};
    desk.person_messages_max = 1'000'000;
    desk.room_messages_max = 1'000'000;
    desk::Settings all;
    all.desks.push_back(std::move(desk));
    return all;
}

std::shared_ptr<const text::Snapshot> texts() {
    static const auto shipped = [] {
        text::Problems problems;
        return text::make_snapshot(problems);
    }();
    return shipped;
}

constexpr std::string_view tree = "id,parent,category,teachable,locale,name,aliases\n"
                                  "media,,media,false,en,Media,images\n"
                                  "upload,media,media,true,en,Photo upload,foto upload\n"
                                  "photo,media,media,true,en,Photography,taking photos\n"
                                  "tables,,technical,true,ru,Таблицы,сделать таблицу\n";

/// A desk at work: a question is open, another one is claimed.
class Desk {
  public:
    Desk() {
        core_.take_skills(skills::read_tree(tree).tree);
        if (core_.start(now_).was_unclean) std::abort();
        chat::Batch up{network, {}, {}};
        up.events.push_back({"up", now_, {}, chat::LinkChanged{true, {}, {true, true, 64}}});
        apply(std::move(up));
        say(speakers[0], "How do I add a photo to my page?");
        say(speakers[0], "ask Why was my edit undone by somebody?");
        say(speakers[1], "claim 1");
    }

    void say(const Speaker& speaker, std::string_view words) {
        now_ += std::chrono::seconds(1);
        chat::MessageReceived message;
        message.author.id = std::string{"a:"} + speaker.name;
        message.author.name = speaker.name;
        message.author.kind = chat::IdentityKind::account;
        const bool is_room = *speaker.room != '\0';
        message.place = {network, speaker.kind, is_room ? speaker.room : message.author.id};
        message.text = words;
        chat::Batch batch{network, {}, {}};
        batch.events.push_back(
            {"m" + std::to_string(++count_), now_, {count_, count_ * 31}, std::move(message)});
        apply(std::move(batch));
    }

    [[nodiscard]] bool is_worn() const { return count_ > inputs_per_desk; }

  private:
    void apply(chat::Batch batch) {
        const auto applied = core_.apply({std::move(batch)}, now_);
        if (!applied || applied->parked > 0) std::abort();
    }

    SilentLog log_;
    storage::Database database_ = storage::Database::in_memory();
    runtime::Core core_{database_, settings(), texts(), log_};
    chat::Time now_ = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
    std::uint64_t count_ = 0;
};

/// What every adapter does before an event leaves it: valid UTF-8, no control characters.
std::string cleaned(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (byte >= 0x20 || c == '\n' || c == '\t')) text += c;
        if (byte >= 0x80) { // one of the two-byte letters: Cyrillic, Arabic, accents
            text += static_cast<char>(0xC3 + byte % 0x18);
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static std::unique_ptr<Desk> desk;
    if (!desk || desk->is_worn()) desk = std::make_unique<Desk>();
    const Speaker& speaker = speakers[data[0] % speakers.size()];
    const std::string text = cleaned({reinterpret_cast<const char*>(data) + 1, size - 1});
    if (!text.empty()) desk->say(speaker, text);
    return 0;
}
