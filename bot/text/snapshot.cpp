// SPDX-License-Identifier: MIT
// Making snapshots.
#include "bot/text/snapshot.hpp"

namespace peerdesk::text {

std::shared_ptr<const Snapshot> make_snapshot(Problems& problems) {
    return std::make_shared<const Snapshot>(Catalogue::from_embedded(problems));
}

std::shared_ptr<const Snapshot> make_snapshot(const std::filesystem::path& folder,
                                              Problems& problems) {
    return std::make_shared<const Snapshot>(Catalogue::load_over_embedded(folder, problems));
}

} // namespace peerdesk::text
