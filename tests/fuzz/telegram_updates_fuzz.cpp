// SPDX-License-Identifier: MIT
// Any bytes as an answer of getUpdates.
#include "adapters/telegram/text/utf16.hpp"
#include "adapters/telegram/updates/answer_body.hpp"
#include "adapters/telegram/updates/inbound.hpp"
#include "adapters/telegram/updates/update_list.hpp"
#include "adapters/telegram/updates/update_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace {

using namespace peerdesk;

void demand(bool is_true) {
    if (!is_true) std::abort();
}

void check(const chat::Event& event) {
    demand(telegram::is_valid_utf8(event.key));
    const auto* said = std::get_if<chat::MessageReceived>(&event.body);
    if (said == nullptr) return;
    demand(telegram::is_valid_utf8(said->text) && telegram::is_valid_utf8(said->html));
    demand(telegram::is_valid_utf8(said->author.name));
    for (const chat::Attachment& file : said->attachments)
        demand(telegram::is_valid_utf8(file.name) && telegram::is_valid_utf8(file.ref));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto answer = telegram::read_answer({reinterpret_cast<const char*>(data), size});
    if (!answer) return 0;
    telegram::RoomMap rooms;
    rooms.set("@staff", -1001);
    telegram::Inbound inbound{"tg", true, rooms};
    inbound.set_us({.id = 77, .username = "desk_bot"});
    const auto list = telegram::split_updates(answer->result, answer->is_whole);
    for (const std::string_view json : list.updates) {
        auto read = telegram::read_update(json);
        if (const auto* broken = std::get_if<telegram::UnreadableUpdate>(&read)) {
            demand(telegram::is_valid_utf8(broken->raw));
            continue;
        }
        const auto meaning = inbound.read(std::get<telegram::Update>(std::move(read)), {});
        for (const chat::Event& event : meaning.events)
            check(event);
    }
    return 0;
}
