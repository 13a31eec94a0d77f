// SPDX-License-Identifier: MIT
#include "adapters/telegram/chats.hpp"

#include "adapters/telegram/updates/account_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace peerdesk::telegram {
namespace {

std::string chat_key(const std::string& folded) {
    return "chat:" + folded;
}
std::string closed_key(const std::string& folded) {
    return "closed:" + folded;
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    return is_whole && number != 0 ? std::optional{number} : std::nullopt;
}

bool is_public_name(std::string_view text) {
    return text.size() > 1 && text.starts_with('@') &&
           std::ranges::all_of(text.substr(1), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

std::string_view word_of(const Membership& us) {
    switch (us.standing) {
    case Standing::owner:
        return "creator";
    case Standing::administrator:
        return "administrator";
    case Standing::member:
        return "member";
    case Standing::restricted:
        return "restricted";
    case Standing::left:
        return "left";
    case Standing::kicked:
        return "kicked";
    case Standing::unknown:
        break;
    }
    return "unknown";
}

} // namespace

Chats::Chats(SessionContext& context, RoomMap& rooms) : context_(context), rooms_(rooms) {
    for (const std::string& written : context_.config.rooms) {
        Entry entry{.written = written,
                    .folded = folded_room(written),
                    .chat = {},
                    .retry = context_.retry(),
                    .has_threads = {},
                    .told_threads = {}};
        if (find(entry.folded) != nullptr) continue;
        entry.chat = number_in(context_.book.stored(chat_key(entry.folded)));
        if (!entry.chat) entry.chat = number_in(written);
        if (entry.chat) rooms_.set(entry.folded, *entry.chat);
        entry.is_closed = !context_.book.stored(closed_key(entry.folded)).empty();
        if (!entry.chat && !is_public_name(written)) {
            context_.find(FindingCode::room_not_found, written);
            continue;
        }
        entries_.push_back(std::move(entry));
    }
}

Chats::Entry* Chats::find(std::string_view folded) {
    const auto found = std::ranges::find(entries_, folded, &Entry::folded);
    return found == entries_.end() ? nullptr : &*found;
}

Chats::Entry* Chats::find(std::int64_t chat) {
    const auto found = std::ranges::find(entries_, std::optional{chat}, &Entry::chat);
    return found == entries_.end() ? nullptr : &*found;
}

bool Chats::is_closed(std::string_view folded) const {
    const auto found = std::ranges::find(entries_, folded, &Entry::folded);
    return found == entries_.end() || found->is_closed;
}

bool Chats::are_looked_up() const {
    return std::ranges::all_of(entries_, &Entry::was_answered);
}

std::string Chats::target_of(const Entry& entry) const {
    const bool is_named = is_public_name(entry.written) && !entry.is_by_number;
    const std::string chat = is_named && entry.step == Step::chat
                                 ? entry.folded
                                 : std::to_string(entry.chat.value_or(0));
    if (entry.step == Step::chat) return "/getChat?chat_id=" + chat;
    return "/getChatMember?chat_id=" + chat + "&user_id=" + std::to_string(context_.us.id);
}

void Chats::ask(net::Instant now, bool hears_everything) {
    hears_everything_ = hears_everything;
    for (Entry& entry : entries_) {
        if (entry.step == Step::settled || entry.asked != 0) continue;
        if (!entry.retry.is_due(now.steady)) continue;
        entry.asked = context_.get(Asker::chats, target_of(entry));
    }
}

void Chats::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto found = std::ranges::find(entries_, id, &Entry::asked);
    if (found == entries_.end()) return;
    Entry& entry = *found;
    entry.asked = 0;
    const bool is_again = std::exchange(entry.is_again, false);
    read(entry, verdict_of(answer, now.wall), now);
    entry.was_answered = entry.was_answered || entry.step != Step::member;
    if (is_again) begin_anew(entry);
}

void Chats::read(Entry& entry, const Verdict& verdict, net::Instant now) {
    if (verdict.outcome == Outcome::done && entry.step == Step::chat) {
        if (const auto chat = read_chat_result(verdict.body.result))
            return on_chat(entry, *chat, now);
    } else if (verdict.outcome == Outcome::done) {
        if (const auto us = read_member_result(verdict.body.result))
            return on_member(entry, *us, now);
    } else if (verdict.outcome == Outcome::refused) {
        return on_refused(entry, verdict, now);
    }
    tell_problem(entry, {FindingCode::server_error, entry.written + ' ' + verdict.words});
    entry.step = Step::chat;
    if (verdict.outcome == Outcome::limited && verdict.wait)
        entry.retry.again_after(now.steady, *verdict.wait);
    else
        entry.retry.again(now.steady);
}

void Chats::begin_anew(Entry& entry) {
    entry.step = Step::chat;
    entry.retry.reset();
}

void Chats::on_chat(Entry& entry, const Chat& chat, net::Instant now) {
    entry.is_forum = chat.is_forum;
    if (entry.chat != chat.id) move(entry, chat.id, now);
    context_.book.store(chat_key(entry.folded), std::to_string(chat.id));
    entry.step = Step::member;
}

void Chats::on_member(Entry& entry, const Membership& us, net::Instant now) {
    entry.step = Step::settled;
    entry.retry.reset();
    if (!us.can_send) {
        const std::string word{word_of(us)};
        tell_problem(entry, {FindingCode::cannot_write, entry.written + ' ' + word});
        return close(entry, word, now);
    }
    entry.told_problem.clear();
    context_.find(FindingCode::room_found, entry.written);
    const bool is_admin = us.standing == Standing::administrator || us.standing == Standing::owner;
    if (!hears_everything_ && !is_admin) context_.find(FindingCode::privacy_mode, entry.written);
    if (entry.is_forum && !us.can_manage_topics)
        context_.find(FindingCode::no_topics, entry.written);
    open(entry, now);
    set_threads(entry, entry.is_forum && us.can_manage_topics, now);
}

void Chats::on_refused(Entry& entry, const Verdict& verdict, net::Instant now) {
    if (verdict.body.migrate_to_chat) {
        entry.retry.reset();
        return on_migrated({entry.chat.value_or(0), *verdict.body.migrate_to_chat}, now);
    }
    const bool is_by_name =
        is_public_name(entry.written) && !entry.is_by_number && entry.step == Step::chat;
    if (is_by_name && entry.chat) {
        entry.is_by_number = true; // it may live on without its name
        return entry.retry.reset();
    }
    entry.is_by_number = false;
    entry.step = Step::chat;
    tell_problem(entry, {FindingCode::room_not_found, entry.written + ' ' + verdict.words});
    close(entry, verdict.words, now);
    entry.retry.rarely(now.steady);
}

/// Once, as long as it stays the same.
void Chats::tell_problem(Entry& entry, Finding finding) {
    if (entry.told_problem == finding.detail) return;
    entry.told_problem = finding.detail;
    context_.findings.push_back(std::move(finding));
}

/// Another chat is behind the name now.
void Chats::move(Entry& entry, std::int64_t chat, net::Instant now) {
    has_new_ = true;
    const bool had_another = entry.chat.has_value();
    entry.chat = chat;
    rooms_.set(entry.folded, chat);
    context_.book.store(chat_key(entry.folded), std::to_string(chat));
    if (!had_another) return;
    tell_place(entry, chat::PlaceState::renewed, {}, now);
    renewed_.push_back(entry.folded);
}

void Chats::on_migrated(const Migration& migration, net::Instant now) {
    Entry* entry = find(migration.old_chat);
    if (entry == nullptr || migration.new_chat == 0 || migration.new_chat == migration.old_chat)
        return;
    move(*entry, migration.new_chat, now);
    look_again(migration.new_chat);
}

std::vector<std::string> Chats::take_renewed() {
    return std::exchange(renewed_, {});
}

void Chats::on_told(const chat::PlaceChanged& change) {
    Entry* entry = find(std::string_view{change.place.id});
    if (entry == nullptr) return;
    entry->is_closed = change.state == chat::PlaceState::closed;
    context_.book.store(closed_key(entry->folded), entry->is_closed ? "1" : "");
}

void Chats::look_again(std::int64_t chat) {
    Entry* entry = find(chat);
    if (entry == nullptr) return;
    if (entry->asked != 0)
        entry->is_again = true;
    else
        begin_anew(*entry);
}

void Chats::on_seen(const Chat& chat) {
    if (chat.kind != ChatKind::group && chat.kind != ChatKind::supergroup) return;
    const Entry* entry = find(chat.id);
    if (entry != nullptr && entry->step == Step::settled && entry->is_forum != chat.is_forum)
        look_again(chat.id);
}

void Chats::set_threads(Entry& entry, bool has_threads, net::Instant now) {
    entry.has_threads = has_threads;
    if (!is_telling_ || entry.told_threads == has_threads) return;
    entry.told_threads = has_threads;
    context_.book.emit(
        chat::ThreadsSwitched{{context_.config.network, chat::PlaceKind::room, entry.folded},
                              has_threads},
        now.wall);
}

void Chats::tell(net::Instant now) {
    is_telling_ = true;
    for (Entry& entry : entries_)
        if (entry.has_threads) set_threads(entry, *entry.has_threads, now);
}

void Chats::open(Entry& entry, net::Instant now) {
    if (!std::exchange(entry.is_closed, false)) return;
    has_new_ = true;
    context_.book.store(closed_key(entry.folded), {});
    tell_place(entry, chat::PlaceState::open, {}, now);
}

void Chats::close(Entry& entry, const std::string& reason, net::Instant now) {
    if (std::exchange(entry.is_closed, true)) return;
    context_.book.store(closed_key(entry.folded), "1");
    tell_place(entry, chat::PlaceState::closed, reason, now);
}

void Chats::tell_place(const Entry& entry, chat::PlaceState state, const std::string& reason,
                       net::Instant now) {
    context_.book.emit(
        chat::PlaceChanged{
            {context_.config.network, chat::PlaceKind::room, entry.folded}, state, reason},
        now.wall);
}

net::SteadyTime Chats::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    for (const Entry& entry : entries_)
        if (entry.step != Step::settled && entry.asked == 0)
            wake = std::min(wake, entry.retry.at());
    return wake;
}

} // namespace peerdesk::telegram
