// SPDX-License-Identifier: MIT
#include "adapters/telegram/update_intake.hpp"

#include "adapters/telegram/updates/update_list.hpp"
#include "adapters/telegram/updates/update_reader.hpp"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view parked_prefix = "parked:";

std::optional<std::int64_t> id_of(const std::variant<Update, UnreadableUpdate>& read) {
    if (const auto* update = std::get_if<Update>(&read)) return update->id;
    return std::get<UnreadableUpdate>(read).id;
}

} // namespace

UpdateIntake::UpdateIntake(SessionContext& context, Chats& chats, const Inbound& inbound)
    : context_(context), chats_(chats), inbound_(inbound), window_(context.book.stored("seen")) {}

std::int64_t UpdateIntake::offset() const {
    const std::string& stored = context_.book.stored("offset");
    std::int64_t number = 0;
    std::from_chars(stored.data(), stored.data() + stored.size(), number);
    return number;
}

Progress UpdateIntake::take(const AnswerBody& answer, net::Instant now) {
    const auto today = std::chrono::floor<std::chrono::days>(now.wall);
    const UpdateList list = split_updates(answer.result, answer.is_whole);
    std::optional<std::int64_t> last;
    Progress progress;
    for (const std::string_view json : list.updates) {
        auto found = read_update(json);
        const auto id = id_of(found);
        if (!id) continue;
        last = id;
        if (window_.contains(*id, today)) continue;
        window_.add(*id, today);
        progress.is_news = true;
        if (auto* update = std::get_if<Update>(&found))
            read(std::move(*update), now);
        else
            park(*id, std::get<UnreadableUpdate>(found), now);
    }
    progress.is_broken = !last && (!list.updates.empty() || !list.is_whole);
    if (!last) return progress;
    // The server's numbers may begin anew, lower: the offset goes where they are.
    progress.is_news = progress.is_news || offset() != *last + 1;
    context_.book.store("offset", std::to_string(*last + 1));
    context_.book.store("seen", window_.stored());
    return progress;
}

void UpdateIntake::read(Update update, net::Instant now) {
    if (const auto* said = std::get_if<Message>(&update.body)) chats_.on_seen(said->chat);
    Meaning meaning = inbound_.read(std::move(update), now);
    if (meaning.migration) chats_.on_migrated(*meaning.migration, now);
    for (chat::Event& event : meaning.events) {
        if (const auto* change = std::get_if<chat::PlaceChanged>(&event.body))
            chats_.on_told(*change);
        context_.book.add(std::move(event));
    }
    if (meaning.standing_changed) chats_.look_again(*meaning.standing_changed);
}

void UpdateIntake::skip(const AnswerBody& answer, net::Instant now) {
    const std::size_t begin = answer.result.find('{');
    auto found =
        read_update(std::string_view{answer.result}.substr(std::min(begin, answer.result.size())));
    auto* broken = std::get_if<UnreadableUpdate>(&found);
    if (broken == nullptr) return;
    // Without an id nobody knows what would be confirmed: the server forgets it in a day.
    if (!broken->id || *broken->id < offset()) return;
    park(*broken->id, *broken, now);
    context_.book.store("offset", std::to_string(*broken->id + 1));
}

/// Kept for whoever looks into it; the desk hears that there was something, from nobody known.
void UpdateIntake::park(std::int64_t id, const UnreadableUpdate& update, net::Instant now) {
    context_.find(FindingCode::update_unreadable, std::to_string(id) + ' ' + update.why);
    std::vector<std::string> parked;
    for (const auto& entry : context_.book.all_stored())
        if (entry.first.starts_with(parked_prefix)) parked.push_back(entry.first);
    if (parked.size() >= parked_max) context_.book.store(parked.front(), {});
    context_.book.store(std::string{parked_prefix} + std::to_string(id),
                        update.why + '\n' + update.raw);
    chat::Event event;
    event.key = "u:" + std::to_string(id);
    event.time = now.wall;
    chat::MessageUnreadable unreadable;
    unreadable.place.network = context_.config.network;
    unreadable.place.kind = chat::PlaceKind::direct;
    event.body = std::move(unreadable);
    context_.book.add(std::move(event));
}

} // namespace peerdesk::telegram
