// SPDX-License-Identifier: MIT
// What people do on networks with threads: they talk beside each other, answer each other and the
// askers, change and withdraw what they wrote, set signs and send files.
#include "tests/simulation/crowd.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peerdesk::simulation {

namespace {

/// Words of colleagues; some begin like commands.
constexpr std::array talk{"what shall we say to them?",
                          "claim 1 somebody, please",
                          "close the window first",
                          "reply later today",
                          "I know this one",
                          "note that she asks this every week",
                          "solved, I think",
                          "next one is mine"};
/// As an answer to a card a command is a command, so these are none.
constexpr std::array talk_to_card{"what shall we say to them?", "I know this one",
                                  "she asks this every week"};
constexpr std::array thread_commands{"!claim",          "!claim", "!release",
                                     "!close answered", "!show",  "!skill photo upload",
                                     "!reopen",         "!next",  "!1"};
constexpr std::array card_commands{"claim", "close", "close taught photo upload", "release",
                                   "show"};
constexpr std::array signs{"\U0001F44D", "\U0001F44D", "\U0001F440",
                           "\u2705",     "\U0001F389", "\u2764\uFE0F"};

template <std::size_t n>
std::string pick(Dice& dice, const std::array<const char*, n>& from) {
    return from[static_cast<std::size_t>(dice.below(static_cast<int>(n)))];
}

bool is_card(const Posted& posted) {
    return !posted.human && posted.thread.empty() && posted.text.starts_with("Question ") &&
           posted.text.contains("\nState: ");
}

/// Shows what a person wrote, as far as one can see.
bool is_words(const Posted& posted) {
    return !posted.thread.empty() && Markers::word_in(posted.text).has_value();
}

} // namespace

std::optional<Posted> Crowd::some_message(const Network& network,
                                          const std::function<bool(const Posted&)>& is_meant) {
    constexpr std::size_t looked_at = 12;
    auto found = network.timeline().which(
        [&](const Posted& each) { return each.is_known && is_meant(each); });
    if (found.empty()) return std::nullopt;
    std::ranges::sort(found, {}, [](const Posted* each) { return each->number; });
    if (found.size() > looked_at) found.erase(found.begin(), found.end() - looked_at);
    return *dice_.pick(found);
}

std::int64_t Crowd::ticket_of(const Posted& posted) {
    auto row = database_.prepare("SELECT ticket_id FROM outbox WHERE id = ?");
    row.bind(posted.outbox_id);
    return row.step() ? row.integer_if("ticket_id").value_or(0) : 0;
}

void Crowd::act_in_threads(const Human& human, Network& network) {
    if (!human.is_staff()) return act_as_threaded_newcomer(human, network);
    const int thrown = dice_.below(100);
    if (thrown < 25) {
        talk_in_thread(human, network);
    } else if (thrown < 50) {
        reply_to_asker(human, network);
    } else if (thrown < 62) {
        command_in_thread(human, network);
    } else if (thrown < 80) {
        set_sign(human, network);
    } else if (thrown < 90) {
        edit_something(human, network);
    } else {
        remove_something(human, network);
    }
}

void Crowd::act_as_threaded_newcomer(const Human& human, Network& network) {
    const int thrown = dice_.below(100);
    if (thrown < 30) {
        edit_something(human, network);
    } else if (thrown < 50) {
        remove_something(human, network);
    } else if (thrown < 65) {
        set_sign(human, network);
    } else if (thrown < 80) {
        send_file(human, network);
    } else if (thrown < 92) {
        network.write_unreadable(human, now_);
    } else {
        reply_to_asker(human, network); // somebody who was let into the staff room
    }
}

