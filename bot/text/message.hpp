// SPDX-License-Identifier: MIT
// A message in the banana format (banana-i18n 2.4.0, HTML and wiki links off): parsed once,
// rendered often. What the format allows is in grammar order in message_parser.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/param.hpp"

namespace peerdesk::text {

class LocaleRules;

/// Where a message stops making sense, in bytes from its start.
struct ParseError {
    std::size_t position = 0;
    bool operator==(const ParseError&) const = default;
};

enum class Function { plural, gender, formatnum, grammar, bidi };

struct Node;
/// Nodes rendered one after another.
using Sequence = std::vector<Node>;

/// One part of a call. In PLURAL, `3=text` has the exact count 3 and the text "text".
struct Argument {
    Sequence text;
    std::optional<std::int64_t> exact_count;
};

struct Node {
    enum class Kind { literal, parameter, call };
    Kind kind = Kind::literal;
    Function function = Function::plural; ///< for a call
    std::size_t parameter = 0;            ///< for a parameter: 1 is `$1`
    std::string text;                     ///< the literal, or the parameter as written ("$01")
    std::vector<Argument> arguments;      ///< for a call: arg0, then one for each `|`
};

class Message {
  public:
    /// A text that always renders as itself with its `$n` replaced; nothing in it can be wrong.
    static Message plain(std::string_view source);

    /// Appends the message in the rules' locale to `out`. A missing parameter stays `$n`.
    void render_to(std::string& out, const LocaleRules& rules, std::span<const Param> params) const;
    std::string render(const LocaleRules& rules, std::span<const Param> params) const;

    const Sequence& nodes() const { return nodes_; }
    /// The numbers of the parameters used, sorted, each once.
    std::vector<std::size_t> parameters() const;

  private:
    friend std::expected<Message, ParseError> parse(std::string_view source);
    Sequence nodes_;
};

/// Parses a message. Function names are taken in any case; an unknown one is an error, because
/// the asker would read it as braces.
std::expected<Message, ParseError> parse(std::string_view source);

} // namespace peerdesk::text
