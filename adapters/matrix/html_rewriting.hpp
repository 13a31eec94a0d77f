// SPDX-License-Identifier: MIT
// HTML of a message read for a writer, which makes something else of it.
#pragma once

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/html_rules.hpp"
#include "adapters/matrix/html_tokens.hpp"

#include <string>
#include <string_view>

namespace peerdesk::matrix {

/// Gives a new Writer each text as it is written (`text`), each opening tag of an allowed element
/// (`open`) and each closing one (`close`), as valid UTF-8 without control characters; then what
/// its `finish` says.
template <class Writer>
[[nodiscard]] std::string rewritten_html(std::string_view html) {
    if (html.empty()) return {};
    const std::string clean =
        is_valid_utf8(html) ? clean_text(html) : clean_text(repaired_utf8(html));
    Writer writer;
    HtmlTokens tokens(clean);
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind == HtmlToken::Kind::text) {
            writer.text(token.raw);
        } else if (const HtmlElement* element = html_element(token.name)) {
            if (token.kind == HtmlToken::Kind::open)
                writer.open(*element, token);
            else
                writer.close(*element);
        }
    }
    return writer.finish();
}

} // namespace peerdesk::matrix
