// SPDX-License-Identifier: MIT
// What goes wrong in a login: lost links, refusals, sessions that end, and tokens that run out.
#include "adapters/matrix/login.hpp"

#include "adapters/matrix/matrix_json.hpp"

#include <chrono>

namespace peerdesk::matrix {
namespace {

/// A server that does not know the path says so by the code or, older ones, by the status alone.
bool is_unknown_path(const Answer& answer, const ErrorAnswer& error) {
    return error.code == "M_UNRECOGNIZED" ||
           (answer.failure == net::HttpFailure::none && answer.status == 404);
}

} // namespace

bool Login::is_in_trouble(const Answer& answer, net::Instant now) {
    if (answer.is_ok()) return false;
    const ErrorAnswer error = parse_error(answer.body);
    const bool has_answer = answer.failure == net::HttpFailure::none;
    if (has_answer && (answer.status == 429 || error.code == "M_LIMIT_EXCEEDED")) {
        const auto wait = told_wait(answer, error, now.wall);
        findings_.push_back({FindingCode::rate_limited, std::to_string(wait.count()) + " ms"});
        retry_.again_after(now.steady, wait);
        return true;
    }
    if (has_answer && answer.status < 500 && !error.code.empty()) return false;
    if (has_answer && answer.status < 500)
        fail({FindingCode::no_homeserver, base_url()}, now); // something else answers there
    else
        fail(finding_of(answer, {base_url(), std::string(name_of(step_))}, config_->ca_file), now);
    restart(); // the server may have moved
    return true;
}

void Login::restart() {
    discovery_.start_over();
    step_ = Step::find_address;
}

void Login::on_token_refused(const Answer& answer, net::Instant now) {
    const ErrorAnswer error = parse_error(answer.body);
    if (error.code == "M_UNKNOWN_TOKEN" || error.code == "M_MISSING_TOKEN")
        return lose_session(error.soft_logout, words_of(answer), now);
    if (is_unknown_path(answer, error))
        return fail_for_long({FindingCode::too_old, words_of(answer)}, now);
    // Locked or suspended accounts may come back with the same token.
    const auto code =
        has_configured_token() ? FindingCode::token_refused : FindingCode::login_refused;
    fail_for_long({code, words_of(answer)}, now);
}

void Login::on_unknown_token(bool is_soft_logout, net::Instant now) {
    if (!is_ready()) return;
    if (credentials_.is_waiting())
        step_ = Step::commit; // the next token is there already
    else
        lose_session(is_soft_logout, "M_UNKNOWN_TOKEN", now);
}

void Login::lose_session(bool is_soft_logout, std::string words, net::Instant now) {
    refresh_at_ = net::SteadyTime::max();
    if (has_configured_token()) {
        step_ = Step::check_token; // the operator may have it made good again
        return fail_for_long({FindingCode::token_refused, std::move(words)}, now);
    }
    if (is_soft_logout && !credentials_.held().refresh_token.empty()) {
        step_ = Step::refresh;
        return;
    }
    if (!is_soft_logout) {
        credentials_.forget_device();
        is_new_device_ = true;
    }
    log_in_anew(std::move(words), now);
}

void Login::log_in_anew(std::string words, net::Instant now) {
    credentials_.forget_tokens();
    if (config_->password.empty()) {
        step_ = Step::ask_versions;
        return fail_for_long({FindingCode::token_refused, std::move(words)}, now);
    }
    step_ = Step::ask_flows;
    // A server that ends each session at once must not be asked for one without pause.
    const auto held_for = now.wall.time_since_epoch().count() - credentials_.held().since_ms;
    if (held_for >= config_->back_off_max.count()) return logins_.reset();
    retry_.again_after(now.steady, logins_.next());
}

void Login::on_refresh(const Answer& answer, net::Instant now) {
    const ErrorAnswer error = parse_error(answer.body);
    if (is_unknown_path(answer, error) && !std::exchange(is_v1_refresh_, true)) return;
    if (answer.is_ok()) {
        if (auto next = refreshed(answer, now)) return hold(std::move(*next), now);
        return fail({FindingCode::answer_unreadable, "refresh"}, now);
    }
    if (!is_unknown_path(answer, error) && is_in_trouble(answer, now)) return;
    log_in_anew(words_of(answer), now);
}

std::optional<Held> Login::refreshed(const Answer& answer, net::Instant now) const {
    const auto got = parse_login(answer.body);
    if (!got || got->access_token.empty()) return std::nullopt;
    Held next = credentials_.held();
    next.access_token = got->access_token;
    if (!got->refresh_token.empty()) next.refresh_token = got->refresh_token;
    next.since_ms = now.wall.time_since_epoch().count();
    next.expires_at_ms = got->expires_in ? next.since_ms + got->expires_in->count() : 0;
    return next;
}

void Login::on_answer_beside(Step asked, const Answer& answer, net::Instant now) {
    if (asked == Step::ask_versions) {
        versions_at_ = now.steady + (answer.is_ok() ? versions_interval : versions_retry);
        if (!answer.is_ok()) return;
        if (auto finding = discovery_.judge_versions(answer))
            findings_.push_back(std::move(*finding));
        return;
    }
    const ErrorAnswer error = parse_error(answer.body);
    if (is_unknown_path(answer, error) && !std::exchange(is_v1_refresh_, true)) return;
    if (auto next = answer.is_ok() ? refreshed(answer, now) : std::nullopt) {
        retry_.reset();
        return hold(std::move(*next), now);
    }
    if (outcome_of(answer, error) == Outcome::limited) {
        refresh_at_ = now.steady + told_wait(answer, error, now.wall);
    } else if (answer.failure == net::HttpFailure::none && answer.status < 500 &&
               !error.code.empty()) {
        credentials_.forget_refresh_token(); // the access token lives on as long as it does
        refresh_at_ = net::SteadyTime::max();
    } else {
        retry_.again(now.steady);
        refresh_at_ = retry_.at();
    }
}

std::string_view Login::name_of(Step step) {
    switch (step) {
    case Step::find_address:
    case Step::ask_versions:
        return "versions";
    case Step::check_token:
        return "whoami";
    case Step::ask_flows:
    case Step::log_in:
        return "login";
    case Step::refresh:
        return "refresh";
    case Step::commit:
    case Step::ready:
    case Step::stopped:
        return "";
    }
    return "";
}

void Login::fail(Finding finding, net::Instant now) {
    findings_.push_back(std::move(finding));
    retry_.again(now.steady);
}

void Login::fail_for_long(Finding finding, net::Instant now) {
    findings_.push_back(std::move(finding));
    retry_.rarely(now.steady);
}

void Login::stop(Finding finding) {
    findings_.push_back(std::move(finding));
    step_ = Step::stopped;
}

} // namespace peerdesk::matrix
