// SPDX-License-Identifier: MIT
#include "bot/runtime/config/file_bytes.hpp"

#include <cerrno>
#include <cstdio>

namespace peerdesk::runtime {

int read_bytes(const std::filesystem::path& file, std::size_t length_max, std::string& into) {
    std::FILE* stream = std::fopen(file.c_str(), "rbe");
    if (stream == nullptr) return errno;
    into.resize(length_max + 1);
    errno = 0;
    into.resize(std::fread(into.data(), 1, into.size(), stream));
    const int error = std::ferror(stream) != 0 ? errno : 0;
    std::fclose(stream);
    return error;
}

} // namespace peerdesk::runtime
