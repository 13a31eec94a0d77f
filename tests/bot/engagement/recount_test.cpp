// SPDX-License-Identifier: MIT
// The program's figures against recount.sql, an independent count of the raw rows, over histories
// of thousands of rows made from a seed; also after people were joined and forgotten.
#include "bot/text/weeks.hpp"
#include "storage/goals.hpp"
#include "storage/indicators.hpp"
#include "storage/people.hpp"
#include "storage/roles.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

namespace peerdesk::engagement {
namespace {

using namespace std::chrono_literals;
using Figures = std::map<std::string, std::int64_t>;
using storage::DeskId;
using storage::PersonId;

constexpr int rows_count = 4000;
constexpr int weeks_count = 10;
constexpr int people_count = 40;
constexpr int tickets_count = 300; ///< of each desk
constexpr int introductions_count = 300;
constexpr int skills_count = 12;
const storage::Time start = std::chrono::sys_days{std::chrono::year{2026} / 10 / 19};

std::string script() {
    std::ifstream in(PEERDESK_SOURCE_DIR "/tests/bot/engagement/recount.sql");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Facts that need not make sense: the figures must not depend on that.
class History {
  public:
    History(storage::Database& database, unsigned seed) : dice_(seed) {
        storage::Roles roles(database);
        desks_ = {roles.desk_named("help"), roles.desk_named("garden")};
        storage::People people(database);
        for (int i = 0; i < people_count; ++i) {
            const std::string name = "person" + std::to_string(i);
            people_.push_back(people.add("irc", "a:" + name, false, name, start).person);
        }
        storage::Interactions interactions(database);
        for (int i = 0; i < skills_count; ++i) {
            const std::string name = "skill " + std::to_string(i);
            skills_.push_back(interactions.skill_named(name, name));
        }
        database.prepare("UPDATE skills SET filed_into = ? WHERE id = ?")
            .bind(skills_[0])
            .bind(skills_[1])
            .run();
        for (int i = 0; i < rows_count; ++i)
            interactions.add(fact(i));
    }

    [[nodiscard]] const std::vector<DeskId>& desks() const { return desks_; }
    [[nodiscard]] const std::vector<PersonId>& people() const { return people_; }

  private:
    int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(roll(static_cast<int>(from.size())))];
    }

    storage::Interaction fact(int number) {
        static const std::vector<std::string> kinds{
            "asked",     "asked",     "answered", "answered",  "closed",       "auto_closed",
            "reopened",  "learned",   "learned",  "thanked",   "claimed",      "introduced",
            "met",       "met",       "offered",  "wanted",    "mentor_asked", "self_served",
            "unoffered", "uncovered", "unspoken", "suggested", "goodbye"};
        static const std::vector<std::string> networks{"irc", "matrix", "tg"};
        static const std::vector<std::string> languages{"en", "es", "fr", "ar"};
        storage::Interaction row;
        const auto at =
            start + std::chrono::minutes(number * weeks_count * 7 * 24 * 60 / rows_count);
        row.recorded = at;
        row.happened = at - std::chrono::minutes(roll(4) == 0 ? roll(3000) : 0);
        row.week = text::iso_week(at, text::Zone{});
        row.kind = pick(kinds);
        const bool is_gap = row.kind.starts_with("un") || row.kind == "suggested";
        row.cause = is_gap || roll(10) == 0 ? storage::Cause::program : storage::Cause::person;
        const auto desk = roll(2);
        row.desk = desks_[static_cast<std::size_t>(desk)];
        if (row.cause == storage::Cause::person) row.actor = pick(people_);
        // Each desk has tickets and introductions of its own.
        row.ticket = storage::TicketId{1 + desk * tickets_count + roll(tickets_count)};
        if (row.kind == "introduced" || row.kind == "met")
            row.introduction =
                storage::IntroductionId{1 + desk * introductions_count + roll(introductions_count)};
        if (roll(20) != 0) row.skill = pick(skills_);
        row.network = pick(networks);
        row.language = pick(languages);
        if (row.kind == "asked") {
            row.week_24h = text::iso_week(row.happened + 24h, text::Zone{});
            row.week_72h = text::iso_week(row.happened + 72h, text::Zone{});
        }
        if (row.kind == "answered" && roll(2) == 0) row.waited_ms = roll(1'000'000);
        return row;
    }

