// SPDX-License-Identifier: MIT
// `peerdesk summary`: one week of one desk, from interactions alone.
#include "adapters/net/clock.hpp"
#include "bot/engagement/chart.hpp"
#include "bot/engagement/summary_report.hpp"
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/weeks.hpp"
#include "storage/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace peerdesk::runtime {

namespace {

const desk::DeskSettings* find_desk(const desk::Settings& settings, const std::string& name) {
    if (name.empty()) return &settings.desks.front();
    const auto found =
        std::ranges::find_if(settings.desks, [&](const desk::DeskSettings& candidate) {
            return text::fold(candidate.name) == text::fold(name);
        });
    return found == settings.desks.end() ? nullptr : &*found;
}

std::string names_of(const desk::Settings& settings) {
    std::vector<std::string_view> names;
    names.reserve(settings.desks.size());
    for (const desk::DeskSettings& known : settings.desks)
        names.push_back(known.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<text::WeekSpan> find_week(const std::string& written, const text::Zone& zone,
                                        text::Time now) {
    auto current = text::week_of(now, zone);
    if (written == "this") return current;
    if (written == "last") return text::previous_week(current, zone);
    return text::parse_week(written, zone);
}

// Whoever can read the database file sees everything anyway.
constexpr auto audience = engagement::Audience::coordinators;

std::string in_format(const engagement::WeekReport& report, std::string_view format,
                      const Speaker& speaker) {
    if (format == "json") return engagement::as_json(report, audience);
    if (format == "csv") return engagement::as_csv(report, audience);
    if (format == "wikitext")
        return engagement::as_wikitext(report, speaker.words(), speaker.locale(), audience);
    return engagement::as_text(report, speaker.words(), speaker.locale(), audience);
}

void say(std::string out) {
    if (!out.ends_with('\n')) out += '\n';
    std::fwrite(out.data(), 1, out.size(), stdout);
}

/// Only its owner may read it, as with everything made of the database.
bool write_file(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    std::error_code error;
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    return out.good() && !error;
}

/// The picture, the same in words beside it, and on standard output the words or the wanted format.
ExitCode draw_chart(const CommandLine& line, const Speaker& speaker,
                    const engagement::WeekReport& report, const engagement::WeekReport& before) {
    if (line.chart.extension() != ".png") {
        return speaker.fail({ExitCode::usage, "peerdesk-cli-chart-ending", {line.chart.string()}});
    }
    const auto chart = engagement::chart_of(report, before, speaker.words(), speaker.locale());
    const std::string words = engagement::in_words(chart, speaker.words(), speaker.locale());
    std::filesystem::path beside = line.chart;
    beside.replace_extension(".txt");
    const engagement::Drawing drawing = engagement::draw_png(chart);
    if (!write_file(line.chart, drawing.png) || !write_file(beside, words)) {
        return speaker.fail(
            {ExitCode::failed, "peerdesk-cli-chart-not-written", {line.chart.string()}});
    }
    if (drawing.letters_without_font > 0) speaker.complain("peerdesk-cli-chart-font");
    say(line.format.empty() ? words : in_format(report, line.format, speaker));
    return ExitCode::done;
}

} // namespace

ExitCode summary_tool(const CommandLine& line, const Speaker& speaker) {
    const auto config = choose_target(line, speaker);
    if (!config) return config.error().code;
    const desk::DeskSettings* settings = find_desk(config->settings, line.desk);
    if (settings == nullptr) {
        return speaker.fail({ExitCode::usage,
                             "peerdesk-cli-unknown-desk",
                             {line.desk, names_of(config->settings)}});
    }
    const text::Zone zone = text::Zone::find(settings->zone).value_or(text::Zone{});
    const text::Time now = net::SystemClock().now().wall;
    const auto week = find_week(line.week, zone, now);
    if (!week) return speaker.fail({ExitCode::usage, "peerdesk-cli-unclear-week", {line.week}});

    auto database = open_for_reading(config->database_file);
    if (!database) return speaker.fail(database.error());
    const auto id = storage::Roles(*database).find_desk(settings->name);
    if (!id) {
        return speaker.fail({ExitCode::database,
                             "peerdesk-cli-desk-not-in-database",
                             {settings->name, config->database_file.string()}});
    }
    const conversation::Desk desk{*id, *settings, zone};
    const auto report = engagement::gather(*database, desk, *week, now, speaker.locale());
    if (!line.chart.empty()) {
        const auto before = engagement::gather(*database, desk, text::previous_week(*week, zone),
                                               now, speaker.locale());
        return draw_chart(line, speaker, report, before);
    }
    say(in_format(report, line.format, speaker));
    return ExitCode::done;
}

} // namespace peerdesk::runtime
