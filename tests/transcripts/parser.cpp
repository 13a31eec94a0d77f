// SPDX-License-Identifier: MIT
#include "tests/transcripts/parser.hpp"

#include "tests/transcripts/header.hpp"
#include "tests/transcripts/moments.hpp"
#include "tests/transcripts/pieces.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace peerdesk::transcripts {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

namespace {

constexpr std::string_view default_desk =
    "desk help: public #help; staff #staff; responders bo, chi; coordinator cora";

class Reader {
  public:
    explicit Reader(Script& script) : script_(script) {}

    void read(std::size_t index, const std::string& line) {
        number_ = index + 1;
        if (line.starts_with(said_indent) && has_said_) return continue_said(line);
        if (line.starts_with(said_mark)) return begin_said(line);
        has_said_ = false;
        const std::string_view text = trimmed(line);
        if (text.empty()) return;
        if (text == "#" || text.starts_with("# ")) {
            if (script_.title.empty()) script_.title = text.substr(text.size() > 1 ? 2 : 1);
            return;
        }
        if (!has_begun_) return read_before_start(text);
        read_action(index, text);
    }

  private:
    void begin_said(const std::string& line) {
        if (script_.steps.empty()) fail("the bot cannot speak before the first step");
        script_.steps.back().expected.emplace_back(line.substr(said_mark.size()));
        has_said_ = true;
    }

    void continue_said(const std::string& line) {
        const std::string rest = line.substr(said_indent.size());
        script_.steps.back().expected.back() += "\n" + (rest == "." ? std::string{} : rest);
    }

    void read_before_start(std::string_view text) {
        if (read_header_line(script_, text, number_)) return;
        if (!take(text, "at ")) fail("expected net, desk or at: " + std::string(text));
        complete_header(script_);
        if (script_.settings.desks.empty()) read_header_line(script_, default_desk, number_);
        script_.start = moment(text);
        has_begun_ = true;
    }

    void read_action(std::size_t index, std::string_view text) {
        const bool is_joined = take(text, "& ");
        if (is_joined && (script_.steps.empty() || !script_.steps.back().expected.empty())) {
            fail("& joins the line right before it");
        }
        Action action = parse_action(text);
        if (!is_joined) script_.steps.push_back({});
        script_.steps.back().line = index;
        script_.steps.back().actions.push_back(std::move(action));
    }

    Action parse_action(std::string_view text) {
        if (take(text, "+")) return Advance{span(text)};
        if (take(text, "at ")) return MoveTo{moment(text)};
        if (text == "restart") return Restart{true};
        if (text == "crash") return Restart{false};
        if (take(text, "count ")) return parse_count(text);
        if (take(text, "link ")) return parse_link(text);
        if (take(text, "next to ")) return parse_next(text);
        if (take(text, "room ")) return parse_room_change(text);
        if (take(text, "chat ")) return parse_chat_change(text);
        if (auto seen = parse_sight(text)) return std::move(*seen);
        if (auto touch = parse_touch(text)) return std::move(*touch);
        return parse_say(text);
    }

