// SPDX-License-Identifier: MIT
#include "tests/servers/telegram_stream.hpp"

#include "tests/servers/telegram_message.hpp"

#include <algorithm>
#include <charconv>

namespace peerdesk::servers {

using telegram_fake::Chat;
using telegram_fake::Message;
using telegram_fake::People;
using telegram_fake::World;

TelegramStream::TelegramStream(TelegramCommunity& community, TelegramStreamPlan plan)
    : community_(community), plan_(plan) {
    for (int i = 0; i < plan_.people; ++i)
        people_.push_back(community_.add_person("Newcomer" + std::to_string(i)));
}

void TelegramStream::begin() {
    sender_ = std::jthread{[this] { send_all(); }};
}

void TelegramStream::send_all() {
    const auto begin = std::chrono::steady_clock::now();
    const int steps = plan_.messages + plan_.presses;
    int said = 0;
    int due = 0; // presses for which there was no card yet
    for (int step = 0; step < steps; ++step) {
        const std::chrono::duration<double> at{step / plan_.per_second};
        std::this_thread::sleep_until(
            begin + std::chrono::duration_cast<std::chrono::steady_clock::duration>(at));
        const bool is_press = (step + 1) % (steps / plan_.presses) == 0;
        if (is_press && static_cast<int>(presses_.size()) + due < plan_.presses) ++due;
        if (due > 0 && press_a_card()) --due;
        if (!is_press && said < plan_.messages) say(said++);
    }
    while (said < plan_.messages)
        say(said++);
}

void TelegramStream::say(int number) {
    const bool is_question = number / plan_.people % plan_.question_every == 0;
    const std::string text = std::string{is_question ? "/ask " : ""} + "How do I do thing <" +
                             std::to_string(number) + ">?";
    const std::int64_t person = people_[static_cast<std::size_t>(number % plan_.people)];
    community_.server.with_people(
        [&](People& people, World&) { people.says(person, person, text); });
}

bool TelegramStream::press_a_card() {
    const Press press = community_.server.with_people([&](People& people, World& world) {
        Chat& staff = world.chat(community_.staff.chat);
        for (const Message& message : staff.messages) {
            if (message.is_deleted || message.from != world.bot_id()) continue;
            const TelegramMessage card{message.json};
            const auto labels = card.labels();
            if (labels.empty() || labels.front() != "Claim") continue;
            const int ticket = number_in(card, "question ([0-9]+) from ");
            if (std::ranges::find(presses_, ticket, &Press::ticket) != presses_.end()) continue;
            people.presses(community_.bo, staff.id, message.id, card.data_of("Claim"));
            return Press{ticket, message.id};
        }
        return Press{};
    });
    if (press.ticket != 0) presses_.push_back(press);
    return press.ticket != 0;
}

std::vector<int> TelegramStream::numbers_of(int person) const {
    std::vector<int> numbers;
    for (int number = person; number < plan_.messages; number += plan_.people)
        numbers.push_back(number);
    return numbers;
}

int stream_number_in(std::string_view text) {
    constexpr std::string_view mark = "do thing <";
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return -1;
    int number = -1;
    const auto result =
        std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
    return result.ec == std::errc{} ? number : -1;
}

} // namespace peerdesk::servers
