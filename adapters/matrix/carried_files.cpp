// SPDX-License-Identifier: MIT
#include "adapters/matrix/carried_files.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view scheme = "mxc://";
constexpr std::chrono::minutes file_deadline{2};
constexpr std::chrono::seconds again_after{5};

} // namespace

void CarriedFiles::fetch(http_session::FileId id, const chat::Attachment& file) {
    std::string_view rest = file.ref;
    const bool is_ours = rest.starts_with(scheme);
    if (is_ours) rest.remove_prefix(scheme.size());
    const auto slash = rest.find('/');
    if (!is_ours || slash == 0 || slash == std::string_view::npos || slash + 1 == rest.size()) {
        ready_.push_back({id, {{}, {}, "no file of this network"}});
        return;
    }
    ask_for({id, std::string{rest.substr(0, slash)}, std::string{rest.substr(slash + 1)}, false});
}

void CarriedFiles::ask_for(const Download& download) {
    Request request;
    request.lane = Lane::other;
    request.method = "GET";
    request.target =
        download.is_old_way ? "/_matrix/media/v3/download/" : "/_matrix/client/v1/media/download/";
    request.target += percent_encode(download.server) + '/' + percent_encode(download.media);
    request.deadline = file_deadline;
    request.body_bytes_max = chat::carried_bytes_max;
    downloads_.emplace(context_.tray.put(Asker::files, std::move(request)), download);
}

std::vector<http_session::FileReady> CarriedFiles::take_ready() {
    return std::exchange(ready_, {});
}

CarriedFiles::Step CarriedFiles::bring(std::int64_t outbox_id, chat::Attachment& file,
                                       std::string& problem) {
    const auto found = uploads_.find(outbox_id);
    if (found == uploads_.end()) {
        Upload upload;
        upload.id = ++last_wanted_;
        upload.file = file;
        wanted_.push_back({upload.id, file});
        uploads_.emplace(outbox_id, std::move(upload));
        return Step::waits;
    }
    const Upload& upload = found->second;
    switch (upload.stage) {
    case Upload::Stage::asked:
    case Upload::Stage::fetched:
    case Upload::Stage::sent:
        return Step::waits;
    case Upload::Stage::failed:
        problem = upload.problem;
        return Step::failed;
    case Upload::Stage::done:
        file.ref = upload.uri;
        file.type = upload.file.type;
        file.network = context_.config.network;
        return Step::ready;
    }
    std::unreachable();
}

std::vector<http_session::FileWanted> CarriedFiles::take_wanted() {
    return std::exchange(wanted_, {});
}

void CarriedFiles::on_file(http_session::FileId id, chat::FetchedFile file) {
    const auto found =
        std::ranges::find(uploads_, id, [](const auto& each) { return each.second.id; });
    if (found == uploads_.end()) return;
    Upload& upload = found->second;
    if (!file.problem.empty()) return fail(upload, std::move(file.problem));
    upload.bytes = std::move(file.bytes);
    if (upload.file.type.empty()) upload.file.type = std::move(file.type);
    upload.stage = Upload::Stage::fetched;
}

void CarriedFiles::fail(Upload& upload, std::string problem) {
    upload.stage = Upload::Stage::failed;
    upload.problem = std::move(problem);
    upload.bytes.clear();
}

void CarriedFiles::forget(std::int64_t outbox_id) {
    uploads_.erase(outbox_id);
}

void CarriedFiles::ask(net::Instant now) {
    for (auto& [outbox_id, upload] : uploads_) {
        if (upload.stage != Upload::Stage::fetched || now.steady < upload.at) continue;
        Request request;
        request.lane = Lane::other;
        request.method = "POST";
        request.target = "/_matrix/media/v3/upload";
        if (!upload.file.name.empty()) add_query(request.target, "filename", upload.file.name);
        request.content_type =
            upload.file.type.empty() ? "application/octet-stream" : upload.file.type;
        request.body = upload.bytes;
        request.deadline = file_deadline;
        ++upload.tries;
        upload.stage = Upload::Stage::sent;
        uploading_.emplace(context_.tray.put(Asker::files, std::move(request)), outbox_id);
    }
}

void CarriedFiles::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    if (auto download = downloads_.extract(id); !download.empty())
        return on_downloaded(std::move(download.mapped()), answer);
    const auto uploading = uploading_.extract(id);
    if (uploading.empty()) return;
    const auto found = uploads_.find(uploading.mapped());
    if (found != uploads_.end()) on_uploaded(found->second, answer, now);
}

void CarriedFiles::on_downloaded(Download download, const Answer& answer) {
    if (answer.is_ok()) {
        ready_.push_back({download.id, {answer.body, answer.content_type, {}}});
        return;
    }
    const bool is_unknown_way = answer.failure == net::HttpFailure::none &&
                                parse_error(answer.body).code == "M_UNRECOGNIZED";
    if (is_unknown_way && !download.is_old_way) {
        download.is_old_way = true;
        return ask_for(download);
    }
    std::string problem = "status " + std::to_string(answer.status);
    if (answer.failure == net::HttpFailure::too_large) {
        problem = "too large";
    } else if (answer.failure != net::HttpFailure::none) {
        problem = answer.detail;
    }
    ready_.push_back({download.id, {{}, {}, std::move(problem)}});
}

void CarriedFiles::on_uploaded(Upload& upload, const Answer& answer, net::Instant now) {
    if (answer.is_ok()) {
        auto uri = parse_text_member(answer.body, "content_uri");
        if (uri && uri->starts_with(scheme)) {
            upload.uri = std::move(*uri);
            upload.stage = Upload::Stage::done;
            upload.bytes.clear();
            return;
        }
    }
    const ErrorAnswer error = answer.is_ok() ? ErrorAnswer{} : parse_error(answer.body);
    const Outcome outcome = outcome_of(answer, error);
    if (outcome == Outcome::impossible || upload.tries >= tries_max)
        return fail(upload, "upload: " + error.code + ' ' + error.words);
    upload.stage = Upload::Stage::fetched;
    upload.at = now.steady + (outcome == Outcome::limited ? told_wait(answer, error, now.wall)
                                                          : std::chrono::milliseconds{again_after});
}

net::SteadyTime CarriedFiles::next_wake() const {
    auto wake = net::SteadyTime::max();
    for (const auto& [outbox_id, upload] : uploads_)
        if (upload.stage == Upload::Stage::fetched) wake = std::min(wake, upload.at);
    return wake;
}

} // namespace peerdesk::matrix
