// SPDX-License-Identifier: MIT
#include "adapters/irc/delivery_proofs.hpp"

#include <algorithm>
#include <chrono>

namespace peerdesk::irc {
namespace {

constexpr std::chrono::seconds proof_within{30};
constexpr std::size_t batches_max = 100;

} // namespace

std::string DeliveryProofs::depart(MessageNumber message, std::string_view target) {
    Flight flight;
    flight.message = message;
    if (link_.has("labeled-response") && link_.has("message-tags"))
        flight.label = std::to_string(++label_number_);
    flight.target = link_.fold(target);
    flight.deadline = link_.now.steady + proof_within;
    flights_.push_back(flight);
    return flight.label;
}

std::string DeliveryProofs::label_of(const IrcMessage& message) const {
    std::string label = message.tag("label");
    if (!label.empty()) return label;
    const auto batch = batches_.find(message.tag("batch"));
    return batch == batches_.end() ? std::string{} : batch->second;
}

std::optional<Flight> DeliveryProofs::take(std::deque<Flight>::iterator flight) {
    if (flight == flights_.end()) return std::nullopt;
    Flight taken = std::move(*flight);
    flights_.erase(flight);
    return taken;
}

std::optional<Flight> DeliveryProofs::land(const IrcMessage& message, std::string_view target) {
    if (flights_.empty()) return std::nullopt;
    const std::string label = label_of(message);
    if (!label.empty()) return take(std::ranges::find(flights_, label, &Flight::label));
    const std::string folded = link_.fold(target);
    return take(std::ranges::find_if(flights_, [&folded](const Flight& flight) {
        return flight.label.empty() && flight.target == folded;
    }));
}

std::optional<Flight> DeliveryProofs::on_batch(const IrcMessage& message) {
    const std::string_view reference = message.param(0);
    if (reference.starts_with('+') && message.param(1) == "labeled-response" &&
        batches_.size() < batches_max) {
        batches_.emplace(reference.substr(1), message.tag("label"));
        return std::nullopt;
    }
    if (!reference.starts_with('-')) return std::nullopt;
    const auto batch = batches_.find(reference.substr(1));
    if (batch == batches_.end()) return std::nullopt;
    const std::string label = std::move(batch->second);
    batches_.erase(batch);
    return take(std::ranges::find(flights_, label, &Flight::label));
}

std::optional<Flight> DeliveryProofs::next_overdue() {
    if (flights_.empty() || flights_.front().deadline > link_.now.steady) return std::nullopt;
    return take(flights_.begin());
}

void DeliveryProofs::forget(MessageNumber message) {
    std::erase_if(flights_, [message](const Flight& f) { return f.message == message; });
}

std::optional<net::SteadyTime> DeliveryProofs::next_wake() const {
    if (flights_.empty()) return std::nullopt;
    return flights_.front().deadline;
}

} // namespace peerdesk::irc
