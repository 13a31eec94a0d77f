// SPDX-License-Identifier: MIT
// The chart: its bytes are a picture in black and white, and its words say the same numbers.
#include "bot/engagement/chart.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <cairo/cairo.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>

namespace peerdesk::engagement {
namespace {

WeekReport report_of(std::string_view week, std::int64_t scale) {
    WeekReport report;
    report.desk = "help";
    report.week.label = week;
    report.figures.asked = 14 * scale;
    report.figures.answered = 12 * scale;
    report.figures.helpers = 5;
    report.figures.learners = 3 * scale;
    report.figures.introduced = 4;
    report.figures.met = 2;
    report.figures.thanked = 1234;
    return report;
}

Chart chart_in(const std::string& locale) {
    return chart_of(report_of("2026-W48", 90), report_of("2026-W47", 40),
                    *support::texts()->catalogue, locale);
}

/// A picture read back: how many pixels it has of each shade of grey; other colours are refused.
struct Picture {
    int width = 0;
    int height = 0;
    std::map<unsigned, int> shades;
    bool is_grey = true;

    explicit Picture(const std::string& png) {
        struct Reader {
            const std::string& bytes;
            std::size_t at = 0;
        } reader{png};
        const auto read = [](void* from, unsigned char* into, unsigned size) {
            auto& source = *static_cast<Reader*>(from);
            if (source.at + size > source.bytes.size()) return CAIRO_STATUS_READ_ERROR;
            std::memcpy(into, source.bytes.data() + source.at, size);
            source.at += size;
            return CAIRO_STATUS_SUCCESS;
        };
        const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
            cairo_image_surface_create_from_png_stream(read, &reader), &cairo_surface_destroy);
        EXPECT_EQ(cairo_surface_status(surface.get()), CAIRO_STATUS_SUCCESS);
        width = cairo_image_surface_get_width(surface.get());
        height = cairo_image_surface_get_height(surface.get());
        const unsigned char* data = cairo_image_surface_get_data(surface.get());
        const int stride = cairo_image_surface_get_stride(surface.get());
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const unsigned char* pixel =
                    data + std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4;
                ++shades[pixel[0]];
                is_grey = is_grey && pixel[0] == pixel[1] && pixel[1] == pixel[2];
            }
        }
    }
};

TEST(Chart, is_a_picture_in_black_on_white) {
    const Picture picture(draw_png(chart_in("en")).png);
    EXPECT_EQ(picture.width, chart_width);
    EXPECT_GT(picture.height, 400);
    EXPECT_TRUE(picture.is_grey);
    const int pixels = picture.width * picture.height;
    EXPECT_GT(picture.shades.at(255), pixels / 2);
    EXPECT_GT(picture.shades.at(0), pixels / 100);
    // Greys are the edges of letters and slanted lines alone.
    EXPECT_GT(picture.shades.at(255) + picture.shades.at(0), pixels * 9 / 10);
}

TEST(Chart, is_the_same_for_the_same_figures_and_another_for_others) {
    const Chart chart = chart_in("en");
    EXPECT_EQ(draw_png(chart).png, draw_png(chart).png);
    Chart other = chart;
    other.pairs.front().value += 100;
    EXPECT_NE(draw_png(chart).png, draw_png(other).png);
}

TEST(Chart, a_desk_at_rest_has_one_too) {
    const Chart chart = chart_of(report_of("2026-W48", 0), report_of("2026-W47", 0),
                                 *support::texts()->catalogue, "en");
    EXPECT_EQ(Picture(draw_png(chart).png).width, chart_width);
    Chart empty;
    EXPECT_TRUE(Picture(draw_png(empty).png).is_grey);
}

TEST(Chart, tells_of_letters_for_which_there_is_no_font) {
    EXPECT_EQ(draw_png(chart_in("en")).letters_without_font, 0);
    Chart chart = chart_in("en");
    chart.title = "\U0010FFFD"; // private use: no font has it
    EXPECT_GT(draw_png(chart).letters_without_font, 0);
}

TEST(Chart, long_names_make_it_taller_and_never_wider) {
    Chart chart = chart_in("en");
    const int height = Picture(draw_png(chart).png).height;
    for (ChartPair& pair : chart.pairs)
        pair.label = std::string(40, 'w') + " " + std::string(300, 'w');
    const Picture picture(draw_png(chart).png);
    EXPECT_EQ(picture.width, chart_width);
    EXPECT_GT(picture.height, height);
    EXPECT_LT(picture.height, height * 3) << "cut after some lines";
}

TEST(Chart, its_words_say_every_number_of_the_picture_in_every_locale) {
    const auto& catalogue = *support::texts()->catalogue;
    for (const std::string& locale : catalogue.codes()) {
        const Chart chart = chart_in(locale);
        const std::string words = in_words(chart, catalogue, locale);
        EXPECT_EQ(std::ranges::count(words, '\n'), std::ssize(chart.pairs) + 1) << locale;
        for (const ChartPair& pair : chart.pairs) {
            const std::string line =
                catalogue.render(locale, "peerdesk-chart-line",
                                 {pair.label, pair.value_text, text::Name{"2026-W48"},
                                  pair.before_text, text::Name{"2026-W47"}});
            EXPECT_TRUE(words.contains(line)) << locale << ": " << line;
            EXPECT_FALSE(pair.label.empty()) << locale;
            EXPECT_FALSE(pair.label.contains("0")) << "a label without its number: " << pair.label;
        }
        EXPECT_TRUE(Picture(draw_png(chart).png).is_grey) << locale;
    }
    EXPECT_TRUE(in_words(chart_in("en"), catalogue, "en")
                    .contains("Questions asked: 1,260 in 2026-W48, 560 in 2026-W47."));
}

} // namespace
} // namespace peerdesk::engagement
