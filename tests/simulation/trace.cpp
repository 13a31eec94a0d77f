// SPDX-License-Identifier: MIT
#include "tests/simulation/trace.hpp"

#include <chrono>
#include <string>
#include <variant>

namespace peerdesk::simulation {

namespace {

std::string place(const chat::Place& where) {
    return where.network + "/" + where.id;
}

std::string describe(const chat::MessageReceived& message) {
    return message.author.id + " (" + message.author.name + ") in " + place(message.place) + ": " +
           message.text;
}
std::string describe(const chat::IdentitySeen& seen) {
    return "seen " + seen.id;
}
std::string describe(const chat::IdentityLost& lost) {
    return "lost " + lost.id;
}
std::string describe(const chat::LinkChanged& link) {
    return link.is_up ? "link up" : "link down";
}
std::string describe(const chat::DeliveryReported& report) {
    return "report of " + std::to_string(report.outbox_id) + ": " +
           std::to_string(static_cast<int>(report.delivery));
}

} // namespace

void trace_applied(std::ostream& out, chat::Time now, const std::vector<chat::Batch>& batches,
                   const std::vector<chat::Outbound>& sent) {
    out << "--- " << now.time_since_epoch().count() << "\n";
    for (const chat::Batch& batch : batches) {
        for (const chat::Event& event : batch.events) {
            out << batch.network << " " << event.key << " "
                << std::visit([](const auto& body) { return describe(body); }, event.body) << "\n";
        }
    }
    for (const chat::Outbound& message : sent) {
        out << "    #" << message.outbox_id << " -> " << place(message.place) << ": "
            << message.text << "\n";
    }
}

void trace_fault(std::ostream& out, Fault fault) {
    out << "*** " << fault_names[static_cast<std::size_t>(fault)] << "\n";
}

} // namespace peerdesk::simulation
