// SPDX-License-Identifier: MIT
// Mistakes found in a configuration, each at its place. Their words live in locales/.
#pragma once

#include "bot/text/catalogue.hpp"
#include "bot/text/param.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// A place in the file, counted from 1; 0 stands for "the file as a whole".
struct Spot {
    int line = 0;
    int column = 0;
    auto operator<=>(const Spot&) const = default;
};

struct ConfigProblem {
    Spot spot;
    std::string key;                 ///< of locales/
    std::vector<text::Param> params; ///< of that message
};

/// Gathers problems in any order and gives them back in the file's order.
class ConfigProblems {
  public:
    void add(Spot spot, std::string key, std::vector<text::Param> params = {});
    [[nodiscard]] bool empty() const { return problems_.empty(); }
    [[nodiscard]] std::vector<ConfigProblem> sorted() const;

  private:
    std::multimap<Spot, ConfigProblem> problems_; ///< equal places keep the order of arrival
};

/// "peerdesk.toml:12:5: nick is missing …", the form editors and terminals can jump to.
[[nodiscard]] std::string describe(const ConfigProblem& problem, const std::filesystem::path& file,
                                   const text::Catalogue& words, std::string_view locale);

} // namespace peerdesk::runtime
