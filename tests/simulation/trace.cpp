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
    return message.author.id + " (" + message.author.name + ") in " + place(message.place) +
           (message.thread.empty() ? "" : " [thread " + message.thread + "]") +
           (message.reply_to.empty() ? "" : " [answers " + message.reply_to + "]") + ": " +
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
std::string describe(const chat::MessageEdited& edited) {
    return edited.author.id + " edits " + edited.remote_id + ": " + edited.text;
}
std::string describe(const chat::MessageRemoved& removed) {
    return removed.author.id + " removes " + removed.remote_id;
}
std::string describe(const chat::ReactionAdded& reaction) {
    return reaction.author.id + " sets " + reaction.sign + " on " + reaction.target;
}
std::string describe(const chat::MessageUnreadable& unreadable) {
    return "cannot read " + unreadable.remote_id + " of " + unreadable.author.id;
}
std::string describe(const chat::PlaceChanged& change) {
    return "place " + place(change.place) + " is " +
           std::to_string(static_cast<int>(change.state)) + " " + change.reason;
}
std::string describe(const chat::ButtonPressed& press) {
    return press.author.id + " presses " + press.action + " below " + press.target;
}
std::string describe(const chat::ThreadsSwitched& change) {
    return place(change.place) + (change.has_threads ? " has threads" : " has no threads");
}
std::string describe(const chat::ThreadLost& lost) {
    return "thread " + lost.thread + " of " + place(lost.place) + " is gone";
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
        out << "    #" << message.outbox_id << " -> " << place(message.place)
            << (message.act == chat::Act::say ? "" : " [act on " + message.target + "]")
            << (message.thread.empty() ? "" : " [thread " + message.thread + "]") << ": "
            << message.text << "\n";
    }
}

void trace_fault(std::ostream& out, Fault fault) {
    out << "*** " << fault_names[static_cast<std::size_t>(fault)] << "\n";
}

} // namespace peerdesk::simulation
