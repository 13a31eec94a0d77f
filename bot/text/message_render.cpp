// SPDX-License-Identifier: MIT
// Fills a parsed message. Nothing here can fail: whatever is odd is shown as it stands.
#include "bot/text/message.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "bot/text/direction.hpp"
#include "bot/text/locale_rules.hpp"
#include "bot/text/number_text.hpp"

namespace peerdesk::text {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

void collect_parameters(const Sequence& nodes, std::set<std::size_t>& found) {
    for (const Node& node : nodes) {
        if (node.kind == Node::Kind::parameter) found.insert(node.parameter);
        for (const Argument& argument : node.arguments) {
            collect_parameters(argument.text, found);
        }
    }
}

/// One rendering: everything but the nodes stays the same through it.
class Renderer {
  public:
    Renderer(const LocaleRules& rules, std::span<const Param> params)
        : rules_(rules), params_(params) {}

    void append(std::string& out, const Sequence& nodes) const {
        for (const Node& node : nodes) {
            append(out, node);
        }
    }

  private:
    void append(std::string& out, const Node& node) const {
        switch (node.kind) {
        case Node::Kind::literal:
            out += node.text;
            return;
        case Node::Kind::parameter:
            append_parameter(out, node);
            return;
        case Node::Kind::call:
            append_call(out, node);
            return;
        }
    }

    const Param* parameter(const Node& node) const {
        return node.parameter <= params_.size() ? &params_[node.parameter - 1] : nullptr;
    }

    void append_parameter(std::string& out, const Node& node) const {
        const Param* param = parameter(node);
        if (param == nullptr) {
            out += node.text;
            return;
        }
        std::visit(
            Overloaded{
                [&](const std::string& text) { out += text; },
                [&](std::int64_t number) { rules_.append_number(out, number); },
                [&](const Name& name) { append_name(out, name.text, rules_.is_right_to_left()); },
            },
            param->value());
    }

    /// An argument that is read by a function, not by a person: numbers in plain digits, names
    /// without isolates.
    std::string raw(const Node& call, std::size_t index) const {
        std::string out;
        if (index >= call.arguments.size()) return out;
        for (const Node& node : call.arguments[index].text) {
            const Param* param = node.kind == Node::Kind::parameter ? parameter(node) : nullptr;
            if (param == nullptr) {
                append(out, node);
                continue;
            }
            std::visit(Overloaded{
                           [&](const std::string& text) { out += text; },
                           [&](std::int64_t number) { out += std::to_string(number); },
                           [&](const Name& name) { out += name.text; },
                       },
                       param->value());
        }
        return out;
    }

    void append_call(std::string& out, const Node& call) const {
        switch (call.function) {
        case Function::plural:
            append_plural(out, call);
            return;
        case Function::gender:
            append_gender(out, call);
            return;
        case Function::formatnum:
            append_formatnum(out, call);
            return;
        case Function::grammar:
            append_grammar(out, call);
            return;
        case Function::bidi:
            append_bidi(out, call);
            return;
        }
    }

    /// The count when arg0 is just a number parameter, which is nearly always.
    std::optional<std::int64_t> whole_count(const Node& call) const {
        if (call.arguments.empty() || call.arguments[0].text.size() != 1) return std::nullopt;
        const Node& node = call.arguments[0].text[0];
        if (node.kind != Node::Kind::parameter) return std::nullopt;
        const Param* param = parameter(node);
        const auto* number = param ? std::get_if<std::int64_t>(&param->value()) : nullptr;
        return number ? std::optional(*number) : std::nullopt;
    }

    void append_plural(std::string& out, const Node& call) const {
        if (call.arguments.size() < 2) return;
        const auto whole = whole_count(call);
        const double count = whole ? static_cast<double>(*whole) : read_number(raw(call, 0));
        std::size_t forms = 0;
        for (std::size_t i = 1; i < call.arguments.size(); ++i) {
            const Argument& form = call.arguments[i];
            if (!form.exact_count) {
                ++forms;
            } else if (static_cast<double>(*form.exact_count) == count) {
                append(out, form.text);
                return;
            }
        }
        if (forms == 0) return;
        std::size_t index = whole ? rules_.plural_index(*whole) : rules_.plural_index(count);
        index = std::min(index, forms - 1);
        for (std::size_t i = 1; i < call.arguments.size(); ++i) {
            const Argument& form = call.arguments[i];
            if (form.exact_count || index-- > 0) continue;
            append(out, form.text);
            return;
        }
    }

    void append_gender(std::string& out, const Node& call) const {
        if (call.arguments.size() < 2) return;
        const std::size_t forms = call.arguments.size() - 1;
        const std::string gender = raw(call, 0);
        std::size_t index = forms == 3 ? 2 : 0;
        if (gender == "male") index = 0;
        if (gender == "female") index = std::min<std::size_t>(1, forms - 1);
        append(out, call.arguments[index + 1].text);
    }

    void append_formatnum(std::string& out, const Node& call) const {
        const std::string number = raw(call, 0);
        if (raw(call, 1) == "R") {
            out += plain_digits(number);
        } else if (const auto whole = read_whole(number)) {
            rules_.append_number(out, *whole);
        } else if (const auto value = read_decimal(number)) {
            rules_.append_number(out, *value);
        } else {
            out += number;
        }
    }

    /// Grammatical cases are not applied: a word stays as it is. Without a case the original gives
    /// nothing, and so do we.
    void append_grammar(std::string& out, const Node& call) const {
        if (call.arguments.size() < 2 || raw(call, 0).empty()) return;
        append(out, call.arguments[1].text);
    }

    void append_bidi(std::string& out, const Node& call) const {
        if (call.arguments.empty()) return;
        std::string text;
        append(text, call.arguments[0].text);
        append_embedded(out, text);
    }

    const LocaleRules& rules_;
    std::span<const Param> params_;
};

} // namespace

void Message::render_to(std::string& out, const LocaleRules& rules,
                        std::span<const Param> params) const {
    Renderer(rules, params).append(out, nodes_);
}

std::string Message::render(const LocaleRules& rules, std::span<const Param> params) const {
    std::string out;
    render_to(out, rules, params);
    return out;
}

std::vector<std::size_t> Message::parameters() const {
    std::set<std::size_t> found;
    collect_parameters(nodes_, found);
    return {found.begin(), found.end()};
}

} // namespace peerdesk::text
