// SPDX-License-Identifier: MIT
#include "tests/transcripts/stage.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>

namespace peerdesk::transcripts {

chat::Author Stage::author(const Who& who) {
    chat::Author author;
    author.name = who.name;
    author.kind = who.is_guest ? chat::IdentityKind::guest : chat::IdentityKind::account;
    if (who.is_guest) {
        auto& id = guests_[who];
        if (id.empty()) id = "g:" + who.name + ":" + std::to_string(++guests_made_);
        author.id = id;
    } else {
        author.id = "a:" + who.name;
    }
    people_[{who.network, author.id}] = who;
    return author;
}

void Stage::lose(const Who& who) {
    guests_.erase(who);
}

void Stage::rename(const Who& who, const Who& now) {
    const std::string id = author(who).id;
    people_[{who.network, id}] = now;
    if (!who.is_guest) return;
    guests_.erase(who);
    guests_[now] = id;
}

void Stage::set_away(const Who& who, bool is_away) {
    const std::pair key{who.network, author(who).id};
    if (is_away) {
        away_.insert(key);
    } else {
        away_.erase(key);
    }
}

void Stage::set_link(const std::string& network, bool is_up) {
    if (is_up) {
        down_.erase(network);
    } else {
        down_.insert(network);
    }
}

void Stage::expect_next(const NextTo& next) {
    NextTo whole = next;
    if (whole.place.kind == chat::PlaceKind::direct) whole.place.id = author(next.who).id;
    fates_[whole.place].push_back(whole);
}

std::string Stage::label(const chat::Place& place) const {
    std::string label = place.id;
    if (place.kind == chat::PlaceKind::direct) {
        const auto found = people_.find({place.network, place.id});
        if (found != people_.end()) {
            label = (found->second.is_guest ? "~" : "") + found->second.name;
        } else if (label.starts_with("a:")) {
            label.erase(0, 2);
        }
    }
    return place.network == script_.nets.front().name ? label : label + "@" + place.network;
}

bool Stage::can_reach(const chat::Place& place) const {
    if (place.kind == chat::PlaceKind::room) return true;
    if (away_.contains({place.network, place.id})) return false;
    if (!place.id.starts_with("g:")) return true;
    return std::ranges::any_of(guests_, [&](const auto& guest) {
        return guest.first.network == place.network && guest.second == place.id;
    });
}

namespace {

struct FateWords {
    Fate fate;
    std::string_view remark;
    chat::Delivery delivery;
};

constexpr std::array fate_words{
    FateWords{Fate::absent, " (absent)", chat::Delivery::absent},
    FateWords{Fate::refused, " (refused)", chat::Delivery::refused},
    FateWords{Fate::returned, " (returned)", chat::Delivery::returned},
    FateWords{Fate::unknown, " (unknown)", chat::Delivery::unknown},
    FateWords{Fate::unconfirmed, " (unconfirmed)", chat::Delivery::unconfirmed},
    FateWords{Fate::no_report, " (no report)", chat::Delivery::unknown},
};

} // namespace

Stage::Delivered Stage::deliver(const chat::Outbound& message) {
    using chat::Delivery;
    auto& fates = fates_[message.place];
    std::optional<Fate> fate;
    std::string reason;
    if (!fates.empty()) {
        fate = fates.front().fate;
        reason = fates.front().reason;
        fates.erase(fates.begin());
    } else if (!can_reach(message.place)) {
        fate = Fate::absent;
    }
    chat::DeliveryReported report{message.outbox_id, Delivery::sent, {}, reason};
    if (fate) {
        const auto& words = *std::ranges::find(fate_words, *fate, &FateWords::fate);
        report.delivery = words.delivery;
        if (*fate == Fate::no_report) return {std::nullopt, std::string(words.remark)};
        return {report, std::string(words.remark)};
    }
    sent_.push_back(message);
    if (net(message.place.network).capabilities.confirms_delivery) {
        report.remote_id = "out-" + std::to_string(message.outbox_id);
    } else {
        report.delivery = Delivery::unconfirmed;
    }
    return {report, {}};
}

std::string Stage::remote_id_of(const chat::Place& place, const std::string& words) const {
    const auto find = [&](auto fits) -> std::string {
        for (const chat::Outbound& message : sent_ | std::views::reverse) {
            const bool is_message = message.act == chat::Act::say && message.place == place;
            if (is_message && fits(message.text)) return "out-" + std::to_string(message.outbox_id);
        }
        for (const Heard& heard : heard_ | std::views::reverse) {
            if (heard.place == place && fits(heard.text)) return heard.remote_id;
        }
        return {};
    };
    // "Question 1" is the card, not what was said later about it.
    std::string found = find([&](const std::string& text) { return text.starts_with(words); });
    if (found.empty()) {
        found = find([&](const std::string& text) { return text.contains(words); });
    }
    return found;
}

std::string Stage::thread_of(const chat::Place& place, const std::string& words) const {
    for (const chat::Outbound& message : sent_ | std::views::reverse) {
        if (message.act == chat::Act::open_thread && message.place == place &&
            message.text.starts_with(words)) {
            return "out-" + std::to_string(message.outbox_id);
        }
    }
    return remote_id_of(place, words);
}

void Stage::note_heard(const chat::Place& place, const std::string& remote_id,
                       const std::string& text) {
    heard_.push_back({place, remote_id, text});
}

/// The first words of a message, to tell which it is.
std::string Stage::words_of(const std::string& remote_id) const {
    constexpr std::size_t words_bytes_max = 24;
    std::string text = "?";
    for (const chat::Outbound& message : sent_) {
        const bool is_it = "out-" + std::to_string(message.outbox_id) == remote_id;
        const bool is_words =
            message.act == chat::Act::say || message.act == chat::Act::open_thread;
        if (is_it && is_words) text = message.text;
    }
    for (const Heard& heard : heard_) {
        if (heard.remote_id == remote_id) text = heard.text;
    }
    text = text.substr(0, text.find('\n'));
    if (text.size() <= words_bytes_max) return text;
    const auto end = text.rfind(' ', words_bytes_max);
    return text.substr(0, end == std::string::npos ? words_bytes_max : end) + " …";
}

std::string Stage::form_of(const chat::Outbound& message) const {
    std::string form;
    switch (message.act) {
    case chat::Act::say:
        if (!message.thread.empty()) form += " [thread of “" + words_of(message.thread) + "”]";
        if (!message.target.empty()) form += " [answers “" + words_of(message.target) + "”]";
        break;
    case chat::Act::change:
        form += " [changes “" + words_of(message.target) + "”]";
        break;
    case chat::Act::remove:
        form += " [removes “" + words_of(message.target) + "”]";
        break;
    case chat::Act::react:
        form += " [sets a sign on “" + words_of(message.target) + "”]";
        break;
    case chat::Act::open_thread:
        form += " [opens a thread]";
        break;
    case chat::Act::close_thread:
        form += " [closes the thread “" + words_of(message.target) + "”]";
        break;
    case chat::Act::reopen_thread:
        form += " [reopens the thread “" + words_of(message.target) + "”]";
        break;
    case chat::Act::answer_press:
        form += " [to the press]";
        break;
    }
    if (!message.mentions.empty()) {
        form += " [calls";
        for (const std::string& each : message.mentions)
            form += ' ' + label({message.place.network, chat::PlaceKind::direct, each});
        form += ']';
    }
    for (const chat::Attachment& file : message.attachments)
        form += " [file " + file.name + "]";
    if (!message.buttons.empty()) {
        form += " [buttons:";
        for (const chat::Button& each : message.buttons)
            form += ' ' + each.label;
        form += ']';
    }
    return form;
}

const Net& Stage::net(const std::string& name) const {
    return *std::ranges::find(script_.nets, name, &Net::name);
}

} // namespace peerdesk::transcripts
