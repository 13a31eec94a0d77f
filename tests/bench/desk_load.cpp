// SPDX-License-Identifier: MIT
#include "tests/bench/desk_load.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace peerdesk::bench {

namespace {

constexpr const char* network = "irc";
constexpr std::size_t in_flight_max = 4096; ///< the network is not what is measured
constexpr std::size_t events_max = 1000;    ///< of one transaction

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

SilentLog& silent_log() {
    static SilentLog log;
    return log;
}

std::shared_ptr<const text::Snapshot> texts() {
    text::Problems problems;
    return text::make_snapshot(problems);
}

desk::Settings settings() {
    desk::DeskSettings desk;
    desk.name = "help";
    desk.public_rooms = {{network, chat::PlaceKind::room, "#help"}};
    desk.staff_rooms = {{network, chat::PlaceKind::room, "#staff"}};
    for (const char* name : {"bo", "chi", "dee", "eli", "fay", "gus"}) {
        desk.responders.push_back({network, name});
    }
    desk.coordinators.push_back({network, "cora"});
    desk.weekly_requests = 1'000'000;
    desk::Settings all;
    all.desks.push_back(std::move(desk));
    return all;
}

[[noreturn]] void give_up(std::string_view why) {
    std::cerr << "benchmark: " << why << "\n";
    std::abort();
}

std::unique_ptr<storage::Database> open(const std::filesystem::path& file) {
    auto opened = storage::Database::open(file);
    if (!opened) give_up("the database cannot be opened: " + opened.error().detail);
    return std::make_unique<storage::Database>(std::move(*opened));
}

void remove_database(const std::filesystem::path& file) {
    for (const char* end : {"", "-wal", "-shm"}) {
        std::filesystem::remove(std::filesystem::path(file.string() + end));
    }
}

chat::Batch link_up(chat::Time now) {
    return {
        network, {{"up", now, {}, chat::LinkChanged{true, {}, {true, true, in_flight_max}}}}, {}};
}

const chat::Time first_moment = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

std::int64_t kilobytes_in(const std::string& path, const std::string& name) {
    std::ifstream file(path);
    for (std::string word; file >> word;) {
        if (word != name) continue;
        std::int64_t value = 0;
        file >> value;
        return value;
    }
    return -1;
}

} // namespace

DeskLoad::DeskLoad(const std::string& name)
    : file_(std::filesystem::current_path() / ("bench-" + name + ".db")), now_(first_moment) {
    remove_database(file_);
    database_ = open(file_);
    core_ = std::make_unique<runtime::Core>(*database_, settings(), texts(), silent_log());
    static_cast<void>(core_->start(now_));
    apply({link_up(now_)});
}

DeskLoad::~DeskLoad() {
    core_.reset();
    if (!database_) return;
    database_.reset();
    remove_database(file_);
}

