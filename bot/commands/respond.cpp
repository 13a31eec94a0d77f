// SPDX-License-Identifier: MIT
#include "bot/commands/respond.hpp"

#include "bot/commands/dispatch.hpp"
#include "bot/commands/pattern.hpp"
#include "bot/commands/prompt_answers.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/learning.hpp"
#include "bot/desk/relay.hpp"
#include "bot/mentoring/meeting.hpp"
#include "bot/people/language_command.hpp"
#include "bot/people/start_link.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace peerdesk::commands {

using conversation::answer;
using conversation::Lines;
using conversation::number;
using conversation::RoomKind;
using conversation::typed_here;

namespace {

/// What Telegram's clients send first, with what the link to us carried.
const std::string start_word = "/start";

bool is_single_word(std::string_view text) {
    return text.find_first_of(" \t\n") == std::string_view::npos;
}

/// Nothing but digits and punctuation.
bool has_no_letter(std::string_view typed) {
    return std::ranges::none_of(text::plain_digits(typed), [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
               (static_cast<unsigned char>(each) & 0x80U) != 0;
    });
}

void explain_asking(Turn& turn) {
    desk::guess_language(turn, turn.text);
    Lines lines(turn.services, turn.language);
    lines.add(turn.is_direct() ? "peerdesk-how-to-ask" : "peerdesk-how-to-ask-room");
    if (!turn.is_direct()) lines.literal(typed_here(turn, "ask …"));
    answer(turn, lines);
}

/// "thanks" alone thanks whoever answered; other small talk is answered with how to ask.
void small_talk(Turn& turn) {
    const auto& words = turn.services.texts->words;
    if (words.is_thanks(turn.text)) {
        desk::thanks(turn, {});
    } else if (words.is_greeting(turn.text) ||
               turn.tables().tickets.unclosed_of(turn.person.id).empty()) {
        explain_asking(turn);
    } else {
        answer(turn, "peerdesk-acknowledged");
    }
}

/// A responder's bare text could be an answer or a question of their own: they say which.
void offer_staff(Turn& turn) {
    const auto held =
        turn.tables().tickets.list(turn.desk.id, storage::TicketFilter::mine, turn.person.id, 1);
    Lines lines(turn.services, turn.language);
    storage::TicketId ticket;
    if (!held.empty()) {
        ticket = held.front().id;
        lines.add(
            "peerdesk-bare-reply",
            {number(ticket), conversation::name_of(turn, held.front().asker, lines.locale())});
    }
    lines.add(held.empty() ? "peerdesk-bare-ask-only" : "peerdesk-bare-ask");
    turn.tables().prompts.add({.place = conversation::stored(turn.place),
                               .person = turn.person.id,
                               .kind = "bare",
                               .ticket = ticket,
                               .payload = turn.text,
                               .asked = turn.now});
    answer(turn, lines, ticket);
}

/// A language's own name alone changes the language.
bool change_language(Turn& turn) {
    constexpr std::size_t language_name_min = 4; // "es" alone may be a word of another language
    if (!is_single_word(turn.text) || turn.text.size() < language_name_min) return false;
    const auto locale = turn.services.texts->languages.find(turn.text);
    if (!locale) return false;
    people::language(turn, {.locales = {*locale}});
    return true;
}

/// "yes", "no" or "3" without a question of ours: may answer a responder's question in the open
/// ticket, but never opens one.
bool answer_without_prompt(Turn& turn) {
    const auto& words = turn.services.texts->words;
    if (!has_no_letter(turn.text) && words.answer_word(turn.text) == text::Answer::none) {
        return false;
    }
    if (!turn.is_staff() && desk::join_open_ticket(turn, turn.text)) return true;
    explain_asking(turn);
    return true;
}

/// `typed` is the text with its prefix: what is kept is kept as they wrote it.
void bare_text(Turn& turn, const Lexicon& lexicon, bool is_misfit, std::string typed) {
    if (turn.services.texts->words.is_small_talk(turn.text)) {
        small_talk(turn);
        return;
    }
    if (is_misfit && is_about_pair(turn, lexicon, turn.text)) {
        explain(turn, lexicon, turn.text);
        return;
    }
    if (answer_without_prompt(turn)) return;
    if (change_language(turn)) return;
    if (is_single_word(turn.text) && !turn.text.ends_with('?')) {
        if (is_misfit) {
            explain(turn, lexicon, turn.text);
            return;
        }
        if (suggest(turn, lexicon, turn.text)) return;
    }
    turn.text = std::move(typed);
    if (turn.room == RoomKind::staff || turn.room == RoomKind::coordinators) {
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-staff-room-hint");
        conversation::add_prefix_hint(turn, lines);
        answer(turn, lines);
    } else if (turn.is_direct() && turn.is_staff()) {
        offer_staff(turn);
    } else {
        desk::take_question(turn, turn.text);
    }
}

/// Files without a word, as a question or to the staff's hint.
void bare_files(Turn& turn) {
    if (turn.room == RoomKind::staff || turn.room == RoomKind::coordinators) return;
    desk::take_question(turn, "");
}

/// What the staff write to each other in the thread of a ticket, or as an answer to its card.
bool is_thread_talk(const Turn& turn, bool has_prefix) {
    return !has_prefix && !turn.mentions_us && turn.room == RoomKind::staff && turn.subject &&
           turn.services.capabilities(turn.place.network).can_thread;
}

bool answers_card(Turn& turn) {
    const auto row = turn.tables().outbox.find_remote(turn.place.network, turn.reply_to);
    return row && turn.tables().cards.ticket_of(row->id);
}

/// How much of a text are lines at its beginning that quote somebody: what they say is not what is
/// wanted. None where nothing else follows.
std::size_t quote_length(std::string_view text) {
    std::size_t length = 0;
    while (text.substr(length).starts_with("> ")) {
        const auto end = text.find('\n', length);
        if (end == std::string_view::npos) return 0;
        length = end + 1;
    }
    return length;
}

/// How much of a text is the desk's prefix or a "/".
std::size_t prefix_length(const Turn& turn, std::string_view text) {
    const std::string& prefix = turn.desk.settings.prefix;
    if (!prefix.empty() && text.starts_with(prefix)) return prefix.size();
    return text.starts_with('/') ? 1 : 0;
}

/// Cuts the desk's prefix; true when there was one. A "/" goes too, where people are used to it,
/// but it says nothing about whom a text is for: paths begin with it as well.
bool cut_prefix(Turn& turn) {
    const std::size_t length = prefix_length(turn, turn.text);
    if (length == 0 || turn.text.size() == length) return false;
    const std::string& prefix = turn.desk.settings.prefix;
    const bool has_slash = turn.services.capabilities(turn.place.network).has_slash;
    const bool has_prefix = (!prefix.empty() && turn.text.starts_with(prefix)) ||
                            (has_slash && turn.text.starts_with('/'));
    turn.text.erase(0, length);
    return has_prefix;
}

/// What is passed on is what they wrote, with what it quotes.
bool takes_reply(Turn& turn, const std::string& typed) {
    std::string meant = std::exchange(turn.text, typed);
    if (desk::take_explicit_reply(turn)) return true;
    turn.text = std::move(meant);
    return false;
}

} // namespace

