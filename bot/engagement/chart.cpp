// SPDX-License-Identifier: MIT
#include "bot/engagement/chart.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <pango/pangocairo.h>

namespace peerdesk::engagement {

namespace {

// All lengths are pixels.
constexpr double margin = 32;
constexpr double gap = 16;
constexpr double label_width = 420;
constexpr double bar_height = 22;
constexpr double value_width = 110; ///< room for the number at a bar's end
constexpr double swatch_width = 44;
constexpr double line_width = 2;
constexpr double hatch_step = 8;
constexpr int label_lines_max = 3;

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextEnd {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct LayoutEnd {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
struct FontEnd {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceEnd>;
using Layout = std::unique_ptr<PangoLayout, LayoutEnd>;

enum class Fill { solid, hatched };

/// A page that is white from the start.
class Page {
  public:
    Page(int height, bool is_right_to_left)
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, chart_width, height)),
          context_(cairo_create(surface_.get())), is_right_to_left_(is_right_to_left) {
        if (cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error("no memory for a chart");
        cairo_set_source_rgb(context_.get(), 1, 1, 1);
        cairo_paint(context_.get());
        cairo_set_source_rgb(context_.get(), 0, 0, 0);
        cairo_set_line_width(context_.get(), line_width);
    }

    /// Text in at most `lines` lines of `width`, at the reading side. Any script: pango finds
    /// fonts.
    [[nodiscard]] Layout text(const std::string& words, const char* font, double width,
                              int lines) const {
        Layout layout(pango_cairo_create_layout(context_.get()));
        const std::unique_ptr<PangoFontDescription, FontEnd> description(
            pango_font_description_from_string(font));
        pango_layout_set_font_description(layout.get(), description.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_height(layout.get(), -lines);
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        // Each text has its own direction; the side it stands at is the page's.
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        const bool is_text_right_to_left =
            pango_layout_get_direction(layout.get(), 0) == PANGO_DIRECTION_RTL;
        pango_layout_set_alignment(layout.get(), is_text_right_to_left == is_right_to_left_
                                                     ? PANGO_ALIGN_LEFT
                                                     : PANGO_ALIGN_RIGHT);
        return layout;
    }

    /// `x` counts from the side where reading begins; so do all lengths below.
    void put(const Layout& layout, double x, double y) {
        const double width = pango_layout_get_width(layout.get()) / double{PANGO_SCALE};
        cairo_move_to(context_.get(), is_right_to_left_ ? chart_width - x - width : x, y);
        letters_without_font_ += pango_layout_get_unknown_glyphs_count(layout.get());
        pango_cairo_show_layout(context_.get(), layout.get());
    }

    void bar(double x, double y, double width, Fill fill) {
        const double left = is_right_to_left_ ? chart_width - x - width : x;
        cairo_t* context = context_.get();
        cairo_rectangle(context, left, y, width, bar_height);
        switch (fill) {
        case Fill::solid:
            cairo_fill(context);
            return;
        case Fill::hatched:
            cairo_save(context);
            cairo_clip(context);
            for (double at = left - bar_height; at < left + width; at += hatch_step) {
                cairo_move_to(context, at, y + bar_height);
                cairo_line_to(context, at + bar_height, y);
            }
            cairo_stroke(context);
            cairo_restore(context);
            cairo_rectangle(context, left + line_width / 2, y + line_width / 2,
                            std::max(width - line_width, 0.0), bar_height - line_width);
            cairo_stroke(context);
            return;
        }
    }

    [[nodiscard]] int letters_without_font() const { return letters_without_font_; }
    [[nodiscard]] std::string png() {
        std::string bytes;
        const auto append = [](void* into, const unsigned char* data, unsigned size) {
            static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
            return CAIRO_STATUS_SUCCESS;
        };
        if (cairo_surface_write_to_png_stream(surface_.get(), append, &bytes) !=
            CAIRO_STATUS_SUCCESS)
            throw std::runtime_error("no memory for a chart");
        return bytes;
    }

  private:
    Surface surface_;
    std::unique_ptr<cairo_t, ContextEnd> context_;
    bool is_right_to_left_;
    int letters_without_font_ = 0;
};

double height_of(const Layout& layout) {
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &height);
    return height;
}

constexpr const char* title_font = "Sans Bold 20px";
constexpr const char* text_font = "Sans 18px";

double full_width() {
    return chart_width - 2 * margin;
}

/// Which week each filling stands for.
double draw_legend(Page& page, const Chart& chart, double y) {
    double x = margin;
    for (const auto& [week, fill] :
         {std::pair{&chart.week, Fill::solid}, {&chart.week_before, Fill::hatched}}) {
        page.bar(x, y, swatch_width, fill);
        page.put(page.text(*week, text_font, value_width + gap, 1), x + swatch_width + gap, y);
        x += swatch_width + value_width + 3 * gap;
    }
    return y + bar_height + 2 * gap;
}

double draw_pair(Page& page, const ChartPair& pair, std::int64_t longest, double y) {
    const Layout label = page.text(pair.label, text_font, label_width, label_lines_max);
    page.put(label, margin, y);
    const double from = margin + label_width + gap;
    const double room = chart_width - margin - value_width - gap - from;
    double below = y;
    for (const auto& [value, words, fill] : {std::tuple{pair.value, &pair.value_text, Fill::solid},
                                             {pair.before, &pair.before_text, Fill::hatched}}) {
        const double width = room * static_cast<double>(value) /
                             static_cast<double>(std::max<std::int64_t>(longest, 1));
        if (value > 0) page.bar(from, below, std::max(width, 2 * line_width), fill);
        page.put(page.text(*words, text_font, value_width, 1), from + width + gap / 2, below);
        below += bar_height + 4;
    }
    return std::max(below, y + height_of(label)) + gap;
}

/// Draws all of it and gives the height it needs.
double draw(Page& page, const Chart& chart) {
    std::int64_t longest = 0;
    for (const ChartPair& pair : chart.pairs)
        longest = std::max({longest, pair.value, pair.before});
    const Layout title = page.text(chart.title, title_font, full_width(), 2);
    page.put(title, margin, margin);
    double y = draw_legend(page, chart, margin + height_of(title) + gap);
    for (const ChartPair& pair : chart.pairs)
        y = draw_pair(page, pair, longest, y);
    return y - gap + margin;
}

} // namespace

Drawing draw_png(const Chart& chart) {
    Page measure(1, chart.is_right_to_left);
    Page page(static_cast<int>(draw(measure, chart)), chart.is_right_to_left);
    draw(page, chart);
    return {page.png(), page.letters_without_font()};
}

} // namespace peerdesk::engagement
