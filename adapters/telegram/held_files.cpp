// SPDX-License-Identifier: MIT
#include "adapters/telegram/held_files.hpp"

#include "adapters/telegram/verdict.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::chrono::minutes file_deadline{2};
constexpr std::size_t path_bytes_max = 1'024;

/// File::file_path, if it is one that can stand in an address.
std::optional<std::string> path_in(const std::string& result) {
    const auto json = nlohmann::json::parse(result, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) return std::nullopt;
    const auto path = json.find("file_path");
    if (path == json.end() || !path->is_string()) return std::nullopt;
    const auto& text = path->get_ref<const std::string&>();
    const bool is_usable =
        !text.empty() && text.size() <= path_bytes_max && text.front() != '/' &&
        !text.contains("..") &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "_-./") == std::string::npos;
    if (!is_usable) return std::nullopt;
    return text;
}

} // namespace

void HeldFiles::fetch(http_session::FileId id, const chat::Attachment& file) {
    const auto colon = file.ref.find(':');
    if (colon == std::string::npos || file.ref.starts_with("copy:"))
        return fail(id, "no file of this network");
    const nlohmann::json parameters{{"file_id", file.ref.substr(colon + 1)}};
    const std::string body =
        parameters.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    asked_.emplace(context_.post(Asker::files, "/getFile", body), Asked{id, file.type, false});
}

void HeldFiles::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    auto found = asked_.extract(id);
    if (found.empty()) return;
    Asked asked = std::move(found.mapped());
    if (asked.is_path) {
        if (!answer.is_ok()) {
            const bool is_large = answer.failure == net::HttpFailure::too_large;
            return fail(asked.id,
                        is_large ? "too large" : "status " + std::to_string(answer.status));
        }
        const std::string& type = asked.type.empty() ? answer.content_type : asked.type;
        ready_.push_back({asked.id, {answer.body, type, {}}});
        return;
    }
    const Verdict verdict = verdict_of(answer, now.wall);
    if (verdict.outcome != Outcome::done) return fail(asked.id, verdict.words);
    const auto path = path_in(verdict.body.result);
    if (!path) return fail(asked.id, "no path");
    ask_bytes(std::move(asked), *path);
}

void HeldFiles::ask_bytes(Asked asked, const std::string& path) {
    Request request;
    request.lane = Lane::other;
    request.method = "GET";
    request.target = "/file/" + path;
    request.deadline = file_deadline;
    request.body_bytes_max = chat::carried_bytes_max;
    asked.is_path = true;
    asked_.emplace(context_.tray.put(Asker::files, std::move(request)), std::move(asked));
}

void HeldFiles::fail(http_session::FileId id, std::string problem) {
    ready_.push_back({id, {{}, {}, std::move(problem)}});
}

std::vector<http_session::FileReady> HeldFiles::take_ready() {
    return std::exchange(ready_, {});
}

} // namespace peerdesk::telegram
