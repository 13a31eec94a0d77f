// SPDX-License-Identifier: MIT
// What may stand behind a command word, as a short pattern, and whether a text fits the whole of
// it.
#pragma once

#include "bot/conversation/turn.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::commands {

using conversation::Arguments;
class Lexicon;

/// What surrounds a command: who writes where, and the ticket replied to.
struct FitContext {
    const conversation::Turn& turn;
    const Lexicon& lexicon;
    storage::TicketId replied_to; ///< the ticket of the message or thread this one answers
    bool takes_words = false;     ///< set by `fit`: words follow the number, and may begin with one
};

/// Words of a pattern, each filled in order by one or more words of the text:
///   n        ticket number, "12" or "#12"; may be left out in a reply to the ticket's card
///            and in its thread; before words only the ticket's own number or "#12" counts there
///   @ @!     a person, "@bo" or "bo"; with "!" the "@" must be there
///   text     all the rest, at least one word
///   words    all the rest, at least two: one alone is more likely a slip
///   skill    all the rest, short and no question, from somebody who asked before or was
///            introduced; also of others where it is a skill of the tree or says a source
///   lookup   all the rest, no question: a word or two, or a skill
///   learning all the rest, no question, from somebody who learned something
///   filing   "WORDS as SKILL"
///   phrase   all the rest, on a network without accounts
///   hours    when somebody is around, also with a mistake that can be explained
///   outcome  answered, taught SKILL, referred, no-reply, spam
///   filter   open, mine, unclaimed, closed, all
///   locale locales  one language, or a list with commas, by code or name
///            locales may have levels, "es native, pt 3", which then stand in `text`
///   topic    a skill in own words: few, no question, no beginning of a sentence
///   name     of a region or a group, in a few words
///   intro    the number of an introduction
///   pair     nothing; fits for somebody who was ever introduced
///   open     nothing; fits for somebody with an open introduction
///   holiday  a day, or two with "to" between them; "none"
///   round    a kind of round, mentors, exchange or coffee; or the word "round"
///   count    0 to 99
///   code     a one-time code
///   week     2026-W47, last
///   format   text, json, csv, wikitext
///   goal     all the rest, if it begins with a number
///   group    a language or region: all the rest, few words and no question
///   desk     a desk's name
///   command  a command's name
///   until    a date or duration, with or without "until"
///   duration 7d, 3h
///   for      "for …", or anything after a name, from somebody who asked before
/// A "?" behind a word makes it optional. Nothing may be left over.
[[nodiscard]] std::optional<Arguments> fit(std::string_view pattern, std::string_view text,
                                           const FitContext& context);

} // namespace peerdesk::commands
