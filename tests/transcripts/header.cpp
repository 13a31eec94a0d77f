// SPDX-License-Identifier: MIT
#include "tests/transcripts/header.hpp"

#include "bot/skills/tree_file.hpp"
#include "tests/transcripts/moments.hpp"
#include "tests/transcripts/pieces.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace peerdesk::transcripts {

namespace {

struct At {
    std::string name;
    std::string network;
};

At split_at(const Script& script, std::string_view text, std::size_t number) {
    const auto at = text.find('@');
    At result{std::string(text.substr(0, at)), script.nets.front().name};
    if (at != std::string_view::npos) result.network = text.substr(at + 1);
    const bool is_known =
        std::ranges::find(script.nets, result.network, &Net::name) != script.nets.end();
    if (!is_known) throw ParseError(number, "no network is called " + result.network);
    if (result.name.empty() || result.name.find(' ') != std::string::npos) {
        throw ParseError(number, "not a name: " + result.name);
    }
    return result;
}

/// What networks such as Matrix can do.
void give_threads(chat::Capabilities& can) {
    can.is_idempotent = can.can_thread = can.can_reply = can.can_change = can.can_remove =
        can.can_react = can.takes_files = true;
    can.in_place_max = 4;
}

/// What networks such as Telegram can do.
void give_topics(chat::Capabilities& can) {
    give_threads(can);
    can.is_idempotent = false;
    can.opens_threads = can.has_buttons = can.has_slash = true;
    can.files_in_one = 10;
}

void read_net(Script& script, std::string_view line, std::size_t number) {
    const auto colon = line.find(':');
    Net net;
    net.name = trimmed(line.substr(0, colon));
    if (colon != std::string_view::npos) {
        for (const std::string& word : split(line.substr(colon + 1), ',')) {
            std::string_view rest = word;
            if (word == "accounts") {
                net.capabilities.has_accounts = true;
            } else if (word == "confirms") {
                net.capabilities.confirms_delivery = true;
            } else if (word == "threads") {
                give_threads(net.capabilities);
            } else if (word == "topics") {
                give_topics(net.capabilities);
            } else if (take(rest, "in place ")) {
                net.capabilities.in_place_max = std::stoul(std::string(rest));
            } else if (word == "insecure") {
                net.is_secure = false;
            } else if (take(rest, "in flight ")) {
                net.capabilities.in_flight_max = std::stoul(std::string(rest));
            } else if (word != "guests only") {
                throw ParseError(number, "not a property of a network: " + word);
            }
        }
    }
    script.nets.push_back(std::move(net));
}

int number_in(std::string_view text, std::size_t line) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw ParseError(line, "not a number: " + std::string(text));
    }
    return value;
}

std::chrono::milliseconds span_in(std::string_view text, std::size_t line) {
    const auto span = parse_span(text);
    if (!span) throw ParseError(line, "not a span of time: " + std::string(text));
    return *span;
}

template <class Duration>
Duration span_as(std::string_view text, std::size_t line) {
    return std::chrono::duration_cast<Duration>(span_in(text, line));
}

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

bool read_rooms_and_people(Script& script, desk::DeskSettings& desk, std::string_view word,
                           std::size_t line) {
    const auto rooms = [&](std::vector<chat::Place>& into) {
        for (const auto& each : split(word, ','))
            into.push_back(parse_room(script, each, line));
        return true;
    };
    const auto people = [&](std::vector<desk::NamedAccount>& into) {
        constexpr std::string_view named = " named ";
        for (const auto& each : split(word, ',')) {
            const auto end = each.find(named);
            const At at = split_at(script, each.substr(0, end), line);
            into.push_back({at.network, at.name});
            if (end != std::string::npos)
                into.back().account += ' ' + each.substr(end + named.size());
        }
        return true;
    };
    if (take(word, "public ")) return rooms(desk.public_rooms);
    if (take(word, "staff ")) return rooms(desk.staff_rooms);
    if (take(word, "coordinators in ")) return rooms(desk.coordinator_rooms);
    if (take(word, "responders ") || take(word, "responder ")) return people(desk.responders);
    if (take(word, "coordinators ") || take(word, "coordinator ")) {
        return people(desk.coordinators);
    }
    return false;
}

