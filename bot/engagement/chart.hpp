// SPDX-License-Identifier: MIT
// Draws a chart as a PNG picture: bars in black and hatched, each with its number, so that nothing
// rests on colour. The only place that knows cairo and pango.
#pragma once

#include "bot/engagement/chart_text.hpp"

#include <string>

namespace peerdesk::engagement {

/// Pixels.
inline constexpr int chart_width = 1200;

struct Drawing {
    std::string png;              ///< the bytes of the file
    int letters_without_font = 0; ///< drawn as boxes: a font for their script is missing
};

/// The same for the same chart and fonts. Throws std::runtime_error when there is no memory for it.
[[nodiscard]] Drawing draw_png(const Chart& chart);

} // namespace peerdesk::engagement
