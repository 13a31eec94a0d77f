// SPDX-License-Identifier: MIT
// The part of MediaWiki's fallback table that a Wikimedia desk is likely to meet.
#include "bot/text/fallbacks.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::text {
namespace {

struct Row {
    std::string_view code;
    std::array<std::string_view, 3> others; ///< empty from the end on
};

/// Sorted by code.
constexpr std::array table{
    Row{"an", {"es"}},
    Row{"arq", {"ar"}},
    Row{"ary", {"ar"}},
    Row{"arz", {"ar"}},
    Row{"ast", {"es"}},
    Row{"awa", {"hi"}},
    Row{"ay", {"es"}},
    Row{"ba", {"ru"}},
    Row{"bar", {"de"}},
    Row{"be-tarask", {"be"}},
    Row{"bm", {"fr"}},
    Row{"br", {"fr"}},
    Row{"ca", {"oc"}},
    Row{"ce", {"ru"}},
    Row{"cv", {"ru"}},
    Row{"ext", {"es"}},
    Row{"ff", {"fr"}},
    Row{"gl", {"pt"}},
    Row{"gn", {"es"}},
    Row{"gsw", {"de"}},
    Row{"ht", {"fr"}},
    Row{"jv", {"id"}},
    Row{"lb", {"de"}},
    Row{"li", {"nl"}},
    Row{"ln", {"fr"}},
    Row{"mai", {"hi"}},
    Row{"map-bms", {"jv", "id"}},
    Row{"mg", {"fr"}},
    Row{"min", {"id"}},
    Row{"mwl", {"pt"}},
    Row{"mzn", {"fa"}},
    Row{"nap", {"it"}},
    Row{"nb", {"nn"}},
    Row{"nds", {"de"}},
    Row{"nn", {"nb"}},
    Row{"oc", {"ca", "fr"}},
    Row{"pt", {"pt-br"}},
    Row{"pt-br", {"pt"}},
    Row{"qu", {"qug", "es"}},
    Row{"sa", {"hi"}},
    Row{"sah", {"ru"}},
    Row{"scn", {"it"}},
    Row{"sg", {"fr"}},
    Row{"su", {"id"}},
    Row{"tt", {"tt-cyrl", "ru"}},
    Row{"tt-cyrl", {"ru"}},
    Row{"ty", {"fr"}},
    Row{"udm", {"ru"}},
    Row{"vec", {"it"}},
    Row{"wa", {"fr"}},
    Row{"wo", {"fr"}},
    Row{"wuu", {"zh-hans"}},
    Row{"yi", {"he"}},
    Row{"zh", {"zh-hans"}},
    Row{"zh-cn", {"zh-hans"}},
    Row{"zh-hant", {"zh-hans"}},
    Row{"zh-hk", {"zh-hant", "zh-hans"}},
    Row{"zh-mo", {"zh-hk", "zh-hant", "zh-hans"}},
    Row{"zh-sg", {"zh-hans"}},
    Row{"zh-tw", {"zh-hant", "zh-hans"}},
};
static_assert(std::ranges::is_sorted(table, {}, &Row::code));

void add_with_truncations(std::vector<std::string>& chain, std::string_view code) {
    while (!code.empty()) {
        if (std::ranges::find(chain, code) == chain.end()) chain.emplace_back(code);
        const std::size_t dash = code.rfind('-');
        code = dash == std::string_view::npos ? std::string_view{} : code.substr(0, dash);
    }
}

} // namespace

std::span<const std::string_view> fallbacks(std::string_view code) {
    const auto row = std::ranges::lower_bound(table, code, {}, &Row::code);
    if (row == table.end() || row->code != code) return {};
    const auto end = std::ranges::find(row->others, std::string_view{});
    return {row->others.begin(), end};
}

std::string normal_code(std::string_view locale) {
    std::string code(locale);
    for (char& c : code) {
        if (c == '_') c = '-';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return code;
}

std::vector<std::string> lookup_chain(std::string_view locale) {
    std::vector<std::string> chain;
    const std::string code = normal_code(locale);
    add_with_truncations(chain, code);
    // The original asks its table for the whole code alone. "es-mx" needs no row that way, and
    // "zh-hant-tw" or "gn-py" would have none, so the truncations' rows are read as well.
    const std::vector<std::string> own = chain;
    for (const std::string& part : own) {
        for (const std::string_view fallback : fallbacks(part)) {
            add_with_truncations(chain, fallback);
        }
    }
    add_with_truncations(chain, "en");
    return chain;
}

} // namespace peerdesk::text
