// SPDX-License-Identifier: MIT
#include "adapters/irc/channel_joins.hpp"

#include <algorithm>
#include <chrono>

namespace peerdesk::irc {
namespace {

constexpr std::chrono::seconds answer_within{60};
constexpr std::chrono::seconds retry_min{30};
constexpr std::chrono::minutes retry_max{15};
/// Names and keys together; leaves room for the command in a line of 512.
constexpr std::size_t join_bytes_max = 400;

} // namespace

ChannelJoins::ChannelJoins(LinkState& link) : link_(link) {
    // Keys are matched to names by position, so channels with a key come first.
    for (const bool wants_key : {true, false})
        for (const ChannelConfig& config : link.config.channels)
            if (config.key.empty() != wants_key)
                channels_.push_back({config,
                                     net::BackOff{retry_min, retry_max, link.random},
                                     State::unasked,
                                     false,
                                     {},
                                     {}});
}

void ChannelJoins::start() {
    if (has_started_) return;
    has_started_ = true;
    std::vector<Channel*> all;
    all.reserve(channels_.size());
    for (Channel& channel : channels_)
        all.push_back(&channel);
    ask(std::move(all));
}

/// As many channels in a line as fit and as TARGMAX allows.
void ChannelJoins::ask(std::vector<Channel*> channels) {
    const std::size_t targets_max = link_.support.targets_max("JOIN");
    std::string names;
    std::string keys;
    std::size_t count = 0;
    const auto flush = [&] {
        if (names.empty()) return;
        if (keys.empty())
            link_.send_in_turn({"JOIN", names});
        else
            link_.send_in_turn({"JOIN", names, keys});
        names.clear();
        keys.clear();
        count = 0;
    };
    for (Channel* channel : channels) {
        const ChannelConfig& config = channel->config;
        const std::size_t bytes =
            names.size() + keys.size() + config.name.size() + config.key.size() + 2;
        if (bytes > join_bytes_max || (targets_max != 0 && count >= targets_max)) flush();
        names += (names.empty() ? "" : ",") + config.name;
        if (!config.key.empty()) keys += (keys.empty() ? "" : ",") + config.key;
        ++count;
        channel->state = State::asked;
        channel->wake = link_.now.steady + answer_within;
    }
    flush();
}

ChannelJoins::Channel* ChannelJoins::find(std::string_view name) {
    const auto found = std::ranges::find_if(channels_, [this, name](const Channel& channel) {
        return link_.is_same(channel.config.name, name);
    });
    return found == channels_.end() ? nullptr : &*found;
}

void ChannelJoins::on_join(const IrcMessage& message) {
    Channel* channel = find(message.param(0));
    if (channel == nullptr) return;
    channel->state = State::naming;
    channel->wake = link_.now.steady + answer_within;
    channel->refusal.clear();
    channel->back_off.reset();
    link_.find(FindingCode::joined, channel->config.name);
}

void ChannelJoins::on_end_of_names(const IrcMessage& message) {
    Channel* channel = find(message.param(1));
    if (channel == nullptr || channel->state != State::naming) return;
    channel->state = State::joined;
    channel->was_answered = true;
}

void ChannelJoins::on_left(std::string_view name) {
    Channel* channel = find(name);
    if (channel == nullptr) return;
    channel->was_answered = true;
    channel->state = State::refused;
    channel->wake = link_.config.rejoin_after_kick ? link_.now.steady + channel->back_off.next()
                                                   : net::SteadyTime::max();
}

bool ChannelJoins::on_error(const IrcMessage& message) {
    Channel* channel = find(message.param(1));
    if (channel == nullptr || channel->state != State::asked) return false;
    std::string words{message.command};
    words += ' ';
    words += message.last_param();
    refuse(*channel, FindingCode::join_refused, std::move(words));
    return true;
}

void ChannelJoins::refuse(Channel& channel, FindingCode code, std::string words) {
    channel.state = State::refused;
    channel.was_answered = true;
    channel.wake = link_.now.steady + channel.back_off.next();
    link_.find(code, channel.config.name + (words.empty() ? "" : " ") + words);
    channel.refusal = std::move(words);
}

void ChannelJoins::tick() {
    std::vector<Channel*> due;
    for (Channel& channel : channels_) {
        if (channel.wake > link_.now.steady) continue;
        switch (channel.state) {
        case State::unasked:
        case State::joined:
            break;
        case State::asked:
            refuse(channel, FindingCode::join_unanswered, {});
            break;
        case State::naming:
            channel.state = State::joined;
            channel.was_answered = true;
            break;
        case State::refused:
            due.push_back(&channel);
            break;
        }
    }
    if (!due.empty()) ask(std::move(due));
}

bool ChannelJoins::is_settled() const {
    return has_started_ && std::ranges::all_of(channels_, &Channel::was_answered);
}

std::string_view ChannelJoins::refusal(std::string_view name) const {
    const auto found = std::ranges::find_if(channels_, [this, name](const Channel& channel) {
        return link_.is_same(channel.config.name, name);
    });
    return found == channels_.end() ? std::string_view{} : std::string_view{found->refusal};
}

std::optional<net::SteadyTime> ChannelJoins::next_wake() const {
    std::optional<net::SteadyTime> wake;
    for (const Channel& channel : channels_) {
        if (channel.state == State::unasked || channel.state == State::joined) continue;
        if (!wake || channel.wake < *wake) wake = channel.wake;
    }
    return wake;
}

} // namespace peerdesk::irc
