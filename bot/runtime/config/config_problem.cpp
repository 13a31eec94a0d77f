// SPDX-License-Identifier: MIT
#include "bot/runtime/config/config_problem.hpp"

#include <fmt/format.h>

#include <utility>

namespace peerdesk::runtime {

void ConfigProblems::add(Spot spot, std::string key, std::vector<text::Param> params) {
    problems_.emplace(spot, ConfigProblem{spot, std::move(key), std::move(params)});
}

std::vector<ConfigProblem> ConfigProblems::sorted() const {
    std::vector<ConfigProblem> result;
    for (const auto& [spot, problem] : problems_)
        result.push_back(problem);
    return result;
}

std::string describe(const ConfigProblem& problem, const std::filesystem::path& file,
                     const text::Catalogue& words, std::string_view locale) {
    const std::string what = words.render(locale, problem.key, problem.params);
    if (problem.spot.line == 0) return fmt::format("{}: {}", file.string(), what);
    return fmt::format("{}:{}:{}: {}", file.string(), problem.spot.line, problem.spot.column, what);
}

} // namespace peerdesk::runtime
