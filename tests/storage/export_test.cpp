// SPDX-License-Identifier: MIT
#include "storage/export.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "storage/facts.hpp"
#include "storage/interactions.hpp"
#include "storage/safety.hpp"
#include "storage/volunteers.hpp"
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Export : Sample {
    std::string exported(std::string_view name, ExportFormat format) {
        std::ostringstream out;
        EXPECT_TRUE(export_table(database, name, format, out)) << name;
        return out.str();
    }
};

TEST_F(Export, every_name_is_written_in_both_formats) {
    const TicketId ticket = ask();
    tables.messages.add({.ticket = ticket, .person = ana, .body = "How?", .at = at(0)});
    for (const std::string_view name : export_names()) {
        std::istringstream lines(exported(name, ExportFormat::json_lines));
        for (std::string line; std::getline(lines, line);) {
            const auto object = nlohmann::json::parse(line, nullptr, false);
            ASSERT_TRUE(object.is_object()) << line;
            EXPECT_EQ(object["table"], name);
        }
        EXPECT_THAT(exported(name, ExportFormat::csv), testing::EndsWith("\r\n"));
    }
    std::ostringstream out;
    EXPECT_FALSE(export_table(database, "adapter_state", ExportFormat::csv, out));
    EXPECT_FALSE(export_table(database, "tickets; DROP TABLE tickets", ExportFormat::csv, out));
    EXPECT_EQ(out.str(), "");
}

TEST_F(Export, holds_no_secrets_and_nobody_who_was_forgotten) {
    AdapterState(database).set("libera", "token", "SECRET1");
    PassPhrases(database).set(desk, "libera", bo, "SECRET2", chi, at(0));
    Codes(database).add({.code = "SECRET3", .person = bo});
    Facts(database).set("salt", "SECRET4");
    tables.people.rename_person(ana, "Zebulonia");
    tables.people.erase(ana, at(1));
    std::ostringstream out;
    export_all(database, out);
    EXPECT_THAT(out.str(), Not(HasSubstr("SECRET")));
    EXPECT_THAT(out.str(), Not(HasSubstr("Zebulonia")));
    EXPECT_THAT(out.str(), HasSubstr("\"name\":\"bo\""));
    EXPECT_THAT(out.str(), Not(HasSubstr(R"("table":"persons","id":1,)")));
}

TEST_F(Export, csv_quotes_what_needs_it_and_disarms_formulas) {
    const char* const texts[] = {"plain", "a,b", "say \"hi\"", "two\nlines", "=1+2", "-5", ""};
    const TicketId ticket = ask();
    for (const char* text : texts)
        tables.messages.add({.ticket = ticket, .person = ana, .body = text, .at = at(0)});
    const std::string csv = exported("ticket_messages", ExportFormat::csv);
    EXPECT_THAT(csv, testing::StartsWith("id,ticket_id,kind,person_id,body,at_ms,network\r\n"));
    EXPECT_THAT(csv, HasSubstr("1,plain,"));
    EXPECT_THAT(csv, HasSubstr("1,\"a,b\","));
    EXPECT_THAT(csv, HasSubstr("1,\"say \"\"hi\"\"\","));
    EXPECT_THAT(csv, HasSubstr("1,\"two\nlines\","));
    EXPECT_THAT(csv, HasSubstr("1,'=1+2,"));
    EXPECT_THAT(csv, HasSubstr("1,'-5,"));
}

TEST_F(Export, json_survives_bytes_that_are_not_utf_8) {
    tables.people.rename_person(bo, "b\xff\xfe");
    EXPECT_THAT(exported("persons", ExportFormat::json_lines), HasSubstr("b\xef\xbf\xbd"));
}

TEST_F(Export, the_report_views_name_no_people_and_count_what_happened) {
    const TicketId ticket = ask(0);
    tables.tickets.set_first_answer(ticket, at(41));
    tables.tickets.close(ticket, bo, Outcome::taught, at(60));
    Interactions interactions(database);
    const SkillId skill = interactions.skill_named("Tables", "tables");
    for (const PersonId person : {ana, ana, bo})
        interactions.add({.happened = at(1),
                          .recorded = at(1),
                          .week = "2026-W39",
                          .kind = "learned",
                          .actor = person,
                          .skill = skill,
                          .desk = desk});
    EXPECT_EQ(exported("report_weeks", ExportFormat::csv),
              "desk,week,kind,cause,count\r\nhelp,2026-W39,learned,person,3\r\n");
    EXPECT_EQ(exported("report_learned", ExportFormat::csv),
              "week,desk,skill,people\r\n2026-W39,help,Tables,2\r\n");
    EXPECT_EQ(exported("report_tickets", ExportFormat::csv),
              "ticket,desk,opened,first_answer_minutes,closed,state,outcome,language,network\r\n"
              "1,help,2026-09-21T14:13:20Z,41,2026-09-21T15:13:20Z,closed,taught,en,libera\r\n");
}

} // namespace
} // namespace peerdesk::storage
