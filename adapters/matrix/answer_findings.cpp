// SPDX-License-Identifier: MIT
#include "adapters/matrix/answer_findings.hpp"

#include "adapters/matrix/matrix_json.hpp"

#include <cstddef>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t words_length_max = 300; ///< bytes of what a server says

/// No more than that, and no broken character at the end.
void shorten(std::string& text) {
    if (text.size() <= words_length_max) return;
    std::size_t end = words_length_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    text.resize(end);
}

} // namespace

std::string words_of(const Answer& answer) {
    const ErrorAnswer error = parse_error(answer.body);
    std::string words = error.code;
    if (!error.words.empty()) words += (words.empty() ? "" : ": ") + error.words;
    if (words.empty()) words = "HTTP " + std::to_string(answer.status);
    shorten(words);
    return words;
}

Finding finding_of(const Answer& answer, const Subject& subject, const std::string& ca_file) {
    using enum FindingCode;
    const std::string with_reason =
        subject.address + (answer.detail.empty() ? "" : ": " + answer.detail);
    switch (answer.failure) {
    case net::HttpFailure::none:
        break;
    case net::HttpFailure::dns_failed:
        return {dns_failed, subject.address};
    case net::HttpFailure::refused:
        return {connect_refused, subject.address};
    case net::HttpFailure::timed_out:
        return {connect_timeout, subject.address};
    case net::HttpFailure::failed:
    case net::HttpFailure::stopped:
        return {connect_failed, with_reason};
    case net::HttpFailure::ca_file_unreadable:
        return {ca_file_unreadable, ca_file};
    case net::HttpFailure::tls_untrusted:
        return {tls_untrusted, answer.detail};
    case net::HttpFailure::tls_name_mismatch:
        return {tls_name_mismatch, subject.address};
    case net::HttpFailure::tls_pin_mismatch:
        return {tls_pin_mismatch, answer.detail};
    case net::HttpFailure::tls_failed:
        return {tls_failed, answer.detail};
    case net::HttpFailure::bad_answer:
        return {no_homeserver, subject.address};
    case net::HttpFailure::too_large:
        return {answer_too_large, subject.what};
    }
    if (answer.status == 429) return {rate_limited, words_of(answer)};
    return {server_error, words_of(answer)};
}

} // namespace peerdesk::matrix
