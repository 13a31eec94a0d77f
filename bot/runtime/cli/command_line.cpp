// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string_view>

namespace peerdesk::runtime {

namespace {

/// Adds subcommands; every text that people see is looked up.
class Grammar {
  public:
    Grammar(const Speaker& speaker, CommandLine& into)
        : speaker_(speaker), into_(into), app_(speaker.render("peerdesk-cli-about"), "peerdesk") {
        const auto formatter = std::make_shared<CLI::Formatter>();
        formatter->label("Usage", speaker.render("peerdesk-cli-label-usage"));
        formatter->label("OPTIONS", speaker.render("peerdesk-cli-label-options-word"));
        formatter->label("SUBCOMMAND", speaker.render("peerdesk-cli-label-command-word"));
        formatter->label("Options", speaker.render("peerdesk-cli-label-options"));
        formatter->label("Positionals", speaker.render("peerdesk-cli-label-positionals"));
        formatter->label("REQUIRED", "");
        app_.formatter(formatter);
        app_.option_defaults()->group(speaker.render("peerdesk-cli-label-options"));
        app_.set_help_flag("-h,--help", speaker.render("peerdesk-cli-option-help"))
            ->group(speaker.render("peerdesk-cli-label-options"));
        app_.require_subcommand(1);
        add_running();
        add_reading();
        add_skills();
        add_keeping();
        add(Tool::version, "version");
    }

    CLI::App& app() { return app_; }

  private:
    CLI::App& add(Tool tool, const char* name) { return add(app_, tool, name, name); }

    CLI::App& add(CLI::App& parent, Tool tool, const char* name, const char* key) {
        CLI::App* sub = parent.add_subcommand(
            name, speaker_.render(std::string("peerdesk-cli-command-") + key));
        sub->group(speaker_.render("peerdesk-cli-label-commands"));
        sub->get_help_ptr()->group(speaker_.render("peerdesk-cli-label-options"));
        sub->callback([this, tool] { into_.tool = tool; });
        return *sub;
    }

    void add_config(CLI::App& sub) {
        sub.add_option("-c,--config", into_.config, speaker_.render("peerdesk-cli-option-config"))
            ->type_name("FILE");
    }

    void add_database(CLI::App& sub) {
        sub.add_option("--database", into_.database,
                       speaker_.render("peerdesk-cli-option-database"))
            ->type_name("FILE");
    }

    void add_running() {
        add_config(add(Tool::run, "run"));
        add_config(add(Tool::check, "check"));
        CLI::App& console = add(Tool::console, "console");
        add_config(console);
        add_database(console);
    }

    void add_reading() {
        CLI::App& summary = add(Tool::summary, "summary");
        add_config(summary);
        add_database(summary);
        summary.add_option("--week", into_.week, speaker_.render("peerdesk-cli-option-week"))
            ->type_name("WEEK");
        summary.add_option("--desk", into_.desk, speaker_.render("peerdesk-cli-option-desk"))
            ->type_name("NAME");
        summary
            .add_option("--format", into_.format,
                        speaker_.render("peerdesk-cli-option-summary-format"))
            ->type_name("text|json|csv|wikitext");
        summary.add_option("--chart", into_.chart, speaker_.render("peerdesk-cli-option-chart"))
            ->type_name("FILE.png");
        CLI::App& tables = add(Tool::export_tables, "export");
        add_config(tables);
        add_database(tables);
        tables
            .add_option("--format", into_.format,
                        speaker_.render("peerdesk-cli-option-export-format"))
            ->type_name("jsonl|csv");
        tables.add_option("--table", into_.table, speaker_.render("peerdesk-cli-option-table"))
            ->type_name("NAME");
    }

    void add_skills() {
        CLI::App* skills =
            app_.add_subcommand("skills", speaker_.render("peerdesk-cli-command-skills"));
        skills->group(speaker_.render("peerdesk-cli-label-commands"));
        skills->get_help_ptr()->group(speaker_.render("peerdesk-cli-label-options"));
        skills->require_subcommand(1);
        CLI::App& written = add(*skills, Tool::export_skills, "export", "skills-export");
        add_config(written);
        add_database(written);
        written
            .add_option("--format", into_.format,
                        speaker_.render("peerdesk-cli-option-skills-format"))
            ->type_name("json|csv");
        add(*skills, Tool::check_skills, "check", "skills-check")
            .add_option("FILE", into_.file, speaker_.render("peerdesk-cli-option-skills-file"))
            ->required()
            ->type_name("");
    }

    void add_keeping() {
        for (const auto& [tool, name] :
             {std::pair{Tool::backup, "backup"}, std::pair{Tool::restore, "restore"}}) {
            CLI::App& sub = add(tool, name);
            add_config(sub);
            add_database(sub);
            sub.add_option("FILE", into_.file,
                           speaker_.render(std::string("peerdesk-cli-option-file-") + name))
                ->required()
                ->type_name("");
        }
    }

    const Speaker& speaker_;
    CommandLine& into_;
    CLI::App app_;
};

/// CLI11 has no list of choices without its own English sentence, so they are checked here.
bool is_known_format(const CommandLine& line) {
    if (line.tool == Tool::summary) {
        return line.format.empty() || line.format == "text" || line.format == "json" ||
               line.format == "csv" || line.format == "wikitext";
    }
    if (line.tool == Tool::export_skills) {
        return line.format.empty() || line.format == "json" || line.format == "csv";
    }
    if (line.tool == Tool::export_tables) {
        return line.format.empty() || line.format == "jsonl" || line.format == "csv";
    }
    return true;
}

} // namespace

std::expected<CommandLine, Ended> parse_command_line(int argc, char** argv,
                                                     const Speaker& speaker) {
    CommandLine line;
    Grammar grammar(speaker, line);
    if (argc < 2) {
        std::cerr << grammar.app().help();
        return std::unexpected(Ended{ExitCode::usage});
    }
    try {
        grammar.app().parse(argc, argv);
    } catch (const CLI::CallForHelp& wanted) {
        grammar.app().exit(wanted, std::cout, std::cerr);
        return std::unexpected(Ended{ExitCode::done});
    } catch (const CLI::ParseError& error) {
        speaker.complain("peerdesk-cli-usage-error", {std::string(error.what())});
        return std::unexpected(Ended{ExitCode::usage});
    }
    if (!is_known_format(line)) {
        std::string_view key = "peerdesk-cli-export-format";
        if (line.tool == Tool::summary) key = "peerdesk-cli-summary-format";
        if (line.tool == Tool::export_skills) key = "peerdesk-cli-skills-format";
        speaker.complain(key, {line.format});
        return std::unexpected(Ended{ExitCode::usage});
    }
    return line;
}

} // namespace peerdesk::runtime