    std::mt19937 dice_;
    std::vector<DeskId> desks_;
    std::vector<PersonId> people_;
    std::vector<storage::SkillId> skills_;
};

Figures recounted(storage::Database& database, DeskId desk, const std::string& week,
                  storage::Time now, int skills) {
    database.execute("DROP TABLE IF EXISTS temp.recount_args;"
                     "CREATE TEMP TABLE recount_args (desk, week, now, skills);"
                     "INSERT INTO temp.recount_args VALUES (0, '', 0, 0)");
    database.prepare("UPDATE temp.recount_args SET desk = ?, week = ?, now = ?, skills = ?")
        .bind(desk)
        .bind(week)
        .bind(now)
        .bind(skills)
        .run();
    static const std::string sql = script();
    database.execute(sql.c_str());
    Figures figures;
    auto row = database.prepare("SELECT figure, value FROM temp.recount WHERE value <> 0"
                                " ORDER BY figure");
    while (row.step())
        figures.emplace(row.text("figure"), row.integer("value"));
    return figures;
}

void add_parts(Figures& figures, const std::string& kind,
               const std::vector<storage::Breakdown>& rows) {
    for (const storage::Breakdown& row : rows) {
        figures[kind + row.key + ".asked"] = row.asked;
        figures[kind + row.key + ".answered"] = row.answered;
        figures[kind + row.key + ".people"] = row.people;
    }
}

/// The program's own, under the names of the script; noughts left out.
Figures counted(storage::Database& database, DeskId desk, const std::string& week,
                storage::Time now, int skills) {
    const auto found = storage::Indicators(database).week(desk, week, now);
    Figures figures{{"asked", found.asked},
                    {"answered", found.answered},
                    {"due_24h", found.due_24h},
                    {"answered_24h", found.answered_24h},
                    {"due_72h", found.due_72h},
                    {"answered_72h", found.answered_72h},
                    {"median_first_answer_ms", found.median_first_answer_ms.value_or(0)},
                    {"still_open", found.still_open},
                    {"oldest_open_ticket", found.oldest_open_ticket.value_or(0)},
                    {"first_time_askers", found.first_time_askers},
                    {"helpers", found.helpers},
                    {"new_helpers", found.new_helpers},
                    {"learners", found.learners},
                    {"learned_pairs", found.learned_pairs},
                    {"thanked", found.thanked},
                    {"closed", found.closed},
                    {"introduced", found.introduced},
                    {"met", found.met},
                    {"self_served", found.self_served},
                    {"offered", found.offered},
                    {"wanted", found.wanted},
                    {"learners_helping", found.learners_helping},
                    {"uncovered", found.uncovered}};
    figures["goal"] =
        storage::Goals(database).progress(desk, {.skills = skills}, week, "en").people;
    for (const storage::LanguageGap& gap : found.unspoken)
        figures["unspoken." + gap.language] = gap.asked;
    add_parts(figures, "network.", found.by_network);
    add_parts(figures, "language.", found.by_language);
    for (const storage::SkillFigures& skill : found.by_skill) {
        const std::string id = std::to_string(skill.skill.value);
        figures["skill." + id + ".learned"] = skill.learned;
        figures["skill." + id + ".wanted"] = skill.wanted;
        figures["skill." + id + ".offered"] = skill.offered;
        figures["unoffered." + id] = skill.is_unoffered ? 1 : 0;
    }
    std::erase_if(figures, [](const auto& figure) { return figure.second == 0; });
    return figures;
}

std::vector<std::string> weeks() {
    std::vector<std::string> labels;
    for (int week = 0; week <= weeks_count; ++week)
        labels.push_back(text::iso_week(start + week * 7 * 24h, text::Zone{}));
    return labels;
}

void expect_equal(storage::Database& database, const History& history, storage::Time now) {
    for (const DeskId desk : history.desks()) {
        for (const std::string& week : weeks()) {
            for (const int skills : {1, 3}) {
                EXPECT_EQ(counted(database, desk, week, now, skills),
                          recounted(database, desk, week, now, skills))
                    << "desk " << desk.value << ", week " << week;
            }
        }
    }
}

struct SecondCount : testing::TestWithParam<unsigned> {
    storage::Database database = storage::Database::in_memory();
};

TEST_P(SecondCount, of_the_raw_rows_gives_the_same_figures) {
    const History history(database, GetParam());
    expect_equal(database, history, storage::Time::max());
    expect_equal(database, history, start + 5 * 7 * 24h + 30h); // a week that is not over
    const Figures some = counted(database, history.desks()[0], weeks()[4], storage::Time::max(), 1);
    EXPECT_GT(some.size(), 60U) << "nearly every figure is there to be compared";
    for (const char* figure : {"met", "learners_helping", "uncovered", "median_first_answer_ms"})
        EXPECT_TRUE(some.contains(figure)) << figure;
}

TEST_P(SecondCount, is_the_same_after_people_were_joined_and_forgotten) {
    const History history(database, GetParam());
    const auto figures_of_all_weeks = [&] {
        std::vector<Figures> figures;
        for (const DeskId desk : history.desks()) {
            for (const std::string& week : weeks()) {
                figures.push_back(counted(database, desk, week, storage::Time::max(), 1));
                figures.back().erase("goal"); // counts people as what they are now
            }
        }
        return figures;
    };
    const auto before = figures_of_all_weeks();
    storage::People people(database);
    const auto& all = history.people();
    for (std::size_t i = 0; i < 6; i += 2)
        people.merge(all[i], all[i + 1]);
    for (std::size_t i = 4; i < 12; ++i)
        people.erase(all[i], start + 100 * 24h);
    EXPECT_EQ(figures_of_all_weeks(), before);
    expect_equal(database, history, storage::Time::max());
}

TEST(Forgotten, leave_no_name_in_the_file_and_all_figures_as_they_were) {
    std::string folder = (std::filesystem::temp_directory_path() / "peerdesk-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::filesystem::path file = std::filesystem::path(folder) / "desk.db";
    {
        auto database = storage::Database::open(file);
        ASSERT_TRUE(database);
        storage::People people(*database);
        const auto person = people.add("irc", "a:zebulonia", false, "Zebulonia", start).person;
        const History history(*database, 5);
        storage::Interactions(*database).add({.happened = start,
                                              .recorded = start,
                                              .week = weeks()[0],
                                              .kind = "learned",
                                              .actor = person,
                                              .skill = storage::SkillId{3},
                                              .desk = history.desks()[0]});
        storage::Goals(*database).add({.desk = history.desks()[0],
                                       .people = 10,
                                       .due_day = "2027-06-30",
                                       .due = start,
                                       .set_by = person,
                                       .set = start});
        const auto desk = history.desks()[0];
        const Figures before = counted(*database, desk, weeks()[0], storage::Time::max(), 1);
        people.erase(person, start + 24h);
        EXPECT_TRUE(database->scrub());
        EXPECT_EQ(counted(*database, desk, weeks()[0], storage::Time::max(), 1), before);
        EXPECT_EQ(recounted(*database, desk, weeks()[0], storage::Time::max(), 1), before);
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        EXPECT_FALSE(bytes.contains("ebulonia")) << entry.path();
    }
    std::filesystem::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SecondCount, testing::Values(1U, 20261201U, 777U));

} // namespace
} // namespace peerdesk::engagement
