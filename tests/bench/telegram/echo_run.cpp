// SPDX-License-Identifier: MIT
#include "tests/bench/telegram/echo_run.hpp"

#include <ctime>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <unordered_map>

namespace peerdesk::bench {

using namespace std::chrono_literals;
using telegram_fake::People;
using telegram_fake::World;

namespace {

constexpr auto start_wait = 30s;
constexpr auto quiet_wait = 10s; ///< without any echo a program is given up
constexpr auto look_again = 2ms;
constexpr auto settle = 500ms; ///< from the first getUpdates until it is idle

telegram_fake::Settings settings() {
    telegram_fake::Settings chosen;
    chosen.keeps_call_log = false;
    chosen.slows_repeated_polls = false;
    return chosen;
}

double seconds_of(Clock::duration time) {
    return std::chrono::duration<double>(time).count();
}

/// Processor time of the calling thread.
double thread_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

std::string text_of(std::size_t message) {
    return "message number " + std::to_string(message);
}

} // namespace

EchoRun::EchoRun(const Contender& contender, std::size_t people)
    : telegram_(settings()), program_(command(contender)) {
    people_ = telegram_.with_world([&](World& world) {
        world.log.on_add = [this](const telegram_fake::LoggedCall& call) {
            if (call.method != "sendMessage" || call.code != 200) return;
            if (heard_.keeps_times)
                heard_.times.try_emplace(call.parameters.value("text", ""), Clock::now());
            if (++heard_.count == heard_.wanted) heard_.reached = Clock::now();
        };
        std::vector<std::int64_t> ids;
        for (std::size_t i = 0; i < people; ++i) {
            telegram_fake::User user;
            user.first_name = "Person";
            user.language_code = "en";
            user.has_started = true;
            ids.push_back(world.add_user(user).id);
        }
        return ids;
    });
    wait_until_polling();
}

servers::Command EchoRun::command(const Contender& contender) const {
    servers::Command command;
    command.words = command_line(contender, telegram_.url(), settings().token);
    command.folder = workspace_.path();
    command.output = workspace_.path() / "output";
    command.variables = contender.variables;
    return command;
}

void EchoRun::wait_until_polling() {
    const auto end = started_ + start_wait;
    const auto polls = [](const World& world) { return world.log.count("getUpdates"); };
    while (telegram_.with_world([&](World& world) { return polls(world); }) == 0) {
        if (!program_.is_running() || Clock::now() > end)
            throw std::runtime_error("the program does not poll:\n" + program_.output());
        std::this_thread::sleep_for(look_again);
    }
    start_milliseconds_ = milliseconds_between(started_, Clock::now());
    std::this_thread::sleep_for(settle);
}

double EchoRun::server_seconds() {
    return telegram_.with_world([](World&) { return thread_seconds(); });
}

void EchoRun::set_latency(std::chrono::milliseconds latency) {
    telegram_.with_world([&](World& world) { world.settings.latency["sendMessage"] = latency; });
}

Echoes EchoRun::measure_backlog(std::size_t messages) {
    Echoes echoes;
    const std::size_t first = next_;
    const double processor_before = processor_seconds(program_.pid());
    double server_before = 0;
    Clock::time_point begin;
    telegram_.with_people([&](People& people, World&) {
        heard_ = {.wanted = messages};
        for (std::size_t i = 0; i < messages; ++i, ++next_) {
            const std::int64_t person = people_[next_ % people_.size()];
            people.says(person, person, text_of(next_));
        }
        server_before = thread_seconds();
        begin = Clock::now();
    });
    wait_for(messages);
    echoes.seconds =
        seconds_of(telegram_.with_world([&](World&) { return heard_.reached; }) - begin);
    echoes.server_share = (server_seconds() - server_before) / echoes.seconds;
    echoes.processor_seconds = processor_seconds(program_.pid()) - processor_before;
    check(first, echoes);
    return echoes;
}

void EchoRun::wait_for(std::size_t messages) {
    std::size_t before = 0;
    auto end = Clock::now() + quiet_wait;
    for (;;) {
        const auto count = telegram_.with_world([&](World&) { return heard_.count; });
        if (count >= messages) return;
        if (count > before) end = Clock::now() + quiet_wait;
        before = count;
        if (!program_.is_running() || Clock::now() > end) {
            throw std::runtime_error(std::to_string(messages - count) + " echoes never came:\n" +
                                     program_.output());
        }
        std::this_thread::sleep_for(look_again);
    }
}

/// Compares what each chat heard with what was said in it, from message `first` on.
void EchoRun::check(std::size_t first, Echoes& echoes) {
    std::unordered_map<std::int64_t, std::vector<std::string>> said;
    for (std::size_t i = first; i < next_; ++i)
        said[people_[i % people_.size()]].push_back(text_of(i));
    telegram_.with_world([&](World& world) {
        for (const auto& [person, texts] : said) {
            std::vector<std::string> heard;
            for (const telegram_fake::Message& message : world.chat(person).messages) {
                if (message.from != world.bot_id()) continue;
                std::string text = message.json.value("text", "");
                if (std::ranges::find(texts, text) != texts.end()) heard.push_back(std::move(text));
            }
            std::vector<std::string> once;
            for (const std::string& text : heard)
                if (std::ranges::find(once, text) == once.end()) once.push_back(text);
            echoes.missing += texts.size() - once.size();
            echoes.doubled += heard.size() - once.size();
            std::vector<std::string> expected;
            for (const std::string& text : texts)
                if (std::ranges::find(once, text) != once.end()) expected.push_back(text);
            if (once != expected) ++echoes.misplaced;
        }
    });
}

std::vector<double> EchoRun::measure_rate(std::size_t messages, double per_second) {
    const auto step =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / per_second));
    std::map<std::string, Clock::time_point> said;
    telegram_.with_world([&](World& world) {
        world.settings.keeps_call_log = true; // the times are found by what was said
        heard_ = {.wanted = messages, .keeps_times = true};
    });
    auto next_time = Clock::now();
    for (std::size_t i = 0; i < messages; ++i, ++next_, next_time += step) {
        std::this_thread::sleep_until(next_time);
        const std::int64_t person = people_[next_ % people_.size()];
        said[text_of(next_)] = Clock::now();
        telegram_.with_people(
            [&](People& people, World&) { people.says(person, person, text_of(next_)); });
    }
    wait_for(messages);
    std::vector<double> waits;
    telegram_.with_world([&](World& world) {
        world.settings.keeps_call_log = false;
        for (const auto& [text, at] : heard_.times)
            waits.push_back(milliseconds_between(said.at(text), at));
    });
    return waits;
}

} // namespace peerdesk::bench