/// Beside a card, to a colleague, to what we say there, or to the card itself: never for askers.
void Crowd::talk_in_thread(const Human& human, Network& network) {
    const auto& room = network.plan().staff_room;
    const auto met = some_message(network, [&](const Posted& each) { return each.place == room; });
    if (!met || (!met->human && watch_.is_copy_of_question(met->outbox_id))) return;
    const std::string word = markers_.make({Secret::staff_talk, human.id, 0});
    Network::Form form;
    form.thread = met->thread.empty() ? met->remote_id : met->thread;
    if (dice_.chance(60)) form.reply_to = met->remote_id;
    const std::string text =
        is_card(*met) && !form.reply_to.empty() ? pick(dice_, talk_to_card) : pick(dice_, talk);
    watch_.heard(human.id, room);
    network.write(human, room, text + " " + word, form, now_);
}

/// An explicit reply to an asker's words as they stand in the thread of their card.
void Crowd::reply_to_asker(const Human& human, Network& network) {
    const auto& room = network.plan().staff_room;
    const auto met = some_message(network, [&](const Posted& each) {
        return each.place == room && !each.human && !each.thread.empty() && is_words(each);
    });
    if (!met || !watch_.is_copy_of_question(met->outbox_id)) return;
    const std::int64_t ticket = ticket_of(*met);
    const std::string word = markers_.make({Secret::answer, human.id, ticket});
    Network::Form form{met->thread, met->remote_id};
    if (dice_.chance(15)) {
        form.attachments.push_back(
            {chat::AttachmentKind::image, "mxc://s/" + word, word + ".png", "image/png", 1200});
    }
    watch_.heard(human.id, room);
    network.write(human, room, "press the button " + word, form, now_);
}

void Crowd::command_in_thread(const Human& human, Network& network) {
    const auto& room = network.plan().staff_room;
    const auto card = some_message(
        network, [&](const Posted& each) { return each.place == room && is_card(each); });
    if (!card) return;
    const std::int64_t ticket = ticket_of(*card);
    Network::Form form{card->remote_id, {}};
    std::string text = pick(dice_, thread_commands);
    switch (dice_.below(5)) {
    case 0:
        text = "!reply press the button " + markers_.make({Secret::answer, human.id, ticket});
        break;
    case 1:
        text = "!note seems to be new " + markers_.make({Secret::note, human.id, ticket});
        break;
    case 2:
        form.reply_to = card->remote_id;
        text = pick(dice_, card_commands);
        break;
    default:
        break;
    }
    watch_.heard(human.id, room);
    network.write(human, room, text, form, now_);
}

void Crowd::set_sign(const Human& human, Network& network) {
    const auto own_chat = network.direct(human);
    const bool is_visitor = !human.is_staff() && dice_.chance(15);
    const auto met = some_message(network, [&](const Posted& each) {
        if (each.human) return false;
        if (!human.is_staff() && !is_visitor) return each.place == own_chat;
        return each.place == network.plan().staff_room && (is_card(each) || is_words(each));
    });
    if (met) network.react(human, met->remote_id, pick(dice_, signs), now_);
}

/// The same words with a new mark.
void Crowd::edit_something(const Human& human, Network& network) {
    const auto own = some_message(network, [&](const Posted& each) {
        return each.human == human.id && !markers_.in(each.text).empty();
    });
    if (!own) return;
    std::string text = own->text;
    const std::string old = Markers::word_in(text).value();
    const std::string word = markers_.make(markers_.in(text).front());
    text.replace(text.find(old), old.size(), word);
    network.edit(human, own->remote_id, text, now_);
}

void Crowd::remove_something(const Human& human, Network& network) {
    const auto own = some_message(network, [&](const Posted& each) {
        return each.human == human.id && !markers_.in(each.text).empty();
    });
    if (own) network.remove(human, own->remote_id, now_);
}

void Crowd::send_file(const Human& human, Network& network) {
    const std::string word = markers_.make({Secret::direct_question, human.id, 0});
    const std::string text = dice_.chance(50) ? question_text(dice_, human, word) : std::string{};
    Network::Form form;
    form.attachments.push_back(
        {chat::AttachmentKind::image, "mxc://s/" + word, word + ".png", "image/png", 1200});
    network.write(human, network.direct(human), text, form, now_);
}

} // namespace peerdesk::simulation
