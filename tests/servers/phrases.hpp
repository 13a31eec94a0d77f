// SPDX-License-Identifier: MIT
// How the desk's answers are known again: patterns for the stable words of locales/en.json, kept in
// one place so that a change of wording is one change here.
#pragma once

#include <string>

namespace peerdesk::servers::phrases {

inline const std::string number = "([0-9]+)";

inline const std::string opened = "your question has the number " + number;
inline const std::string added = "added to your question " + number;
inline const std::string new_card = "new question " + number + " from ";
inline const std::string resume_line = "^resume [A-Z0-9-]+$";
inline const std::string identified = "^welcome, ";
inline const std::string needs_responder = "for responders";
inline const std::string closed_for_asker = "closed your question";
inline const std::string learned_ask = "did you learn";
inline const std::string learned = "you learned";
inline const std::string resumed = "welcome back\\. question " + number + " is yours";
inline const std::string possibly_repeated = "possibly repeated";
inline const std::string role_added = "is now a responder";
inline const std::string answer_kept = "cannot be reached now";
inline const std::string you_may_identify = "with a pass phrase from a coordinator";
inline const std::string phrase_needs_tls = "not encrypted";
inline const std::string answer_goes = "your answer to question";
inline const std::string button_is_old = "does nothing any more";
inline const std::string person_unreachable = "can no longer be reached";
inline const std::string person_reachable = "can be reached again";
inline const std::string thread_again = "was deleted. this is a new one";
inline const std::string away = "peerdesk was away from ";

inline std::string taken_for_asker(int ticket) {
    return "has taken your question " + std::to_string(ticket);
}
inline std::string is_yours(int ticket) {
    return "question " + std::to_string(ticket) + " from .* is yours";
}
inline std::string is_taken(int ticket) {
    return "question " + std::to_string(ticket) + " (has been with|was taken by) ";
}
inline std::string answer(int ticket, const std::string& text) {
    return "about question " + std::to_string(ticket) + ": .*" + text;
}
inline std::string card(int ticket) {
    return "^question " + std::to_string(ticket) + " from ";
}
inline std::string followed_up(int ticket, const std::string& text) {
    return "question " + std::to_string(ticket) + ", .*" + text;
}
inline std::string is_closed(int ticket) {
    return "question " + std::to_string(ticket) + " is closed";
}

} // namespace peerdesk::servers::phrases
