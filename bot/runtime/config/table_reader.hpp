// SPDX-License-Identifier: MIT
// Reads one table of the configuration. Each value is asked for by name with what it must be; what
// is wrong becomes a problem at its place, and `finish` reports the keys nobody asked for.
#pragma once

#include "bot/runtime/config/config_problem.hpp"

#include <toml++/toml.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// A text of the file with the place it stands at.
struct Located {
    std::string text;
    Spot spot;
};

class TableReader {
  public:
    /// Borrows both. `path` is how people call the table: "network", "desk.rooms", "" for the file.
    TableReader(const toml::table& table, std::string path, ConfigProblems& problems);

    [[nodiscard]] std::optional<Located> text(std::string_view key);
    /// The same; a missing key is a problem, and `example` is the line to add.
    [[nodiscard]] std::optional<Located> required_text(std::string_view key,
                                                       std::string_view example);
    [[nodiscard]] std::vector<Located> texts(std::string_view key);

    void read(std::string_view key, std::string& into);
    void read(std::string_view key, bool& into);
    void read(std::string_view key, double& into, double least, double most);
    template <std::integral Number>
    void read(std::string_view key, Number& into, Number least, Number most) {
        const auto value =
            number(key, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most));
        if (value) into = static_cast<Number>(*value);
    }
    /// A text such as "10 min". What the target's unit cannot hold is refused.
    template <class Rep, class Period>
    void read(std::string_view key, std::chrono::duration<Rep, Period>& into,
              std::chrono::milliseconds least, std::chrono::milliseconds most) {
        using Target = std::chrono::duration<Rep, Period>;
        const auto unit = std::chrono::duration_cast<std::chrono::milliseconds>(Target{1});
        const auto value = duration(key, least, most, unit);
        if (value) into = std::chrono::duration_cast<Target>(*value);
    }

    [[nodiscard]] std::optional<TableReader> table(std::string_view key);
    /// The tables written as [[key]].
    [[nodiscard]] std::vector<TableReader> tables(std::string_view key);

    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
    /// Where a key's value stands; the table's own place when it has none.
    [[nodiscard]] Spot spot_of(std::string_view key) const;
    [[nodiscard]] Spot spot() const;
    void complain(Spot spot, std::string key, std::vector<text::Param> params = {});
    /// Counts a key as known, so that `finish` says nothing about it.
    void know(std::string_view key);

    /// Reports unknown keys with the nearest known one. Call when all were asked for.
    void finish();

  private:
    [[nodiscard]] const toml::node* find(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view key, std::int64_t least,
                                                     std::int64_t most);
    [[nodiscard]] std::optional<std::chrono::milliseconds> duration(std::string_view key,
                                                                    std::chrono::milliseconds least,
                                                                    std::chrono::milliseconds most,
                                                                    std::chrono::milliseconds unit);
    [[nodiscard]] std::string full(std::string_view key) const;

    const toml::table* table_;
    std::string path_;
    ConfigProblems* problems_;
    std::vector<std::string> known_;
};

} // namespace peerdesk::runtime
