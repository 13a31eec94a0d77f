// SPDX-License-Identifier: MIT
#include "adapters/matrix/login_requests.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace peerdesk::matrix {
namespace {

using Json = nlohmann::json;

Request ask(const NetworkConfig& config, const char* method, std::string target, bool with_token) {
    Request request;
    request.method = method;
    request.target = std::move(target);
    request.with_token = with_token;
    request.deadline = config.request_timeout;
    return request;
}

std::string bytes_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

Request well_known_request(const NetworkConfig& config, const std::string& target) {
    return ask(config, "GET", target, false);
}

Request versions_request(const NetworkConfig& config) {
    return ask(config, "GET", "/_matrix/client/versions", false);
}

Request whoami_request(const NetworkConfig& config) {
    return ask(config, "GET", "/_matrix/client/v3/account/whoami", true);
}

Request flows_request(const NetworkConfig& config) {
    return ask(config, "GET", "/_matrix/client/v3/login", false);
}

Request login_request(const NetworkConfig& config, const std::string& device) {
    Request request = ask(config, "POST", "/_matrix/client/v3/login", false);
    Json body{{"type", "m.login.password"},
              {"identifier", {{"type", "m.id.user"}, {"user", config.user}}},
              {"password", config.password},
              {"refresh_token", true}};
    if (!device.empty()) body["device_id"] = device;
    if (!config.device_name.empty()) body["initial_device_display_name"] = config.device_name;
    request.body = bytes_of(body);
    return request;
}

Request refresh_request(const NetworkConfig& config, const std::string& version,
                        const std::string& refresh_token) {
    Request request = ask(config, "POST", "/_matrix/client/" + version + "/refresh", false);
    request.body = bytes_of({{"refresh_token", refresh_token}});
    return request;
}

Request logout_request(const NetworkConfig& config) {
    Request request = ask(config, "POST", "/_matrix/client/v3/logout", true);
    request.body = "{}";
    return request;
}

} // namespace peerdesk::matrix
