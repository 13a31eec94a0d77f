// SPDX-License-Identifier: MIT
// `peerdesk summary`: one week of one desk, from interactions alone.
#include "adapters/net/clock.hpp"
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
    storage::Indicators indicators(*database);
    const auto report =
        engagement::gather(indicators, conversation::Desk{*id, *settings, zone}, *week, now);
    // Whoever can read the database file sees everything anyway.
    std::string out = line.format == "json" ? engagement::as_json(report)
                      : line.format == "csv"
                          ? engagement::as_csv(report)
                          : engagement::as_text(report, speaker.words(), speaker.locale(),
                                                engagement::Audience::coordinators);
    if (!out.ends_with('\n')) out += '\n';
    std::fwrite(out.data(), 1, out.size(), stdout);
    return ExitCode::done;
}

} // namespace peerdesk::runtime
