// SPDX-License-Identifier: MIT
// One message that is being answered: who, where, at which desk, in which language.
#pragma once

#include "bot/conversation/services.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::conversation {

struct Turn : Context {
    const Desk& desk;
    RoomKind room = RoomKind::direct;
    storage::Person person;
    storage::Identity identity;
    chat::Place place;
    std::string language;  ///< the person's, for answers
    std::string text;      ///< what they wrote, the bot's address cut
    std::string remote_id; ///< of their message
    std::string reply_to;  ///< remote id of the message they answer
    std::string thread;    ///< remote id of the first message of the thread it stands in
    std::string html;      ///< `text` with its form, while `text` is what they wrote
    std::vector<chat::Attachment> attachments;
    std::string press_id; ///< they pressed a button: what is said to them is its answer
    std::string press_answer;
    storage::TicketId subject; ///< the ticket whose card, thread or message they wrote to
    bool is_secure = true;
    bool mentions_us = false; ///< in a room: addressed to us by name
    std::int64_t inbox_id = 0;
    bool is_desk_unclear = false;     ///< a direct chat that could belong to several desks
    bool is_answered_quietly = false; ///< over the rate limit: keep what they say, say nothing

    [[nodiscard]] bool is_direct() const { return room == RoomKind::direct; }
    [[nodiscard]] bool has_role(storage::Role role) const;
    /// Responders and coordinators: both may work on tickets.
    [[nodiscard]] bool is_staff() const;
};

/// What a command was given. Only the fields of its pattern are filled.
struct Arguments {
    storage::TicketId ticket;
    std::string person; ///< without "@"
    std::string text;
    std::string word; ///< a keyword: list filter, command name, desk name, code, week
    std::string skill;
    std::optional<storage::Outcome> outcome;
    std::vector<std::string> locales;
    std::optional<int> count;
};

/// The desk a ticket belongs to. People ask at several desks, and what they say about a ticket is
/// for its own staff alone, wherever they say it.
[[nodiscard]] const Desk& desk_of(const Turn& turn, const storage::Ticket& ticket);

/// The language somebody is answered in: chosen, else guessed, else the desk's.
[[nodiscard]] std::string language_of(const storage::Person& person, const Desk& desk);

} // namespace peerdesk::conversation
