// SPDX-License-Identifier: MIT
// The program behind main: argv -> subcommand -> exit code.
#pragma once

namespace peerdesk::runtime {

/// @return the process's exit code, see ExitCode. Never throws.
[[nodiscard]] int run_program(int argc, char** argv);

} // namespace peerdesk::runtime
