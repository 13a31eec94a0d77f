// SPDX-License-Identifier: MIT
// Why the program cannot do what it was asked, for a person and for the shell.
#pragma once

#include "bot/text/param.hpp"

#include <string>
#include <vector>

namespace peerdesk::runtime {

/// What the program returns; documented in deploy/guide.md.
enum class ExitCode {
    done = 0,
    failed = 1,   ///< it was tried and did not work, or `check` found problems
    usage = 2,    ///< the command line or the configuration is wrong
    database = 3, ///< the database cannot be used: in use, damaged, newer, not there
};

struct Failure {
    ExitCode code = ExitCode::failed;
    std::string key; ///< of locales/
    std::vector<text::Param> params;
};

} // namespace peerdesk::runtime
