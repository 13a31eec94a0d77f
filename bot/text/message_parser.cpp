// SPDX-License-Identifier: MIT
// The grammar of banana-i18n 2.4.0, rule by rule, without HTML and links: ordered choice, no
// backtracking into a rule that matched. Two quirks of the original are mended, see plural_forms().
#include "bot/text/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace peerdesk::text {
namespace {

/// Calls within calls; a person writes two or three.
constexpr std::size_t depth_max = 16;
/// A parameter's number has at most this many digits; longer ones are text that is never filled.
constexpr std::size_t parameter_digits_max = 6;

constexpr std::array<std::pair<std::string_view, Function>, 5> function_names{{
    {"plural", Function::plural},
    {"gender", Function::gender},
    {"formatnum", Function::formatnum},
    {"grammar", Function::grammar},
    {"bidi", Function::bidi},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<Function> function_named(std::string_view name) {
    std::string lower(name);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const auto& [known, function] : function_names) {
        if (known == lower) return function;
    }
    return std::nullopt;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t length = 0;
    while (at + length < text.size() && is_digit(text[at + length])) {
        ++length;
    }
    return length;
}

Node literal_node(std::string text) {
    Node node;
    node.text = std::move(text);
    return node;
}

/// `$` and digits, counted from 1. What cannot be a parameter is the literal it looks like.
Node parameter_node(std::string_view written) {
    Node node = literal_node(std::string(written));
    const std::string_view digits = written.substr(1);
    if (digits.size() > parameter_digits_max) return node;
    std::from_chars(digits.data(), digits.data() + digits.size(), node.parameter);
    if (node.parameter > 0) node.kind = Node::Kind::parameter;
    return node;
}

/// Takes `N=` off a form that starts with it, or with space and it.
void take_exact_count(Argument& form) {
    if (form.text.empty() || form.text.front().kind != Node::Kind::literal) return;
    std::string& text = form.text.front().text;
    const std::size_t start = std::min(text.find_first_not_of(" \t\n"), text.size());
    const std::size_t end = start + digits_at(text, start);
    if (end == start || end >= text.size() || text[end] != '=') return;
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data() + start, text.data() + end, count);
    if (read.ec != std::errc{}) return;
    form.exact_count = count;
    text.erase(0, end + 1);
    if (text.empty()) form.text.erase(form.text.begin());
}

/// Explicit forms are marked and empty ones dropped, as the original drops them. It looks at the
/// finished text and anywhere in it, so that a parameter holding "12=", or an empty one, would
/// unsettle the forms; here the message alone decides.
void plural_forms(Node& call) {
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        take_exact_count(call.arguments[i]);
    }
    if (call.arguments.empty()) return;
    const auto is_empty = [](const Argument& form) {
        return form.text.empty() && !form.exact_count;
    };
    call.arguments.erase(std::remove_if(call.arguments.begin() + 1, call.arguments.end(), is_empty),
                         call.arguments.end());
}

class Parser {
  public:
    explicit Parser(std::string_view source) : source_(source) {}

    std::expected<Sequence, ParseError> run() {
        Sequence nodes;
        while (auto node = expression(false)) {
            nodes.push_back(std::move(*node));
        }
        if (at_ != source_.size()) return std::unexpected(ParseError{at_});
        return nodes;
    }

  private:
    /// A call, a parameter or a literal; inside a call a literal ends at "|".
    std::optional<Node> expression(bool inside_call) {
        if (auto node = call()) return node;
        if (auto node = parameter()) return node;
        return literal(inside_call);
    }

    std::optional<Node> parameter() {
        if (!next_is("$")) return std::nullopt;
        const std::size_t digits = digits_at(source_, at_ + 1);
        if (digits == 0) return std::nullopt;
        Node node = parameter_node(source_.substr(at_, digits + 1));
        at_ += digits + 1;
        return node;
    }

    std::optional<Node> literal(bool inside_call) {
        const std::string_view special = inside_call ? "{}$\\|" : "{}$\\";
        std::string text;
        while (at_ < source_.size()) {
            if (next_is("\\") && escapes()) {
                text += source_[at_ + 1];
                at_ += 2;
            } else if (special.find(source_[at_]) == std::string_view::npos) {
                text += source_[at_++];
            } else {
                break;
            }
        }
        if (text.empty()) return std::nullopt;
        return literal_node(std::move(text));
    }

    /// A backslash escapes any character but a line end. The rest of a character of several bytes
    /// follows by itself, since no byte of it is special.
    bool escapes() const {
        if (at_ + 1 >= source_.size()) return false;
        const std::string_view rest = source_.substr(at_ + 1);
        return rest[0] != '\n' && rest[0] != '\r' && !rest.starts_with("\xe2\x80\xa8") &&
               !rest.starts_with("\xe2\x80\xa9");
    }

    std::optional<Node> call() {
        const std::size_t start = at_;
        if (depth_ >= depth_max || !take("{{")) return std::nullopt;
        ++depth_;
        auto node = call_content();
        --depth_;
        if (node && take("}}")) return node;
        at_ = start;
        return std::nullopt;
    }

    std::optional<Node> call_content() {
        const auto function = function_named(function_name());
        if (!function) return std::nullopt;
        Node node;
        node.kind = Node::Kind::call;
        node.function = *function;
        if (take(":")) {
            Argument first;
            if (auto inner = expression(true)) first.text.push_back(std::move(*inner));
            node.arguments.push_back(std::move(first));
        }
        while (take("|")) {
            Argument argument;
            while (auto inner = expression(true)) {
                argument.text.push_back(std::move(*inner));
            }
            node.arguments.push_back(std::move(argument));
        }
        if (*function == Function::plural) plural_forms(node);
        return node;
    }

    std::string_view function_name() {
        const std::size_t start = at_;
        at_ = std::min(source_.find_first_of(":|{}", at_), source_.size());
        return source_.substr(start, at_ - start);
    }

    bool next_is(std::string_view token) const { return source_.substr(at_).starts_with(token); }

    bool take(std::string_view token) {
        if (!next_is(token)) return false;
        at_ += token.size();
        return true;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
};

} // namespace

Message Message::plain(std::string_view source) {
    Message message;
    std::string literal;
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t digits = source[at] == '$' ? digits_at(source, at + 1) : 0;
        if (digits == 0) {
            literal += source[at++];
            continue;
        }
        if (!literal.empty()) message.nodes_.push_back(literal_node(std::exchange(literal, {})));
        message.nodes_.push_back(parameter_node(source.substr(at, digits + 1)));
        at += digits + 1;
    }
    if (!literal.empty()) message.nodes_.push_back(literal_node(std::move(literal)));
    return message;
}

std::expected<Message, ParseError> parse(std::string_view source) {
    if (source.find("{{") == std::string_view::npos) return Message::plain(source);
    auto nodes = Parser(source).run();
    if (!nodes) return std::unexpected(nodes.error());
    Message message;
    message.nodes_ = std::move(*nodes);
    return message;
}

} // namespace peerdesk::text
