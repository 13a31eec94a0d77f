// SPDX-License-Identifier: MIT
#include "tests/servers/synapse.hpp"

#include "tests/servers/config_text.hpp"
#include "tests/servers/http_caller.hpp"
#include "tests/servers/ports.hpp"
#include "tests/servers/waiting.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <signal.h>

#include <array>
#include <cstdlib>
#include <random>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

constexpr auto start_wait = 90s; // a busy machine takes many times the 2 s of a free one
constexpr auto stop_wait = 15s;
constexpr auto probe_wait = 2s;
constexpr int starts_max = 3;          // a port may have been taken meanwhile by what is not a test
constexpr std::size_t key_length = 43; // 32 bytes in base64 without padding
constexpr std::string_view own_secret = "test-only-shared-secret";

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string python() {
    const std::string given = variable("PEERDESK_TEST_SYNAPSE_PYTHON");
    std::string path = given.empty() ? PEERDESK_SOURCE_DIR "/build/synapse/venv/bin/python" : given;
    if (!std::filesystem::exists(path)) {
        throw std::runtime_error("no Synapse at " + path + "; `tests/run servers` gets it");
    }
    return path;
}

std::string random_mark() {
    std::random_device random;
    return "-" + std::to_string(random());
}

/// HMAC-SHA1 in hexadecimal, as Synapse's registration by a shared secret wants it.
std::string signature(const std::string& secret, const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[bytes[i] >> 4];
        hex += digits[bytes[i] & 0x0F];
    }
    return hex;
}

bool answers(const std::string& url) {
    try {
        return HttpCaller{url}.call({.target = "/_matrix/client/versions"}, probe_wait).status ==
               200;
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

bool Synapse::is_foreign() {
    return !variable("PEERDESK_TEST_HOMESERVER").empty();
}

Synapse::Synapse(Workspace& workspace, SynapseOptions options)
    : options_(options), folder_(workspace.folder("synapse")), secret_(own_secret) {
    if (is_foreign()) {
        url_ = variable("PEERDESK_TEST_HOMESERVER");
        secret_ = variable("PEERDESK_TEST_HOMESERVER_SECRET");
        mark_ = random_mark();
        if (!answers(url_)) throw std::runtime_error("no homeserver answers at " + url_);
        const std::string id = register_account(local_name("probe"), "probe", false, "user_id");
        server_name_ = id.substr(id.find(':') + 1);
        return;
    }
    for (int tries = 1;; ++tries) {
        port_ = free_port();
        url_ = "http://127.0.0.1:" + std::to_string(port_);
        try {
            start();
            return;
        } catch (const std::runtime_error&) {
            if (tries == starts_max) throw;
        }
    }
}

void Synapse::write_configs() const {
    write_file(folder_ / "homeserver.yaml",
               filled("homeserver.yaml.in",
                      {{"DIR", folder_.string()},
                       {"PORT", std::to_string(port_)},
                       {"SECRET", secret_},
                       {"LIMITS", filled(options_.default_limits ? "login_limits.yaml"
                                                                 : "no_limits.yaml")}}));
    // No other server ever checks what it signs, and `--generate-keys` would take a second.
    write_file(folder_ / "localhost.signing.key",
               "ed25519 a_test " + std::string(key_length, 'A') + "\n");
    write_file(folder_ / "log.yaml", filled("log.yaml.in", {{"DIR", folder_.string()}}));
}

Command Synapse::command() const {
    return {.words = {python(), "-m", "synapse.app.homeserver", "-c",
                      (folder_ / "homeserver.yaml").string()},
            .folder = folder_,
            .output = folder_ / "output.log"};
}

void Synapse::start() {
    if (is_foreign()) throw std::logic_error("this homeserver is not ours to start");
    write_configs();
    process_ = std::make_unique<ChildProcess>(command());
    const bool ready =
        eventually(start_wait, [&] { return !process_->is_running() || answers(url_); });
    if (!ready || !process_->is_running()) {
        process_->kill();
        throw std::runtime_error("Synapse did not start:\n" + process_->output() +
                                 read_file(folder_ / "homeserver.log"));
    }
}

ChildProcess& Synapse::process() const {
    if (!process_) throw std::logic_error("this homeserver is not ours to stop");
    return *process_;
}

void Synapse::stop() {
    process().signal(SIGTERM);
    if (!process_->wait_for_end(stop_wait)) process_->kill();
}

void Synapse::kill() {
    process().kill();
}

void Synapse::freeze() {
    process().signal(SIGSTOP);
}

void Synapse::thaw() {
    process().signal(SIGCONT);
}

std::size_t Synapse::requests(const std::string& pattern) const {
    const std::regex wanted{pattern};
    std::istringstream log{read_file(folder_ / "homeserver.log")};
    std::size_t count = 0;
    for (std::string line; std::getline(log, line);)
        if (line.contains("Processed request") && std::regex_search(line, wanted)) ++count;
    return count;
}

std::string Synapse::register_user(std::string_view name, std::string_view password) const {
    return register_account(local_name(name), password, false, "user_id");
}

// https://element-hq.github.io/synapse/latest/admin_api/register_api.html
std::string Synapse::register_account(std::string_view local, std::string_view password,
                                      bool is_admin, std::string_view wanted) const {
    constexpr auto target = "/_synapse/admin/v1/register";
    HttpCaller server{url_};
    const std::string nonce = server.call({.target = target}).parsed().value("nonce", "");
    std::string text = nonce;
    for (const std::string_view part :
         {local, password, std::string_view{is_admin ? "admin" : "notadmin"}}) {
        text += '\0';
        text += part;
    }
    const nlohmann::json body{{"nonce", nonce},
                              {"username", local},
                              {"password", password},
                              {"admin", is_admin},
                              {"mac", signature(secret_, text)}};
    const HttpAnswer answer =
        server.call({.method = "POST", .target = target, .body = body.dump()});
    if (answer.status != 200) {
        throw std::runtime_error("no account for " + std::string{local} + ": " + answer.body);
    }
    return answer.parsed().at(std::string{wanted}).get<std::string>();
}

// https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#override-ratelimiting-for-users
void Synapse::lift_limits(std::string_view user_id) const {
    const std::string token =
        register_account("admin" + random_mark(), "test-only", true, "access_token");
    const nlohmann::json none{{"messages_per_second", 0}, {"burst_count", 0}};
    const HttpAnswer answer = HttpCaller{url_}.call(
        {.method = "POST",
         .target = "/_synapse/admin/v1/users/" + percent_encoded(user_id) + "/override_ratelimit",
         .body = none.dump(),
         .token = token});
    if (answer.status != 200) throw std::runtime_error("limits stay: " + answer.body);
}

std::string Synapse::local_name(std::string_view name) const {
    return std::string{name} + mark_;
}

std::string Synapse::user_id(std::string_view name) const {
    return "@" + local_name(name) + ":" + server_name_;
}

std::string Synapse::alias(std::string_view name) const {
    return "#" + local_name(name) + ":" + server_name_;
}

} // namespace peerdesk::servers
