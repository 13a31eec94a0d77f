// SPDX-License-Identifier: MIT
// `peerdesk version`.
#include "bot/runtime/cli/tools.hpp"

namespace peerdesk::runtime {

ExitCode version_tool(const Speaker& speaker) {
    speaker.say("peerdesk-cli-version", {PEERDESK_VERSION});
    return ExitCode::done;
}

} // namespace peerdesk::runtime
