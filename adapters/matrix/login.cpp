// SPDX-License-Identifier: MIT
// The steps of a login: what to ask and what a good answer means.
#include "adapters/matrix/login.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/login_requests.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <algorithm>
#include <chrono>

namespace peerdesk::matrix {
namespace {

std::int64_t ms_of(net::WallTime time) {
    return time.time_since_epoch().count();
}

/// Whether the account the operator named, by id or by localpart, is this one.
bool is_named(const std::string& configured, const std::string& user) {
    if (configured.empty() || configured == user) return true;
    return !is_user_id(configured) && configured == localpart(user);
}

} // namespace

Login::Login(const NetworkConfig& config, const Stored& stored, net::Random& random)
    : config_(&config), credentials_(config.seal_key, stored, random), discovery_(config),
      retry_(config.back_off_min, config.back_off_max, random),
      logins_(config.back_off_min, config.back_off_max, random) {}

const std::string& Login::access_token() const {
    return has_configured_token() ? config_->access_token : credentials_.held().access_token;
}

std::optional<Request> Login::next_request(net::Instant now) {
    if (asked_ || step_ == Step::commit || step_ == Step::stopped) return std::nullopt;
    if (is_ready()) {
        asked_ = due_step(now.steady);
        return asked_ ? std::optional{request_for(*asked_)} : std::nullopt;
    }
    if (!retry_.is_due(now.steady)) return std::nullopt;
    if (step_ == Step::find_address && !discovery_.is_searching()) step_ = Step::ask_versions;
    if (auto refusal = discovery_.refusal()) {
        fail_for_long(std::move(*refusal), now);
        restart();
        return std::nullopt;
    }
    asked_ = step_;
    return request_for(step_);
}

Request Login::request_for(Step step) const {
    switch (step) {
    case Step::find_address:
        return well_known_request(*config_, discovery_.well_known_target());
    case Step::check_token:
        return whoami_request(*config_);
    case Step::ask_flows:
        return flows_request(*config_);
    case Step::log_in:
        return login_request(*config_, credentials_.held().device);
    case Step::refresh:
        return refresh_request(*config_, is_v1_refresh_ ? "v1" : "v3",
                               credentials_.held().refresh_token);
    case Step::ask_versions:
    case Step::commit:
    case Step::ready:
    case Step::stopped:
        break;
    }
    return versions_request(*config_);
}

std::optional<Login::Step> Login::due_step(net::SteadyTime now) const {
    if (now >= refresh_at_) return Step::refresh;
    if (now >= versions_at_) return Step::ask_versions;
    return std::nullopt;
}

net::SteadyTime Login::next_wake() const {
    if (asked_ || step_ == Step::commit || step_ == Step::stopped) return net::SteadyTime::max();
    return is_ready() ? std::min(refresh_at_, versions_at_) : retry_.at();
}

void Login::on_answer(const Answer& answer, net::Instant now) {
    if (!asked_) return;
    const Step asked = *std::exchange(asked_, std::nullopt);
    if (is_ready()) return on_answer_beside(asked, answer, now);
    if (asked != step_) return; // the session ended meanwhile, and something else is to be done
    switch (asked) {
    case Step::find_address:
        discovery_.on_well_known(answer);
        if (!discovery_.is_searching()) step_ = Step::ask_versions;
        return;
    case Step::ask_versions:
        return on_versions(answer, now);
    case Step::check_token:
        return on_whoami(answer, now);
    case Step::ask_flows:
        return on_flows(answer, now);
    case Step::log_in:
        return on_login(answer, now);
    case Step::refresh:
        return on_refresh(answer, now);
    case Step::commit:
    case Step::ready:
    case Step::stopped:
        return;
    }
}

void Login::on_versions(const Answer& answer, net::Instant now) {
    if (is_in_trouble(answer, now)) return;
    auto finding = answer.is_ok() ? discovery_.judge_versions(answer)
                                  : Finding{FindingCode::no_homeserver, base_url()};
    if (finding) {
        fail_for_long(std::move(*finding), now);
        restart();
        return;
    }
    versions_at_ = now.steady + versions_interval;
    findings_.push_back({FindingCode::connected, base_url()});
    if (base_url().starts_with("http://")) findings_.push_back({FindingCode::unencrypted, {}});
    start_session(now);
}

void Login::start_session(net::Instant now) {
    if (!has_configured_token() && credentials_.is_unreadable() && !was_told_unreadable_) {
        was_told_unreadable_ = true;
        findings_.push_back({FindingCode::token_unreadable, {}});
    }
    if (!access_token().empty()) {
        step_ = Step::check_token;
    } else if (!config_->password.empty()) {
        step_ = Step::ask_flows;
    } else {
        fail_for_long({FindingCode::token_refused, {}}, now); // the session ended, and no way in
    }
}

void Login::on_whoami(const Answer& answer, net::Instant now) {
    if (is_in_trouble(answer, now)) return;
    if (!answer.is_ok()) return on_token_refused(answer, now);
    const auto who = parse_whoami(answer.body);
    if (!who || who->user.empty()) return fail({FindingCode::answer_unreadable, "whoami"}, now);
    Held next = credentials_.held();
    const bool is_other = !next.user.empty() && next.user != who->user;
    if (is_other || !is_named(config_->user, who->user))
        return stop({FindingCode::other_user, who->user});
    const bool is_other_device =
        !next.device.empty() && !who->device.empty() && next.device != who->device;
    // Transaction ids count for a device, so a change of it is the operator's to decide.
    if (is_other_device && config_->device != who->device)
        return stop({FindingCode::device_changed, who->device});
    next.user = who->user;
    if (!who->device.empty()) next.device = who->device;
    if (has_configured_token() && next.access_token != config_->access_token) {
        next.access_token = config_->access_token;
        next.refresh_token.clear();
        next.since_ms = ms_of(now.wall);
        next.expires_at_ms = 0;
    }
    hold(std::move(next), now);
}

void Login::on_flows(const Answer& answer, net::Instant now) {
    if (is_in_trouble(answer, now)) return;
    if (!answer.is_ok()) return fail_for_long({FindingCode::login_refused, words_of(answer)}, now);
    if (answer.body.find("\"flows\"") == std::string::npos)
        return fail({FindingCode::answer_unreadable, "login"}, now);
    if (!offers_password(answer.body))
        return fail_for_long({FindingCode::password_not_offered, {}}, now);
    step_ = Step::log_in;
}

void Login::on_login(const Answer& answer, net::Instant now) {
    if (is_in_trouble(answer, now)) return;
    if (!answer.is_ok()) {
        // 403 is a wrong password and a closed account alike.
        const auto code =
            answer.status == 403 ? FindingCode::password_refused : FindingCode::login_refused;
        return fail_for_long({code, words_of(answer)}, now);
    }
    const auto got = parse_login(answer.body);
    // Each try may have made a device, so the next one takes its time.
    if (!got || got->access_token.empty() || got->user.empty())
        return fail_for_long({FindingCode::answer_unreadable, "login"}, now);
    if (std::exchange(is_new_device_, false))
        findings_.push_back({FindingCode::new_device, got->device});
    Held next{got->user, got->device, got->access_token, got->refresh_token, ms_of(now.wall), 0};
    if (got->expires_in) next.expires_at_ms = next.since_ms + got->expires_in->count();
    hold(std::move(next), now);
}

void Login::hold(Held next, net::Instant now) {
    plan_refresh(next, now);
    credentials_.obtain(std::move(next));
    if (credentials_.is_waiting()) {
        if (!is_ready()) step_ = Step::commit;
    } else {
        become_ready();
    }
}

void Login::on_committed() {
    if (credentials_.on_committed() && step_ == Step::commit) become_ready();
}

void Login::become_ready() {
    if (is_ready()) return;
    step_ = Step::ready;
    retry_.reset();
    findings_.push_back({FindingCode::logged_in, user()});
}

void Login::plan_refresh(const Held& held, net::Instant now) {
    refresh_at_ = net::SteadyTime::max();
    if (held.refresh_token.empty() || held.expires_at_ms == 0) return;
    // A quarter of the lifetime is left for tries.
    const std::int64_t due_ms = held.since_ms + (held.expires_at_ms - held.since_ms) / 4 * 3;
    refresh_at_ =
        now.steady + std::chrono::milliseconds{std::max<std::int64_t>(due_ms - ms_of(now.wall), 0)};
}

} // namespace peerdesk::matrix
