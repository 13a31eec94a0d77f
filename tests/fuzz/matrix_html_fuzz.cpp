// SPDX-License-Identifier: MIT
// Any bytes as the formatted text of a message.
#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/html.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace peerdesk::matrix;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const std::string clean = sanitize_html(bytes);
    if (!is_valid_utf8(clean) || sanitize_html(clean) != clean) std::abort();
    if (clean.find("<script") != std::string::npos) std::abort();
    if (!is_valid_utf8(plain_text(bytes))) std::abort();
    return 0;
}