bool holds_secret(const Turn& turn, const Lexicon& lexicon) {
    std::string_view text = std::string_view(turn.text).substr(quote_length(turn.text));
    text.remove_prefix(prefix_length(turn, text));
    const FitContext context{turn, lexicon, {}};
    return std::ranges::any_of(lexicon.match(text), [&](const Match& match) {
        const std::string_view name = match.command->name;
        // Also where this network has no use for a phrase: it is one all the same.
        if (name == "identify") return !match.rest.contains('?');
        if (name == "link" || name == "resume") return fit("code", match.rest, context).has_value();
        const bool sets_phrase = name == "responder add" || name == "coordinator add";
        return sets_phrase && fit("@ text", match.rest, context).has_value();
    });
}

void respond(Turn& turn, const Lexicon& lexicon) {
    if (turn.text == start_word || turn.text.starts_with(start_word + " ")) {
        people::take_start(turn, turn.text.substr(start_word.size()));
        explain_asking(turn);
        return;
    }
    if (turn.text.empty() && turn.attachments.empty()) return;
    std::string typed = turn.text;
    turn.text.erase(0, quote_length(turn.text));
    const bool has_prefix = cut_prefix(turn);
    // A reply to an asker's words is an answer whatever it says, unless it is marked as a command.
    if (!has_prefix && takes_reply(turn, typed)) return;
    if (!has_prefix && desk::answers_asker(turn) && turn.room == RoomKind::staff) {
        // Who may not answer should know that it did not go out.
        static_cast<void>(dispatch(turn, lexicon, "reply " + number(turn.subject) + " …"));
        return;
    }
    if (is_thread_talk(turn, has_prefix)) {
        if (answers_card(turn) && dispatch(turn, lexicon, turn.text) == Dispatched::ran) return;
        turn.text = std::move(typed);
        desk::take_thread_talk(turn);
        return;
    }
    if (turn.text.empty()) {
        bare_files(turn);
        return;
    }
    if (!has_prefix && mentoring::take_pair_reply(turn)) return;
    if (answer_prompt(turn)) return;
    const Dispatched dispatched = dispatch(turn, lexicon, turn.text);
    if (dispatched == Dispatched::ran) return;
    if (has_prefix && !turn.is_direct()) {
        if (dispatched == Dispatched::misfit) explain(turn, lexicon, turn.text);
        return; // an unknown word in a room may be meant for another bot
    }
    bare_text(turn, lexicon, dispatched == Dispatched::misfit, std::move(typed));
}

} // namespace peerdesk::commands