bool read_spans(desk::DeskSettings& desk, std::string_view word, std::size_t line) {
    if (take(word, "widen after ")) {
        desk.widen_after = span_as<minutes>(word, line);
    } else if (take(word, "ask all after ")) {
        desk.ask_all_after = span_as<minutes>(word, line);
    } else if (take(word, "escalate after ")) {
        desk.escalate_after = span_as<minutes>(word, line);
    } else if (take(word, "nudge after ")) {
        desk.nudge_after = span_as<minutes>(word, line);
    } else if (take(word, "return after ")) {
        desk.return_after = span_as<minutes>(word, line);
    } else if (take(word, "close after ")) {
        desk.close_after = span_as<hours>(word, line);
    } else if (take(word, "reopen within ")) {
        desk.reopen_window = span_as<hours>(word, line);
    } else if (take(word, "keep words for ")) {
        desk.body_retention = span_as<hours>(word, line);
    } else if (take(word, "count messages in ")) {
        desk.rate_window = span_as<seconds>(word, line);
    } else {
        return false;
    }
    return true;
}

bool read_numbers(desk::DeskSettings& desk, std::string_view word, std::size_t line) {
    if (take(word, "ask first ")) {
        desk.ask_first = static_cast<std::size_t>(number_in(word, line));
    } else if (take(word, "open tickets ")) {
        desk.open_tickets_max = number_in(word, line);
    } else if (take(word, "claims each ")) {
        desk.ticket_limit = number_in(word, line);
    } else if (take(word, "requests a week ")) {
        desk.weekly_requests = number_in(word, line);
    } else if (take(word, "messages each ")) {
        desk.person_messages_max = number_in(word, line);
    } else if (take(word, "messages a room ")) {
        desk.room_messages_max = number_in(word, line);
    } else if (take(word, "longest message ")) {
        desk.message_length_max = static_cast<std::size_t>(number_in(word, line));
    } else if (take(word, "goal people ")) {
        desk.goal_people = number_in(word, line);
    } else if (take(word, "goal skills ")) {
        desk.goal_skills = number_in(word, line);
    } else {
        return false;
    }
    return true;
}

void read_desk(Script& script, std::string_view line, std::size_t number) {
    if (script.nets.empty()) complete_header(script);
    const auto colon = line.find(':');
    desk::DeskSettings desk;
    desk.name = trimmed(line.substr(0, colon));
    if (colon != std::string_view::npos) {
        for (const std::string& each : split(line.substr(colon + 1), ';')) {
            std::string_view word = each;
            if (take(word, "language ")) {
                desk.language = word;
            } else if (take(word, "zone ")) {
                desk.zone = word;
            } else if (take(word, "prefix ")) {
                desk.prefix = word;
            } else if (word == "plain answers") {
                desk.plain_answers = true;
            } else if (word == "thread answers") {
                desk.thread_answers = true;
            } else if (word == "no weekly summary") {
                desk.weekly_summary = false;
            } else if (!read_rooms_and_people(script, desk, word, number) &&
                       !read_spans(desk, word, number) && !read_numbers(desk, word, number)) {
                throw ParseError(number, "not a setting of a desk: " + each);
            }
        }
    }
    script.settings.desks.push_back(std::move(desk));
}

/// A tree of skills from a file of the source tree.
void read_skills(Script& script, std::string_view name, std::size_t number) {
    std::ifstream file(std::filesystem::path(PEERDESK_SOURCE_DIR) / name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto reading = skills::read_tree(text);
    if (!reading.problems.empty()) {
        throw ParseError(number, "not a tree of skills: " + std::string(name) + ": " +
                                     reading.problems.front().key);
    }
    script.skill_tree = std::move(reading.tree);
}

} // namespace

chat::Place parse_room(const Script& script, std::string_view text, std::size_t number) {
    const At at = split_at(script, text, number);
    return {at.network, chat::PlaceKind::room, at.name};
}

Who parse_who(const Script& script, std::string_view text, std::size_t number) {
    const bool is_guest = text.starts_with('~');
    if (is_guest) text.remove_prefix(1);
    const At at = split_at(script, text, number);
    return {at.name, at.network, is_guest};
}

bool read_header_line(Script& script, std::string_view line, std::size_t number) {
    if (take(line, "net ")) {
        read_net(script, line, number);
    } else if (take(line, "desk ")) {
        read_desk(script, line, number);
    } else if (take(line, "skills ")) {
        read_skills(script, line, number);
    } else if (take(line, "no restart:")) {
        script.why_not_restarted = line;
    } else if (take(line, "not twice:")) {
        script.why_not_twice = line;
    } else {
        return false;
    }
    return true;
}

void complete_header(Script& script) {
    if (script.nets.empty()) {
        script.nets.push_back(
            {"chat", {.has_accounts = true, .confirms_delivery = true, .in_flight_max = 16}, true});
    }
}

} // namespace peerdesk::transcripts
