// SPDX-License-Identifier: MIT
#include "bot/skills/tree_forms.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace peerdesk::skills {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format_name = "peerdesk-skills";
constexpr int format_version = 1;

/// Reads one skill's members; what does not fit is told with the skill's id, or its place.
class SkillReader {
  public:
    SkillReader(const Json& object, std::size_t place, std::vector<TreeProblem>& problems)
        : object_(object), place_(place), problems_(problems) {}

    WrittenSkill read() {
        WrittenSkill skill;
        read_text("id", skill.id, true);
        id_ = skill.id;
        read_text("parent", skill.parent, false);
        read_text("category", skill.category, false);
        read_text("wikidata", skill.wikidata, false);
        if (const auto found = object_.find("teachable"); found != object_.end()) {
            if (found->is_boolean()) {
                skill.is_teachable = found->get<bool>();
            } else {
                complain("teachable");
            }
        }
        read_names(skill);
        read_aliases(skill);
        return skill;
    }

  private:
    void complain(std::string_view member) {
        const std::string id = id_.empty() ? "skills[" + std::to_string(place_) + "]" : id_;
        problems_.push_back({.id = id, .key = "peerdesk-skills-bad-member", .params = {member}});
    }

    void read_text(const char* member, std::string& into, bool is_required) {
        const auto found = object_.find(member);
        const bool is_missing = found == object_.end() || found->is_null();
        if (is_missing ? is_required : !found->is_string()) {
            complain(member);
        } else if (!is_missing) {
            into = found->get<std::string>();
        }
    }

    void read_names(WrittenSkill& skill) {
        const auto found = object_.find("names");
        if (found == object_.end() || !found->is_object()) return complain("names");
        for (const auto& [locale, name] : found->items()) {
            if (!name.is_string()) return complain("names." + locale);
            skill.names.emplace(locale, name.get<std::string>());
        }
    }

    void read_aliases(WrittenSkill& skill) {
        const auto found = object_.find("aliases");
        if (found == object_.end()) return;
        if (!found->is_object()) return complain("aliases");
        for (const auto& [locale, list] : found->items()) {
            const auto is_text = [](const Json& each) { return each.is_string(); };
            if (!list.is_array() || !std::ranges::all_of(list, is_text))
                return complain("aliases." + locale);
            if (!list.empty()) skill.aliases.emplace(locale, list.get<std::vector<std::string>>());
        }
    }

    const Json& object_;
    std::size_t place_;
    std::vector<TreeProblem>& problems_;
    std::string id_;
};

int line_of(std::string_view text, std::size_t byte) {
    return 1 +
           static_cast<int>(std::ranges::count(text.substr(0, std::min(byte, text.size())), '\n'));
}

bool is_tree(const Json& json) {
    return json.is_object() && json.value("format", Json{}) == format_name &&
           json.value("version", Json{}) == format_version &&
           json.value("skills", Json{}).is_array();
}

} // namespace

std::vector<WrittenSkill> read_tree_json(std::string_view text,
                                         std::vector<TreeProblem>& problems) {
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        problems.push_back({.line = line_of(text, error.byte), .key = "peerdesk-skills-not-json"});
        return {};
    }
    if (!is_tree(json)) {
        problems.push_back({.key = "peerdesk-skills-not-a-tree"});
        return {};
    }
    std::vector<WrittenSkill> skills;
    for (const Json& each : json["skills"]) {
        if (!each.is_object()) {
            problems.push_back({.id = "skills[" + std::to_string(skills.size()) + "]",
                                .key = "peerdesk-skills-bad-member",
                                .params = {"{}"}});
            continue;
        }
        skills.push_back(SkillReader(each, skills.size(), problems).read());
    }
    return skills;
}

std::string to_json(const std::vector<WrittenSkill>& skills) {
    Json json{{"format", format_name}, {"version", format_version}};
    json["skills"] = Json::array();
    for (const WrittenSkill& skill : skills) {
        Json object{{"id", skill.id}};
        if (!skill.parent.empty()) object["parent"] = skill.parent;
        object["category"] = skill.category;
        object["teachable"] = skill.is_teachable;
        object["names"] = skill.names.empty() ? Json::object() : Json(skill.names);
        if (!skill.aliases.empty()) object["aliases"] = skill.aliases;
        if (!skill.wikidata.empty()) object["wikidata"] = skill.wikidata;
        json["skills"].push_back(std::move(object));
    }
    return json.dump(1, '\t', false, Json::error_handler_t::replace) + "\n";
}

} // namespace peerdesk::skills
