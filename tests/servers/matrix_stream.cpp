// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_stream.hpp"

#include <algorithm>
#include <charconv>
#include <thread>
#include <utility>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int senders_max = 4;
constexpr auto repeat_pause = 50ms;
constexpr auto repeat_wait = 120s; // a server that is away longer is a failure
constexpr int page_events = 500;
constexpr int server_trouble = 500; // this status and above: the same again

} // namespace

MatrixStream::MatrixStream(const MatrixCommunity& community, StreamPlan plan)
    : plan_(std::move(plan)) {
    std::vector<std::string> names;
    for (int i = 0; i < plan_.people; ++i)
        names.push_back(plan_.names + std::to_string(i));
    community.register_people(names);
    std::vector<std::future<Person>> arriving;
    for (const std::string& name : names) {
        arriving.push_back(std::async(std::launch::async, [&community, &name, this] {
            MatrixClient client = community.log_in(name);
            std::string room = plan_.room;
            if (room.empty()) {
                room = open_desk_chat(client, community.desk_id());
            } else {
                client.join(room);
            }
            return Person{std::move(client), std::move(room)};
        }));
    }
    for (auto& one : arriving)
        people_.push_back(one.get());
}

void MatrixStream::begin(int count, double per_second) {
    const int first = std::exchange(sent_, sent_ + count);
    const int senders = std::min(senders_max, plan_.people);
    for (int i = 0; i < senders; ++i) {
        senders_.push_back(std::async(
            std::launch::async, [=, this] { send_share(i, first, first + count, per_second); }));
    }
    numbered_ = (sent_ + plan_.address_every - 1) / plan_.address_every;
}

void MatrixStream::send_share(int sender, int first, int end, double per_second) {
    const int senders = std::min(senders_max, plan_.people);
    const auto begin = Clock::now();
    for (int number = first; number < end; ++number) {
        const int person = number % plan_.people;
        if (person % senders != sender) continue; // a client is used by one thread alone
        if (per_second > 0) {
            const std::chrono::duration<double> due{(number - first) / per_second};
            std::this_thread::sleep_until(begin + std::chrono::duration_cast<Clock::duration>(due));
        }
        send(people_[static_cast<std::size_t>(person)], number);
    }
}

void MatrixStream::send(Person& person, int number) {
    const bool is_numbered = number % plan_.address_every == 0;
    const std::string n = std::to_string(number / plan_.address_every);
    const std::string text =
        is_numbered ? plan_.before + "How do I do thing <" + n + ">?" : "We talk, it is " + n;
    const json content{{"msgtype", "m.text"}, {"body", text}};
    const std::string transaction = "stream" + std::to_string(number);
    const auto end = Clock::now() + repeat_wait;
    for (;;) {
        try {
            person.client.send_event(person.room, "m.room.message", content, transaction);
            return;
        } catch (const MatrixRefusal& refusal) {
            if (refusal.status < server_trouble || Clock::now() > end) throw;
        } catch (const std::runtime_error&) {
            if (Clock::now() > end) throw;
        }
        std::this_thread::sleep_for(repeat_pause);
    }
}

void MatrixStream::finish() {
    for (auto& one : std::exchange(senders_, {}))
        one.get();
}

bool MatrixStream::is_sending() const {
    return std::ranges::any_of(
        senders_, [](const auto& one) { return one.wait_for(0s) != std::future_status::ready; });
}

std::vector<MatrixEvent> history(MatrixClient& client, const std::string& room) {
    std::vector<MatrixEvent> events;
    const std::string path = "/v3/rooms/" + percent_encoded(room) +
                             "/messages?dir=b&limit=" + std::to_string(page_events);
    std::string from;
    do {
        const json page =
            client.ask("GET", path + (from.empty() ? "" : "&from=" + percent_encoded(from)));
        for (const json& event : page.at("chunk"))
            events.push_back({event});
        from = page.value("end", "");
    } while (!from.empty());
    std::ranges::reverse(events);
    return events;
}

int stream_number(std::string_view text) {
    const auto open = text.find("thing <");
    if (open == std::string_view::npos) return -1;
    const auto begin = text.find('<', open) + 1;
    int number = -1;
    const auto result = std::from_chars(text.data() + begin, text.data() + text.size(), number);
    return result.ec == std::errc{} ? number : -1;
}

int stream_number(const MatrixEvent& event) {
    return event.is_message() && event.edited_id().empty() ? stream_number(event.body()) : -1;
}

} // namespace peerdesk::servers
