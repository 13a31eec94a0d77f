// SPDX-License-Identifier: MIT
#include "bot/skills/tree_forms.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace peerdesk::skills {

namespace {

constexpr std::array<std::string_view, 8> columns{"id",     "parent", "category", "teachable",
                                                  "locale", "name",   "aliases",  "wikidata"};
constexpr std::size_t required_columns = 7;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Record {
    int line = 0;
    std::vector<std::string> fields;
};

/// RFC 4180, and lines that end in LF alone. Nothing when a quote is never closed.
class CsvReader {
  public:
    explicit CsvReader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool has_more() const { return !rest_.empty(); }
    [[nodiscard]] int line() const { return line_; }

    std::optional<Record> record() {
        Record record{line_, {}};
        while (true) {
            auto field = this->field();
            if (!field) return std::nullopt;
            record.fields.push_back(*std::move(field));
            if (rest_.starts_with(',')) {
                rest_.remove_prefix(1);
                continue;
            }
            end_line();
            return record;
        }
    }

  private:
    std::optional<std::string> field() {
        if (!rest_.starts_with('"')) {
            const auto end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
            std::string plain(rest_.substr(0, end));
            rest_.remove_prefix(end);
            return plain;
        }
        std::string quoted;
        for (std::size_t at = 1; at < rest_.size(); ++at) {
            if (rest_[at] == '\n') ++line_;
            if (rest_[at] != '"') {
                quoted += rest_[at];
            } else if (at + 1 < rest_.size() && rest_[at + 1] == '"') {
                quoted += rest_[at++];
            } else {
                rest_.remove_prefix(at + 1);
                const bool is_closed = rest_.empty() || rest_.find_first_of(",\r\n") == 0;
                return is_closed ? std::optional(quoted) : std::nullopt;
            }
        }
        return std::nullopt;
    }

    void end_line() {
        if (rest_.starts_with('\r')) rest_.remove_prefix(1);
        if (rest_.starts_with('\n')) rest_.remove_prefix(1);
        ++line_;
    }

    std::string_view rest_;
    int line_ = 1;
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Where each column stands; -1 where a file has it not.
using Places = std::array<int, columns.size()>;

std::optional<Places> places_in(const std::vector<std::string>& header) {
    Places places{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto found = std::ranges::find_if(
            header, [&](const std::string& each) { return trimmed(each) == columns[i]; });
        places[i] = found == header.end() ? -1 : static_cast<int>(found - header.begin());
        if (places[i] < 0 && i < required_columns) return std::nullopt;
    }
    return places;
}

class TreeLines {
  public:
    TreeLines(const Places& places, std::vector<TreeProblem>& problems)
        : places_(places), problems_(problems) {}

    void add(const Record& record) {
        const auto value = [&](std::size_t column) {
            const auto place = static_cast<std::size_t>(places_[column]);
            const bool is_there = places_[column] >= 0 && place < record.fields.size();
            return std::string(is_there ? trimmed(record.fields[place]) : std::string_view{});
        };
        const std::string id = value(0);
        if (id.empty()) return complain(record.line, id, "id");
        WrittenSkill& skill = skill_of(id, record.line);
        take(skill.parent, value(1), record.line, id, "parent");
        take(skill.category, value(2), record.line, id, "category");
        take(skill.wikidata, value(7), record.line, id, "wikidata");
        take_teachable(skill, value(3), record.line);
        take_names(skill, value(4), value(5), value(6), record.line);
    }

    std::vector<WrittenSkill> skills() { return std::move(skills_); }

  private:
    void complain(int line, const std::string& id, std::string_view column) {
        problems_.push_back(
            {.line = line, .id = id, .key = "peerdesk-skills-bad-member", .params = {column}});
    }

    WrittenSkill& skill_of(const std::string& id, int line) {
        const auto [found, is_new] = places_of_.try_emplace(id, skills_.size());
        if (is_new) skills_.push_back({.line = line, .id = id});
        return skills_[found->second];
    }

    /// What is said of a skill in several lines must be the same.
    void take(std::string& known, const std::string& value, int line, const std::string& id,
              std::string_view column) {
        if (value.empty() || value == known) return;
        if (!known.empty()) return complain(line, id, column);
        known = value;
    }

    void take_teachable(WrittenSkill& skill, const std::string& value, int line) {
        if (value.empty() || value == "true" || value == "yes" || value == "1") return;
        if (value != "false" && value != "no" && value != "0")
            return complain(line, skill.id, "teachable");
        skill.is_teachable = false;
    }

    void take_names(WrittenSkill& skill, const std::string& locale, const std::string& name,
                    std::string_view aliases, int line) {
        if (locale.empty() || (name.empty() && aliases.empty()))
            return complain(line, skill.id, locale.empty() ? "locale" : "name");
        if (skill.names.contains(locale) || skill.aliases.contains(locale)) {
            problems_.push_back({.line = line,
                                 .id = skill.id,
                                 .key = "peerdesk-skills-locale-twice",
                                 .params = {locale}});
            return;
        }
        if (!name.empty()) skill.names.emplace(locale, name);
        while (!aliases.empty()) {
            const auto end = std::min(aliases.find(';'), aliases.size());
            const auto alias = trimmed(aliases.substr(0, end));
            if (!alias.empty()) skill.aliases[locale].emplace_back(alias);
            aliases.remove_prefix(std::min(end + 1, aliases.size()));
        }
    }

    const Places& places_;
    std::vector<TreeProblem>& problems_;
    std::vector<WrittenSkill> skills_;
    std::map<std::string, std::size_t, std::less<>> places_of_;
};

std::string field_of(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string joined(const std::vector<std::string>& aliases) {
    std::string out;
    for (const std::string& alias : aliases)
        out += (out.empty() ? "" : ";") + alias;
    return out;
}

} // namespace

std::vector<WrittenSkill> read_tree_csv(std::string_view text, std::vector<TreeProblem>& problems) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    CsvReader reader(text);
    const auto header = reader.record();
    const auto places = header ? places_in(header->fields) : std::nullopt;
    if (!places) {
        problems.push_back({.key = "peerdesk-skills-not-a-tree"});
        return {};
    }
    TreeLines lines(*places, problems);
    while (reader.has_more()) {
        const int line = reader.line();
        const auto record = reader.record();
        if (!record) {
            problems.push_back({.line = line, .key = "peerdesk-skills-bad-quote"});
            break;
        }
        const bool is_blank = record->fields.size() == 1 && trimmed(record->fields[0]).empty();
        if (!is_blank) lines.add(*record);
    }
    return lines.skills();
}

std::string to_csv(const std::vector<WrittenSkill>& skills) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i)
        out += (i == 0 ? "" : ",") + std::string(columns[i]);
    out += "\r\n";
    for (const WrittenSkill& skill : skills) {
        std::map<std::string, std::string> rows = skill.names;
        for (const auto& [locale, aliases] : skill.aliases)
            rows.try_emplace(locale);
        for (const auto& [locale, name] : rows) {
            const auto aliases = skill.aliases.find(locale);
            out += field_of(skill.id) + ',' + field_of(skill.parent) + ',' +
                   field_of(skill.category) + ',' + (skill.is_teachable ? "true" : "false") + ',' +
                   field_of(locale) + ',' + field_of(name) + ',' +
                   (aliases == skill.aliases.end() ? "" : field_of(joined(aliases->second))) + ',' +
                   field_of(skill.wikidata) + "\r\n";
        }
    }
    return out;
}

} // namespace peerdesk::skills
