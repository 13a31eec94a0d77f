// SPDX-License-Identifier: MIT
// How the command line speaks: messages of locales/ in the operator's language.
#pragma once

#include "bot/runtime/config/config_problem.hpp"
#include "bot/runtime/failure.hpp"
#include "bot/text/snapshot.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

class Speaker {
  public:
    /// In the language LC_ALL, LC_MESSAGES or LANG asks for, English where we have it not.
    explicit Speaker(std::shared_ptr<const text::Snapshot> texts);

    [[nodiscard]] std::string render(std::string_view key,
                                     const std::vector<text::Param>& params = {}) const;
    /// A line on standard output.
    void say(std::string_view key, const std::vector<text::Param>& params = {}) const;
    /// A line on standard error.
    void complain(std::string_view key, const std::vector<text::Param>& params = {}) const;
    void complain(const std::vector<ConfigProblem>& problems,
                  const std::filesystem::path& file) const;
    /// Says why, and gives the code to end with.
    ExitCode fail(const Failure& failure) const;

    [[nodiscard]] const text::Catalogue& words() const { return *texts_->catalogue; }
    [[nodiscard]] const std::string& locale() const { return locale_; }
    [[nodiscard]] std::shared_ptr<const text::Snapshot> texts() const { return texts_; }

  private:
    std::shared_ptr<const text::Snapshot> texts_;
    std::string locale_;
};

} // namespace peerdesk::runtime
