// SPDX-License-Identifier: MIT
#include "adapters/telegram/verdict.hpp"

#include <utility>

namespace peerdesk::telegram {
namespace {

Outcome outcome_of(int status, const AnswerBody& body) {
    if (body.is_ok) return status < 300 ? Outcome::done : Outcome::later;
    switch (body.error_code != 0 ? body.error_code : status) {
    case 401:
    case 404: // what is no token at all
        return Outcome::not_us;
    case 409:
        return Outcome::conflict;
    case 429:
        return Outcome::limited;
    default:
        break;
    }
    const bool is_no = body.error_code >= 400 && body.error_code < 500;
    return is_no ? Outcome::refused : Outcome::later;
}

std::string seconds_of(std::chrono::milliseconds wait) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()) + " s";
}

} // namespace

Verdict verdict_of(const Answer& answer, net::WallTime now) {
    Verdict verdict;
    if (answer.failure != net::HttpFailure::none) {
        verdict.words = answer.detail.empty() ? "no answer" : answer.detail;
        return verdict;
    }
    const std::string status = "HTTP " + std::to_string(answer.status);
    verdict.words = status;
    auto body = read_answer(answer.body);
    const auto told = http_session::header_wait(answer.retry_after, now);
    if (told.count() > 0) verdict.wait = told;
    if (!body) {
        // A proxy may speak for the server here, and only here.
        if (answer.status == 429) verdict.outcome = Outcome::limited;
        return verdict;
    }
    verdict.body = std::move(*body);
    verdict.outcome = outcome_of(answer.status, verdict.body);
    if (!verdict.body.description.empty()) verdict.words = verdict.body.description;
    if (verdict.body.retry_after) verdict.wait = *verdict.body.retry_after;
    return verdict;
}

Finding finding_of(const Answer& answer, const Verdict& verdict, const std::string& address,
                   const std::string& what, const std::string& ca_file) {
    using enum FindingCode;
    switch (answer.failure) {
    case net::HttpFailure::none:
        break;
    case net::HttpFailure::dns_failed:
        return {dns_failed, address};
    case net::HttpFailure::refused:
        return {connect_refused, address};
    case net::HttpFailure::timed_out:
        return {connect_timeout, address};
    case net::HttpFailure::failed:
    case net::HttpFailure::stopped:
        return {connect_failed, address + ": " + verdict.words};
    case net::HttpFailure::ca_file_unreadable:
        return {ca_file_unreadable, ca_file};
    case net::HttpFailure::tls_untrusted:
        return {tls_untrusted, answer.detail};
    case net::HttpFailure::tls_name_mismatch:
        return {tls_name_mismatch, address};
    case net::HttpFailure::tls_pin_mismatch:
    case net::HttpFailure::tls_failed:
        return {tls_failed, answer.detail};
    case net::HttpFailure::bad_answer:
        return {no_bot_api, address};
    case net::HttpFailure::too_large:
        return {answer_too_large, what};
    }
    switch (verdict.outcome) {
    case Outcome::done:
        return {answer_unreadable, what};
    case Outcome::limited:
        return {rate_limited, verdict.wait ? seconds_of(*verdict.wait) : verdict.words};
    case Outcome::not_us:
        return {token_refused, verdict.words};
    case Outcome::conflict:
        return {another_copy_runs, verdict.words};
    case Outcome::later:
    case Outcome::refused:
        break;
    }
    return {server_error, what + ": " + verdict.words};
}

} // namespace peerdesk::telegram