chat::Batch DeskLoad::questions(std::size_t count) {
    chat::Batch batch{network, {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        now_ += std::chrono::milliseconds(1);
        const std::string number = std::to_string(++asked_);
        chat::MessageReceived message;
        message.author = {
            "a:person" + number, "person" + number, chat::IdentityKind::account, false, {}};
        message.place = {network, chat::PlaceKind::direct, message.author.id};
        message.text = "How do I add photo number " + number + " to the page of my town?";
        message.remote_id = "in-" + number;
        batch.events.push_back({"q" + number, now_, {asked_, ~asked_}, std::move(message)});
    }
    return batch;
}

void DeskLoad::apply(std::vector<chat::Batch> batches) {
    const auto applied = core_->apply(batches, now_);
    if (!applied) give_up("nothing was applied: " + applied.error().detail);
    if (applied->parked != 0) give_up("an event was parked");
    for (const chat::Outbound& message : applied->deliver) {
        chat::DeliveryReported report;
        report.outbox_id = message.outbox_id;
        report.remote_id = "out-" + std::to_string(message.outbox_id);
        reports_.push_back({"r" + std::to_string(++events_), now_, {}, std::move(report)});
    }
}

void DeskLoad::ask(std::size_t count) {
    apply({questions(count)});
    settle();
}

void DeskLoad::ask_with_reports() {
    chat::Batch batch = questions(1);
    std::ranges::move(std::exchange(reports_, {}), std::back_inserter(batch.events));
    apply({std::move(batch)});
}

void DeskLoad::settle() {
    while (!reports_.empty()) {
        const auto end =
            reports_.begin() + static_cast<std::ptrdiff_t>(std::min(reports_.size(), events_max));
        chat::Batch batch{network, {reports_.begin(), end}, {}};
        reports_.erase(reports_.begin(), end);
        apply({std::move(batch)});
    }
}

bool DeskLoad::count_is_right() {
    const auto expected = static_cast<std::int64_t>(asked_);
    auto row = database_->prepare(
        "SELECT (SELECT COUNT(*) FROM tickets) AS tickets,"
        " (SELECT COUNT(*) FROM ticket_messages WHERE kind = 'question') AS questions,"
        " (SELECT COUNT(DISTINCT actor_id) FROM interactions WHERE kind = 'asked') AS askers,"
        " (SELECT COUNT(DISTINCT ticket_id) FROM interactions WHERE kind = 'requested')"
        " AS requested,"
        " (SELECT COUNT(*) FROM inbox WHERE state = 'done') AS inbox,"
        " (SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND place_kind = 'direct') AS answers");
    row.step();
    for (const char* column : {"tickets", "questions", "askers", "requested", "inbox", "answers"}) {
        if (row.integer(column) == expected) continue;
        std::cerr << column << ": " << row.integer(column) << " of " << expected << "\n";
        return false;
    }
    return true;
}

std::filesystem::path DeskLoad::close() {
    core_->stop(now_);
    core_.reset();
    database_.reset();
    return file_;
}

std::filesystem::path file_with_tickets(std::size_t count) {
    DeskLoad load("with-" + std::to_string(count) + "-tickets");
    while (load.asked() < count)
        load.ask(std::min(events_max, count - load.asked()));
    if (!load.count_is_right()) give_up("the file was not made");
    return load.close();
}

void close_all_tickets(const std::filesystem::path& file) {
    const auto database = open(file);
    database->execute("UPDATE tickets SET state = 'closed', closed_ms = opened_ms + 3600000,"
                      " outcome = 'answered'; DELETE FROM timers");
    database->checkpoint();
}

void start_from(const std::filesystem::path& file) {
    const auto database = open(file);
    runtime::Core core(*database, settings(), texts(), silent_log());
    const chat::Time now = first_moment + std::chrono::hours(1);
    static_cast<void>(core.start(now));
    if (!core.apply({link_up(now)}, now)) give_up("not ready");
    core.stop(now);
}

void print_disk() {
    constexpr int writes = 100;
    const auto file = std::filesystem::current_path() / "bench-disk";
    const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) give_up("no file can be made here");
    const std::string page(4096, 'x');
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < writes; ++i) {
        if (::write(descriptor, page.data(), page.size()) < 0) give_up("nothing can be written");
        ::fdatasync(descriptor);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    ::close(descriptor);
    std::filesystem::remove(file);
    std::cout << "one durable write takes " << took.count() * 1000 / writes << " ms here: at most "
              << static_cast<int>(writes / took.count()) << " commits a second\n";
}

void print_memory(const std::filesystem::path& file) {
    const auto database = open(file);
    runtime::Core core(*database, settings(), texts(), silent_log());
    const chat::Time now = first_moment + std::chrono::hours(1);
    static_cast<void>(core.start(now));
    if (!core.apply({link_up(now)}, now)) give_up("not ready");
    std::cout << "RSS " << kilobytes_in("/proc/self/smaps_rollup", "Rss:") << " KiB, PSS "
              << kilobytes_in("/proc/self/smaps_rollup", "Pss:") << " KiB\n";
    core.stop(now);
}

} // namespace peerdesk::bench
