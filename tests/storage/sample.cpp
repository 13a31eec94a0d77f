// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <fstream>
#include <iterator>

namespace peerdesk::storage {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

unsigned mode_of(const std::filesystem::path& file) {
    return static_cast<unsigned>(std::filesystem::status(file).permissions()) & 0777U;
}

} // namespace peerdesk::storage
