// SPDX-License-Identifier: MIT
#include "adapters/irc/inbound.hpp"

#include "adapters/irc/addressing.hpp"
#include "adapters/irc/server_time.hpp"
#include "adapters/irc/text_cleaning.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::irc {
namespace {

/// More unattributed messages than this are given to guests nobody knows.
constexpr std::size_t held_max = 1'000;
constexpr std::size_t playbacks_max = 100;

/// NickServ and its kind. They are programs even where nothing marks them.
bool is_service(const Source& source) {
    if (source.nick.size() < 5) return false;
    const std::string tail = fold(CaseMapping::ascii, source.nick.substr(source.nick.size() - 4));
    return tail == "serv" || source.host.starts_with("services.");
}

bool is_marked_bot(const IrcMessage& message) {
    return message.has_tag("bot") || message.has_tag("draft/bot") ||
           message.has_tag("inspircd.org/bot");
}

} // namespace

void Inbound::on_batch(const IrcMessage& message) {
    const std::string_view reference = message.param(0);
    if (reference.starts_with('-')) {
        if (const auto open = playbacks_.find(reference.substr(1)); open != playbacks_.end())
            playbacks_.erase(open);
    } else if (reference.starts_with('+') && playbacks_.size() < playbacks_max) {
        const std::string_view type = message.param(1);
        const bool is_nested = playbacks_.contains(message.tag("batch"));
        if (type.ends_with("chathistory") || type.ends_with("playback") || is_nested)
            playbacks_.emplace(reference.substr(1));
    }
}

/// Playback is not talk: its senders cannot be attributed safely any more.
bool Inbound::is_worth_reading(const IrcMessage& message) const {
    if (is_stopped_ || message.params.size() < 2) return false;
    if (message.source.user.empty() && message.source.host.empty()) return false; // a server
    if (is_service(message.source)) return false;
    return playbacks_.empty() || !playbacks_.contains(message.tag("batch"));
}

void Inbound::on_privmsg(const IrcMessage& message) {
    if (!is_worth_reading(message)) return;
    std::string_view text = message.param(1);
    if (const auto ctcp = parse_ctcp(text)) {
        if (ctcp->verb != "ACTION") {
            if (link_.is_self(message.param(0)) && !is_marked_bot(message))
                ctcp_.on_request(message.source.nick, *ctcp);
            return;
        }
        text = ctcp->text;
    }
    // A STATUSMSG ("@#room") is for part of a room only; an answer could not be.
    if (!link_.support.is_channel(message.param(0)) && !link_.is_self(message.param(0))) return;

    Held held{std::string{message.raw_source}, is_marked_bot(message), link_.has("account-tag"),
              message.tag("account"), event_of(message, text)};
    const auto& received = std::get<chat::MessageReceived>(held.event.body);
    if (received.text.empty() && !received.mentions_us) return;
    if (sightings_.hear(message) == Sight::asking) {
        if (held_.size() < held_max) {
            held_.push_back(std::move(held));
            return;
        }
        User* user = roster_.find(message.source.nick);
        if (user != nullptr && !user->is_unbroken) roster_.forget(*user);
    }
    attribute(std::move(held), roster_.see(message.source));
}

chat::Event Inbound::event_of(const IrcMessage& message, std::string_view text) const {
    chat::MessageReceived received;
    received.text = clean_text(text);
    if (const auto rest =
            cut_address(received.text, link_.self.nick, link_.support.case_mapping())) {
        received.mentions_us = true;
        received.text = std::string{*rest};
    }
    received.place.network = link_.config.network;
    if (link_.support.is_channel(message.param(0))) {
        received.place.kind = chat::PlaceKind::room;
        received.place.id = clean_text(link_.fold(message.param(0)));
    }
    received.remote_id = clean_text(message.tag("msgid"));
    received.reply_to =
        clean_text(message.has_tag("+reply") ? message.tag("+reply") : message.tag("+draft/reply"));
    received.is_secure = link_.is_tls;

    chat::Event event;
    event.key = received.remote_id.empty()
                    ? std::to_string(link_.epoch) + '.' + std::to_string(link_.line_number)
                    : "m:" + received.remote_id;
    event.time = parse_server_time(message.tag("time")).value_or(link_.now.wall);
    event.body = std::move(received);
    return event;
}

void Inbound::attribute(Held held, User& user) {
    if (held.has_account_tag) roster_.set_account(user, held.account);
    user.is_bot = user.is_bot || held.is_bot;
    auto& received = std::get<chat::MessageReceived>(held.event.body);
    received.author = roster_.author_of(user);
    if (received.place.kind == chat::PlaceKind::direct) received.place.id = received.author.id;
    link_.emit(std::move(held.event));
    sightings_.after_hearing(user);
}

void Inbound::on_answer(const WhoisAnswer& answer) {
    std::deque<Held> waiting;
    std::swap(waiting, held_);
    for (Held& held : waiting) {
        const Source source = parse_source(held.source);
        if (!link_.is_same(source.nick, answer.nick)) {
            held_.push_back(std::move(held));
            continue;
        }
        const bool is_known = roster_.find(source.nick) != nullptr;
        User& user = roster_.see(source);
        if (!is_known && answer.is_there && answer.host == source.host) {
            user.signed_on = answer.signed_on;
            user.verified_at = link_.now.steady;
            if (!held.has_account_tag) roster_.set_account(user, answer.account);
        }
        user.is_account_known = true;
        attribute(std::move(held), user);
        if (answer.was_answered && !answer.is_there) roster_.forget(user); // gone meanwhile
    }
}

} // namespace peerdesk::irc
