// SPDX-License-Identifier: MIT
// Any bytes as a configuration: no crash, and either a configuration or a reason. Secrets are not
// read, so that no input reaches for files.
#include "bot/runtime/config/config.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

const peerdesk::text::Catalogue& words() {
    static const auto catalogue = [] {
        static const std::array texts{peerdesk::text::LocaleText{"en", R"({"a": "b"})"}};
        peerdesk::text::Problems problems;
        return peerdesk::text::Catalogue::from_texts(texts, problems);
    }();
    return *catalogue;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto reading =
        peerdesk::runtime::read_config(text, "/nowhere", words(), peerdesk::runtime::Secrets::skip);
    if (reading.config.has_value() == !reading.problems.empty()) std::abort();
    for (const auto& problem : reading.problems) {
        (void)peerdesk::runtime::describe(problem, "peerdesk.toml", words(), "en");
    }
    return 0;
}
