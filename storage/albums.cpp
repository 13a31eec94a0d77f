// SPDX-License-Identifier: MIT
#include "storage/albums.hpp"

namespace peerdesk::storage {

bool Albums::has(std::string_view network, std::string_view album) {
    auto row = database_.prepare("SELECT 1 FROM album_parts WHERE network = ? AND album = ?");
    return row.bind(network).bind(album).step();
}

void Albums::add(std::string_view network, std::string_view album, std::int64_t inbox_id) {
    database_.prepare("INSERT INTO album_parts (network, album, inbox_id) VALUES (?, ?, ?)")
        .bind(network)
        .bind(album)
        .bind(inbox_id)
        .run();
}

std::vector<Albums::Part> Albums::take(std::string_view network, std::string_view album) {
    std::vector<Part> parts;
    {
        auto row = database_.prepare("SELECT i.id, i.wire FROM album_parts AS a JOIN inbox AS i"
                                     " ON i.id = a.inbox_id WHERE a.network = ? AND a.album = ?"
                                     " ORDER BY i.id");
        row.bind(network).bind(album);
        while (row.step())
            parts.push_back({row.integer("id"), row.text("wire")});
    }
    database_.prepare("DELETE FROM album_parts WHERE network = ? AND album = ?")
        .bind(network)
        .bind(album)
        .run();
    return parts;
}

} // namespace peerdesk::storage
