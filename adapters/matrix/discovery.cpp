// SPDX-License-Identifier: MIT
#include "adapters/matrix/discovery.hpp"

#include "adapters/matrix/matrix_json.hpp"
#include "adapters/net/http_url.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view secure = "https://";
constexpr std::string_view well_known = "/.well-known/matrix/client";
constexpr std::size_t location_bytes_max = 2'048;

std::string without_slash(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

/// v1.1 and later, or r0.6.x, whose servers have the newer paths too.
bool is_spoken(std::string_view version) {
    if (version.starts_with("r0.6.")) return true;
    if (!version.starts_with('v')) return false;
    version.remove_prefix(1);
    const auto dot = version.find('.');
    if (dot == std::string_view::npos) return false;
    int major = 0;
    int minor = 0;
    const char* middle = version.data() + dot;
    const char* last = version.data() + version.size();
    const char* const first = version.data();
    if (std::from_chars(first, middle, major).ptr != middle) return false;
    if (std::from_chars(middle + 1, last, minor).ptr != last || middle + 1 == last) return false;
    return major > 1 || (major == 1 && minor >= 1);
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool may_stand_in_target(char c) {
    return c > ' ' && c < '\x7f';
}

} // namespace

Discovery::Discovery(const NetworkConfig& config)
    : config_(&config), is_name_(config.homeserver.find("://") == std::string::npos) {
    start_over();
}

std::string Discovery::configured_url() const {
    return without_slash(is_name_ ? std::string(secure) + config_->homeserver
                                  : config_->homeserver);
}

void Discovery::start_over() {
    base_url_ = configured_url();
    target_ = well_known;
    redirects_ = 0;
    is_searching_ = is_name_ && config_->discover;
}

std::optional<Finding> Discovery::refusal() const {
    if (base_url_.starts_with(secure) || config_->allow_plain_http) return std::nullopt;
    return Finding{FindingCode::plain_http_refused, base_url_};
}

void Discovery::on_well_known(const Answer& answer) {
    if (follow(answer)) return;
    is_searching_ = false;
    base_url_ = configured_url();
    if (!answer.is_ok()) return;
    const auto named = parse_well_known(answer.body);
    if (named && net::parse_http_url(*named)) base_url_ = without_slash(*named);
}

/// An address of its own, or a path on the same server (RFC 9110 10.2.2); never away from https.
bool Discovery::follow(const Answer& answer) {
    if (answer.failure != net::HttpFailure::none || !is_redirect(answer.status)) return false;
    std::string_view location = answer.location;
    location = location.substr(0, location.find('#'));
    if (location.size() > location_bytes_max || redirects_ == redirects_max ||
        !std::ranges::all_of(location, may_stand_in_target))
        return false;
    std::string server = base_url_;
    if (location.starts_with(secure)) {
        const auto path = std::min(location.find_first_of("/?", secure.size()), location.size());
        server = location.substr(0, path);
        location.remove_prefix(path);
    } else if (!location.starts_with('/') || location.starts_with("//")) {
        return false;
    }
    if (!net::parse_http_url(server)) return false;
    ++redirects_;
    base_url_ = std::move(server);
    target_ = location.starts_with('/') ? location : '/' + std::string{location};
    return true;
}

std::optional<Finding> Discovery::judge_versions(const Answer& answer) const {
    const auto versions = parse_versions(answer.body);
    if (!versions) return Finding{FindingCode::no_homeserver, base_url_};
    if (std::ranges::any_of(versions->versions, is_spoken)) return std::nullopt;
    std::string told;
    for (const std::string& version : versions->versions) {
        constexpr std::size_t told_length_max = 200;
        if (told.size() + version.size() > told_length_max) break;
        told += (told.empty() ? "" : ", ") + version;
    }
    return Finding{FindingCode::too_old, told};
}

} // namespace peerdesk::matrix
