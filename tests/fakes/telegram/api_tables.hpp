// SPDX-License-Identifier: MIT
// The Bot API as data: every method and type with its fields, read once from bot_api.tables and
// linked up, so that a check at run time follows pointers only.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace peerdesk::telegram_fake {

struct Kind;

enum class Basic { integer, real, text, boolean, file, object };

/// One of the types a value may have.
struct Alternative {
    int depth = 0; ///< of arrays around it
    Basic basic = Basic::object;
    const Kind* kind = nullptr; ///< of an object
};

struct Field {
    std::string name;
    bool is_required = false;
    std::vector<Alternative> types;
    std::string constant; ///< the only text it may hold; empty: any
};

/// A named type: an object with fields, or a union of others.
struct Kind {
    std::string name;
    std::vector<Field> fields;
    std::vector<Alternative> subtypes;
    [[nodiscard]] const Field* find(std::string_view field) const;
};

struct Method {
    std::string name;
    std::vector<Alternative> returns;
    std::vector<Field> fields;
    [[nodiscard]] const Field* find(std::string_view field) const;
};

class ApiTables {
  public:
    /// Throws std::runtime_error when the file cannot be read or names an unknown type.
    explicit ApiTables(const std::filesystem::path& file);
    ApiTables(const ApiTables&) = delete;
    ApiTables& operator=(const ApiTables&) = delete;

    /// Names of methods are found in any case, as at the real server.
    [[nodiscard]] const Method* method(std::string_view name) const;
    /// Throws std::out_of_range for an unknown name.
    [[nodiscard]] const Kind& kind(const std::string& name) const { return *kinds_.at(name); }
    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] bool is_reaction(std::string_view emoji) const;
    [[nodiscard]] const std::deque<Method>& methods() const { return method_list_; }

    /// The tables of this source tree.
    static const ApiTables& shared();

  private:
    void read_line(const std::string& line);
    [[nodiscard]] std::vector<Alternative> types_of(std::string_view text);
    [[nodiscard]] Field field_of(std::string_view text);
    Kind& named(const std::string& name);

    std::string version_;
    std::vector<std::string> reactions_;
    std::deque<Method> method_list_; ///< addresses stay
    std::deque<Kind> kind_list_;
    std::unordered_map<std::string, const Method*> methods_; ///< by name in lower case
    std::unordered_map<std::string, Kind*> kinds_;
};

} // namespace peerdesk::telegram_fake
