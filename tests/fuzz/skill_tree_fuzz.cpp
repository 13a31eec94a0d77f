// SPDX-License-Identifier: MIT
// Any bytes as the file of a tree of skills. What is taken comes back the same through both forms.
#include "bot/skills/loading.hpp"
#include "bot/skills/tree_file.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace peerdesk;

namespace {

std::string stored(storage::Database& database, std::string_view text) {
    const auto reading = skills::read_tree(text);
    if (!reading.problems.empty()) std::abort();
    skills::load_tree(database, reading.tree, {});
    return skills::to_json(skills::written_tree(database));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto reading = skills::read_tree(text);
    if (!reading.problems.empty() && !reading.tree.empty()) std::abort();
    if (reading.tree.empty()) return 0;
    static storage::Database database = storage::Database::in_memory();
    const std::string json = stored(database, text);
    if (stored(database, skills::to_csv(skills::written_tree(database))) != json) std::abort();
    if (stored(database, json) != json) std::abort();
    return 0;
}
