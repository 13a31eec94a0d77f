// SPDX-License-Identifier: MIT
#include "adapters/telegram/identity.hpp"

#include "adapters/telegram/updates/account_reader.hpp"
#include "adapters/telegram/verdict.hpp"

#include <cstdint>
#include <utility>

namespace peerdesk::telegram {

Identity::Identity(SessionContext& context) : context_(context), retry_(context.retry()) {
    if (!context_.config.api_url.starts_with("http://")) return;
    is_allowed_ = context_.config.allow_plain_http;
    const auto code = is_allowed_ ? FindingCode::unencrypted : FindingCode::plain_http_refused;
    if (is_allowed_)
        context_.find(code, context_.config.api_url);
    else
        on_failed({code, context_.config.api_url});
}

void Identity::ask(net::Instant now) {
    if (!is_allowed_ || is_known_ || is_asked_ || !retry_.is_due(now.steady)) return;
    context_.get(Asker::identity, "/getMe");
    is_asked_ = true;
}

void Identity::on_answer(const Answer& answer, net::Instant now) {
    is_asked_ = false;
    const Verdict verdict = verdict_of(answer, now.wall);
    const auto me = verdict.outcome == Outcome::done ? read_me(verdict.body.result) : std::nullopt;
    if (me && me->user.id > 0) {
        retry_.reset();
        trouble_.clear();
        is_known_ = true;
        hears_everything_ = me->hears_everything;
        context_.us = {.id = me->user.id, .username = me->user.username};
        context_.find(FindingCode::logged_in,
                      '@' + me->user.username + ' ' + std::to_string(me->user.id));
        return settle(me->user.id);
    }
    if (verdict.outcome == Outcome::not_us) return on_token_refused(verdict.words, now);
    if (verdict.outcome == Outcome::limited && verdict.wait)
        retry_.again_after(now.steady, *verdict.wait);
    else
        retry_.again(now.steady);
    on_failed(
        finding_of(answer, verdict, context_.config.api_url, "getMe", context_.config.ca_file));
}

void Identity::on_token_refused(const std::string& words, net::Instant now) {
    is_known_ = false;
    retry_.rarely(now.steady);
    on_failed({FindingCode::token_refused, words});
}

void Identity::on_failed(Finding finding) {
    trouble_ = std::string{name_of(finding.code)} + ' ' + finding.detail;
    context_.findings.push_back(std::move(finding));
}

/// What another bot was told means nothing to this one.
void Identity::settle(std::int64_t id) {
    const std::string us = std::to_string(id);
    const std::string before = context_.book.stored("bot");
    if (!before.empty() && before != us) {
        context_.find(FindingCode::other_bot, before + ' ' + us);
        context_.book.store("offset", {});
        context_.book.store("seen", {});
    }
    context_.book.store("bot", us);
}

net::SteadyTime Identity::next_wake() const {
    return !is_allowed_ || is_known_ || is_asked_ ? net::SteadyTime::max() : retry_.at();
}

} // namespace peerdesk::telegram
