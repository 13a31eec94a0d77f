// SPDX-License-Identifier: MIT
// Files on the server. Bytes are kept when somebody gave them; a file only told of is zeros.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace peerdesk::telegram_fake {

struct StoredFile {
    std::string id;
    std::string unique_id;
    std::string kind; ///< photo, document, ...
    std::string name;
    std::string mime_type;
    std::string path; ///< below /file/bot<token>/
    std::string bytes;
    std::int64_t size = 0;
};

/// What is known of a file before it has an id.
struct NewFile {
    std::string kind = "document";
    std::string name;
    std::string mime_type;
    std::string bytes;
    std::int64_t size = 0; ///< when there are no bytes
};

class Files {
  public:
    const StoredFile& add(NewFile file);
    [[nodiscard]] const StoredFile* find(const std::string& id) const;
    [[nodiscard]] const StoredFile* at_path(std::string_view path) const;

  private:
    std::deque<StoredFile> files_;
    std::unordered_map<std::string, const StoredFile*> by_id_;
};

/// What a download of it gives.
[[nodiscard]] std::string content_of(const StoredFile& file);

} // namespace peerdesk::telegram_fake
