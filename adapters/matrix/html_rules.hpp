// SPDX-License-Identifier: MIT
// Which elements and attributes messages may have: client-server API, "m.room.message msgtypes".
#pragma once

#include "adapters/matrix/html_tokens.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace peerdesk::matrix {

struct HtmlElement {
    std::string_view name;
    bool is_block = false; ///< begins a line of its own, and ends a paragraph
    bool is_void = false;  ///< has neither content nor a closing tag
    bool is_form = true;   ///< says more than plain text with line breaks can
    std::size_t index = 0;
};

/// How many elements there are; their indices are below.
inline constexpr std::size_t html_elements_count = 37;

/// Null when the element is not allowed. Older names for the same are taken for the new ones.
[[nodiscard]] const HtmlElement* html_element(std::string_view name);

/// The attributes of an opening tag that may stay, as they are to be written: each with a blank
/// before it, values in quotes.
[[nodiscard]] std::string safe_attributes(const HtmlElement& element, const HtmlToken& token);

/// The address of a link if it is of a kind that may be followed; else empty. A link to a person
/// (a "pill") has none: only what it reads counts.
[[nodiscard]] std::string safe_link(const HtmlToken& token);

/// What an image says to those who cannot see it; may be empty.
[[nodiscard]] std::string image_words(const HtmlToken& token);

} // namespace peerdesk::matrix
