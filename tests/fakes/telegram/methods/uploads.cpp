// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/methods/uploads.hpp"

#include "tests/fakes/telegram/refusal.hpp"

#include <string_view>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::string_view attach = "attach://";

const StoredFile& stored(World& world, const std::string& kind, const Upload& upload) {
    if (upload.bytes.empty()) throw bad_request("file must be non-empty");
    if (static_cast<std::int64_t>(upload.bytes.size()) > world.settings.upload_bytes_max) {
        Refusal refusal;
        refusal.code = 413;
        refusal.description = "Request Entity Too Large";
        throw refusal;
    }
    NewFile file;
    file.kind = kind;
    file.name = upload.name;
    file.mime_type = upload.mime_type;
    file.bytes = upload.bytes;
    return world.files.add(std::move(file));
}

} // namespace

const StoredFile& named_file(World& world, const Call& call, const std::string& kind,
                             const std::string& given) {
    if (given.empty() || given.starts_with(attach)) {
        const Upload* upload = call.upload(given.empty() ? kind : given.substr(attach.size()));
        if (upload == nullptr) throw bad_request("there is no " + kind + " in the request");
        return stored(world, kind, *upload);
    }
    if (given.starts_with("http://") || given.starts_with("https://"))
        throw bad_request("failed to get HTTP URL content");
    const StoredFile* file = world.files.find(given);
    if (file == nullptr) throw bad_request("wrong file identifier/HTTP URL specified");
    // A file keeps its kind: a photo cannot be sent as a video.
    if (file->kind != kind) {
        throw bad_request("can't use file of type " + file->kind + " as " + kind);
    }
    return *file;
}

} // namespace peerdesk::telegram_fake