    /// room #staff: closed why
    Action parse_room_change(std::string_view text) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) fail("room #ROOM: open|closed|renewed WHY");
        RoomChange change;
        change.place = parse_room(script_, trimmed(text.substr(0, colon)), number_);
        const std::string_view state = trimmed(text.substr(colon + 1));
        if (state == "topics on") return ThreadChange{ThreadChange::Kind::on, change.place, {}};
        if (state == "topics off") return ThreadChange{ThreadChange::Kind::off, change.place, {}};
        constexpr std::string_view lost = "topic lost ";
        if (state.starts_with(lost))
            return ThreadChange{ThreadChange::Kind::lost, change.place,
                                std::string(state.substr(lost.size()))};
        return with_state(std::move(change), state);
    }

    /// chat WHO: closed why
    Action parse_chat_change(std::string_view text) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) fail("chat WHO: open|closed WHY");
        RoomChange change;
        change.who = parse_who(script_, trimmed(text.substr(0, colon)), number_);
        change.place = {change.who.network, chat::PlaceKind::direct, {}};
        return with_state(std::move(change), trimmed(text.substr(colon + 1)));
    }

    Action with_state(RoomChange change, std::string_view state) {
        if (take(state, "closed")) {
            change.state = chat::PlaceState::closed;
        } else if (take(state, "renewed")) {
            change.state = chat::PlaceState::renewed;
        } else if (!take(state, "open")) {
            fail("not a state of a room: " + std::string(state));
        }
        change.reason = trimmed(state);
        return change;
    }

    /// [#room ]who edits|removes (part of the text)[: new text], who reacts (part): sign, who
    /// presses (part): action
    std::optional<Action> parse_touch(std::string_view text) {
        constexpr std::pair<std::string_view, Touch::Kind> verbs[] = {
            {" edits (", Touch::Kind::edits},
            {" removes (", Touch::Kind::removes},
            {" reacts (", Touch::Kind::reacts},
            {" presses (", Touch::Kind::presses}};
        for (const auto& [verb, kind] : verbs) {
            const auto at = text.find(verb);
            if (at == std::string_view::npos || text.substr(0, at).contains(':')) continue;
            Say say = parse_who_where(text.substr(0, at));
            Touch touch{kind, say.who, say.room, {}, {}};
            text.remove_prefix(at + verb.size());
            const auto end = text.find(')');
            if (end == std::string_view::npos) fail("a bracket is not closed");
            touch.target = text.substr(0, end);
            text = trimmed(text.substr(end + 1));
            if (kind != Touch::Kind::removes && !take(text, ":")) fail("a colon and the new text");
            touch.text = trimmed(text);
            return touch;
        }
        constexpr std::string_view unreadable = " writes what cannot be read";
        if (!text.ends_with(unreadable)) return std::nullopt;
        text.remove_suffix(unreadable.size());
        return Unreadable{parse_who_where(text).who};
    }

    Say parse_who_where(std::string_view text) {
        std::string_view rest = text;
        return take_who(rest);
    }

    Action parse_count(std::string_view text) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) fail("count KIND = NUMBER");
        Count count;
        std::string_view kind = trimmed(text.substr(0, equals));
        for (const std::string_view cause : {"person", "program"}) {
            const std::string end = " by " + std::string(cause);
            if (!kind.ends_with(end)) continue;
            count.cause = cause;
            kind.remove_suffix(end.size());
        }
        count.kind = kind;
        count.expected = std::stoll(std::string(trimmed(text.substr(equals + 1))));
        return count;
    }

    Action parse_link(std::string_view text) {
        const auto words = split(text, ' ');
        if (words.size() < 2 || (words[1] != "up" && words[1] != "down")) fail("link NET up|down");
        Link link{words[0], words[1] == "up", {}, {}};
        if (words.size() == 2) return link;
        // link NET up away 26 h lost 2 h
        const auto away = text.find(" away ");
        const auto lost = text.find(" lost ");
        if (away == std::string_view::npos || lost == std::string_view::npos || lost < away)
            fail("link NET up away SPAN lost SPAN");
        constexpr std::size_t word = 6;
        link.away = span(text.substr(away + word, lost - away - word));
        link.lost = span(text.substr(lost + word));
        return link;
    }

    Action parse_next(std::string_view text) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) fail("next to PLACE: what happens");
        NextTo next;
        const auto place = trimmed(text.substr(0, colon));
        std::string_view fate = trimmed(text.substr(colon + 1));
        if (place.starts_with('#')) {
            next.place = parse_room(script_, place, number_);
        } else {
            next.who = parse_who(script_, place, number_);
            next.place.network = next.who.network;
        }
        if (take(fate, "absent")) {
            next.fate = Fate::absent;
        } else if (take(fate, "refused")) {
            next.fate = Fate::refused;
        } else if (take(fate, "returned")) {
            next.fate = Fate::returned;
        } else if (take(fate, "unknown")) {
            next.fate = Fate::unknown;
        } else if (take(fate, "unconfirmed")) {
            next.fate = Fate::unconfirmed;
        } else if (take(fate, "no report")) {
            next.fate = Fate::no_report;
        } else {
            fail("not an end of a message: " + std::string(fate));
        }
        next.reason = fate;
        return next;
    }

    std::optional<Action> parse_sight(std::string_view text) {
        const auto words = split(text, ' ');
        if (text.find(':') != std::string_view::npos) return std::nullopt;
        if (words.size() == 2 && words[1] == "leaves") return seen(words[0], Sight::leaves);
        if (words.size() == 2 && words[1] == "appears") return seen(words[0], Sight::appears);
        if (words.size() == 3 && words[1] == "is" && words[2] == "away") {
            return seen(words[0], Sight::is_away);
        }
        if (words.size() == 3 && words[1] == "becomes") {
            return Becomes{parse_who(script_, words[0], number_),
                           parse_who(script_, words[2], number_)};
        }
        return std::nullopt;
    }

    Action seen(std::string_view who, Sight sight) {
        return Seen{parse_who(script_, who, number_), sight};
    }

    /// [#room ]who[ (remarks)]: text
    Action parse_say(std::string_view text) {
        Say say = take_who(text);
        while (text.starts_with('('))
            text = take_remark(say, text);
        if (!text.starts_with(':')) fail("a colon stands before what is said");
        say.text = trimmed(text.substr(1));
        return say;
    }

    /// [#room ]who; `text` is what follows.
    Say take_who(std::string_view& text) {
        Say say;
        if (text.starts_with('#')) {
            const auto end = text.find(' ');
            if (end == std::string_view::npos) fail("who says what in the room?");
            const chat::Place room = parse_room(script_, text.substr(0, end), number_);
            say.room = room.id;
            say.who.network = room.network;
            text = trimmed(text.substr(end));
        }
        const auto name_end = std::min(text.find_first_of(" :("), text.size());
        if (name_end == 0) fail("not a step: " + std::string(text));
        const std::string network = say.who.network;
        std::string name(text.substr(0, name_end));
        if (!network.empty() && name.find('@') == std::string::npos) name += "@" + network;
        say.who = parse_who(script_, name, number_);
        text = trimmed(text.substr(name_end));
        return say;
    }

    std::string_view take_remark(Say& say, std::string_view text) {
        auto end = std::min(text.find("):"), text.find(") ("));
        if (end == std::string_view::npos) end = text.find(')');
        if (end == std::string_view::npos) fail("a remark in brackets is not closed");
        std::string_view remark = text.substr(1, end - 1);
        if (remark == "a program") {
            say.is_bot = true;
        } else if (remark == "not secure") {
            say.is_insecure = true;
        } else if (remark == "cut") {
            say.was_cut = true;
        } else if (take(remark, "hint ")) {
            say.language_hint = remark;
        } else if (take(remark, "written before ")) {
            say.ago = span(remark);
        } else if (take(remark, "in the thread of ")) {
            say.thread_text = remark;
        } else if (take(remark, "in the album ")) {
            say.album = remark;
        } else if (take(remark, "with the picture ")) {
            say.attachments.push_back({chat::AttachmentKind::image,
                                       "mxc://example/" + std::string(remark), std::string(remark),
                                       "image/jpeg", 120'000});
        } else if (take(remark, "reply to ")) {
            say.reply_to_text = remark;
        } else {
            fail("not a remark: " + std::string(remark));
        }
        return trimmed(text.substr(end + 1));
    }

    std::chrono::milliseconds span(std::string_view text) {
        const auto span = parse_span(text);
        if (!span) fail("not a span of time: " + std::string(text));
        return *span;
    }

    Time moment(std::string_view text) {
        const auto moment = parse_moment(text);
        if (!moment) fail("not a moment like 2026-11-23 10:00 UTC: " + std::string(text));
        return *moment;
    }

    [[noreturn]] void fail(const std::string& what) const { throw ParseError(number_, what); }

    Script& script_;
    std::size_t number_ = 0;
    bool has_begun_ = false;
    bool has_said_ = false;
};

} // namespace

Script parse(std::string_view text) {
    Script script;
    Reader reader(script);
    const auto lines = lines_of(text);
    for (std::size_t index = 0; index < lines.size(); ++index)
        reader.read(index, lines[index]);
    if (script.steps.empty()) throw ParseError(lines.size(), "nothing happens");
    return script;
}

} // namespace peerdesk::transcripts
