// SPDX-License-Identifier: MIT
#include "adapters/matrix/sync_filter.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace peerdesk::matrix {
namespace {

using Json = nlohmann::json;

/// FNV-1a, 64 bits: only to notice that the definition is another one.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    return hash;
}

const std::string& prefix() {
    static const std::string text = std::to_string(hash_of(sync_filter_definition())) + ' ';
    return text;
}

} // namespace

const std::string& sync_filter_definition() {
    static const std::string definition = [] {
        const Json nothing = {{"types", Json::array()}};
        const Json state = {{"lazy_load_members", true},
                            {"include_redundant_members", true},
                            {"types",
                             {"m.room.member", "m.room.create", "m.room.encryption",
                              "m.room.tombstone", "m.room.power_levels"}}};
        const Json timeline = {
            {"limit", 100},
            {"lazy_load_members", true},
            {"include_redundant_members", true},
            {"types",
             {"m.room.message", "m.sticker", "m.reaction", "m.room.redaction", "m.room.encrypted",
              "m.room.member", "m.room.create", "m.room.encryption", "m.room.tombstone",
              "m.room.power_levels", "m.poll.start", "org.matrix.msc3381.poll.start"}}};
        return Json{{"presence", nothing},
                    {"account_data", {{"types", Json::array({"m.direct"})}}},
                    {"room",
                     {{"ephemeral", nothing},
                      {"account_data", nothing},
                      {"state", state},
                      {"timeline", timeline}}}}
            .dump();
    }();
    return definition;
}

std::string SyncFilter::id() const {
    const std::string& stored = context_.book.stored("filter");
    return stored.starts_with(prefix()) ? stored.substr(prefix().size()) : std::string{};
}

void SyncFilter::forget() {
    context_.book.store("filter", {});
}

void SyncFilter::ask(net::Instant now) {
    if (is_asked_ || !id().empty() || !retry_.is_due(now.steady)) return;
    is_asked_ = true;
    context_.ask(Asker::filter, "POST", client_path({"user", context_.user, "filter"}),
                 sync_filter_definition());
}

void SyncFilter::on_answer(const Answer& answer, net::Instant now) {
    is_asked_ = false;
    const auto made = answer.is_ok() ? parse_text_member(answer.body, "filter_id") : std::nullopt;
    if (made && !made->empty()) {
        retry_.reset();
        return context_.book.store("filter", prefix() + *made);
    }
    const ErrorAnswer error = parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::limited:
        return retry_.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::impossible:
        context_.find(FindingCode::server_error, "filter " + error.code + ' ' + error.words);
        return retry_.rarely(now.steady);
    case Outcome::done:
    case Outcome::later:
        return retry_.again(now.steady);
    case Outcome::not_us:
        return;
    }
}

net::SteadyTime SyncFilter::next_wake() const {
    return is_asked_ || !id().empty() ? net::SteadyTime::max() : retry_.at();
}

} // namespace peerdesk::matrix
