// SPDX-License-Identifier: MIT
#include "adapters/matrix/poll_reader.hpp"

#include "adapters/matrix/event_fields.hpp"

namespace peerdesk::matrix {
namespace {

constexpr std::string_view older_name = "org.matrix.msc3381.poll.start";
constexpr int answers_max = 20; ///< further ones do not count (MSC3381)
constexpr std::size_t line_bytes_max = 1'000;

/// A text block of extensible events (MSC1767), in its stable or one of its older forms.
std::string words_of(JsonValue block) {
    if (const JsonValue texts = block["m.text"]; texts.is_array()) {
        for (const JsonValue text : texts)
            if (std::string words = line_in(text["body"], line_bytes_max); !words.empty())
                return words;
    }
    for (const char* name : {"m.text", "org.matrix.msc1767.text", "body"})
        if (std::string words = line_in(block[name], line_bytes_max); !words.empty()) return words;
    return {};
}

} // namespace

bool is_poll_type(std::string_view type) {
    return type == "m.poll.start" || type == older_name;
}

std::string poll_words(JsonValue content) {
    const JsonValue stable = content["m.poll"];
    const JsonValue poll = stable.is_object() ? stable : content[older_name];
    std::string words = words_of(poll["question"]);
    if (words.empty() || !poll["answers"].is_array()) return words;
    int number = 0;
    for (const JsonValue answer : poll["answers"]) {
        if (number == answers_max) break;
        words += "\n" + std::to_string(++number) + ". " + words_of(answer);
    }
    return words;
}

} // namespace peerdesk::matrix
