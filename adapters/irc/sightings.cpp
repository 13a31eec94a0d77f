// SPDX-License-Identifier: MIT
#include "adapters/irc/sightings.hpp"

#include <chrono>

namespace peerdesk::irc {
namespace {

/// Without any means of asking, a person counts as the same for this long after their last words.
constexpr std::chrono::seconds lease{10};
/// "Directly before sending": one WHOIS covers the lines of one answer, not of a conversation.
constexpr std::chrono::seconds verdict_lasts{1};

} // namespace

bool Sightings::is_recent(const User& user) const {
    return link_.now.steady - user.heard_at <= lease;
}

/// Account unknown although people have accounts here: they were in the channel before us and the
/// server neither tags messages nor answers WHOX.
bool Sightings::needs_account(const User& user) const {
    return link_.has_accounts() && !link_.has("account-tag") && !user.is_account_known;
}

Sight Sightings::look(User& user) {
    if (user.is_unbroken) return Sight::clear;
    if (user.verified_at != net::SteadyTime{} &&
        link_.now.steady - user.verified_at <= verdict_lasts)
        return Sight::clear;
    return inquiries_.ask(user.nick) ? Sight::asking : Sight::gone;
}

Sight Sightings::hear(const IrcMessage& message) {
    const Source& source = message.source;
    User* user = roster_.find(source.nick);
    if (user == nullptr) return Sight::clear;
    const bool is_elsewhere = (!user->host.empty() && user->host != source.host) ||
                              (!user->user.empty() && user->user != source.user);
    if (!user->is_unbroken && is_elsewhere && user->channels.empty()) {
        roster_.forget(*user);
        return Sight::clear;
    }
    if (needs_account(*user)) return inquiries_.ask(user->nick) ? Sight::asking : Sight::gone;
    if (user->is_unbroken || user->guest_id.empty()) return Sight::clear;
    const bool has_other_account =
        link_.has("account-tag") && !link_.is_same(user->account, message.tag("account"));
    if (is_recent(*user) && !has_other_account) return Sight::clear;
    if (inquiries_.ask(user->nick)) return Sight::asking;
    roster_.forget(*user); // nobody can be asked: somebody new, to be safe
    return Sight::gone;
}

void Sightings::after_hearing(User& user) {
    user.heard_at = link_.now.steady;
    if (user.is_unbroken || user.watch != Watch::none || !user.channels.empty()) return;
    if (link_.support.has("MONITOR")) {
        user.watch = Watch::asked;
        link_.send_in_turn({"MONITOR", "+", user.nick});
    } else if (user.signed_on == 0) {
        (void)inquiries_.ask(user.nick);
    }
}

bool Sightings::fits(const User& user, const WhoisAnswer& answer) const {
    // For an account that is proof enough; for a guest of before it shows nothing.
    if (user.guest_id.empty() && !user.account.empty() &&
        link_.is_same(user.account, answer.account))
        return true;
    const bool is_same_place = (user.host.empty() || user.host == answer.host) &&
                               (user.user.empty() || user.user == answer.user);
    if (!is_same_place) return false;
    // The first answer records when they signed on; it comes right after their first words.
    if (user.signed_on == 0 || answer.signed_on == 0) return is_recent(user);
    return user.signed_on == answer.signed_on;
}

void Sightings::on_answer(const WhoisAnswer& answer) {
    User* user = roster_.find(answer.nick);
    if (user == nullptr) return;
    if (answer.was_answered && answer.is_there && user->is_unbroken) {
        if (needs_account(*user)) roster_.set_account(*user, answer.account);
        return;
    }
    if (!answer.was_answered && user->is_unbroken) {
        user->is_account_known = true; // nobody will tell; they count as a guest
        return;
    }
    const bool is_unanswered_but_recent = !answer.was_answered && is_recent(*user);
    if (!is_unanswered_but_recent && (!answer.is_there || !fits(*user, answer)))
        return roster_.forget(*user);
    if (answer.signed_on != 0) user->signed_on = answer.signed_on;
    user->verified_at = link_.now.steady;
    if (!user->channels.empty()) user->is_unbroken = true;
    if (needs_account(*user)) roster_.set_account(*user, answer.account);
}

void Sightings::on_online(std::string_view target) {
    const Source source = parse_source(target);
    User* user = roster_.find(source.nick);
    if (user == nullptr || user->watch != Watch::asked) return;
    const bool is_elsewhere = (!source.host.empty() && user->host != source.host) ||
                              (!source.user.empty() && user->user != source.user);
    if (is_elsewhere) return roster_.forget(*user);
    user->watch = Watch::watched;
    user->is_unbroken = true;
}

void Sightings::on_offline(std::string_view target) {
    User* user = roster_.find(parse_source(target).nick);
    if (user != nullptr && user->channels.empty()) roster_.forget(*user);
}

void Sightings::on_list_full(std::string_view targets) {
    while (!targets.empty()) {
        const std::size_t end = std::min(targets.find(','), targets.size());
        User* user = roster_.find(targets.substr(0, end));
        targets.remove_prefix(std::min(end + 1, targets.size()));
        if (user == nullptr || user->watch == Watch::none) continue;
        user->watch = Watch::none;
        (void)inquiries_.ask(user->nick);
    }
}

} // namespace peerdesk::irc
