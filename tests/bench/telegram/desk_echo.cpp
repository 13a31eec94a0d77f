// SPDX-License-Identifier: MIT
// Peerdesk's Telegram adapter, inbox, outbox and commits as the program runs them, with an echo in
// the place of the desk: each batch is one transaction, confirmed and answered after it.
// Usage: telegram_desk_echo http://127.0.0.1:PORT TOKEN    its database stands in the folder
#include "adapters/telegram/telegram_adapter.hpp"
#include "adapters/wire/event_json.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/handing_out.hpp"
#include "bot/runtime/inbox_queue.hpp"
#include "bot/text/snapshot.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace peerdesk::bench {
namespace {

constexpr const char* network = "tg";
constexpr std::size_t events_per_commit_max = 1'000; ///< as the desk thread has it
constexpr std::chrono::seconds sleep_length{5};

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

class NoFiles final : public chat::FileSource {
  public:
    void fetch(const chat::Attachment&, chat::FileDone done) override {
        done({.bytes = {}, .type = {}, .problem = "none here"});
    }
};

std::shared_ptr<const text::Snapshot> texts() {
    text::Problems problems;
    return text::make_snapshot(problems);
}

storage::Database open() {
    auto opened = storage::Database::open("echo.db");
    if (!opened) throw std::runtime_error("no database: " + opened.error().detail);
    return std::move(*opened);
}

telegram::NetworkConfig config_of(const char* url, const char* token) {
    telegram::NetworkConfig config;
    config.network = network;
    config.api_url = url;
    config.allow_plain_http = true;
    config.token = token;
    return config;
}

class DeskEcho {
  public:
    DeskEcho(const char* url, const char* token)
        : database_(open()), services_(database_, texts(), log_),
          adapter_(io_, config_of(url, token), {}, inbox_, log_, random_, clock_, files_) {
        services_.networks[network].capabilities = adapter_.capabilities();
    }

    void run() {
        const std::jthread desk([this] {
            for (;;)
                round();
        });
        adapter_.start();
        io_.run();
    }

  private:
    void round() {
        const auto batches =
            inbox_.take(events_per_commit_max, std::chrono::steady_clock::now() + sleep_length);
        if (batches.empty()) return;
        conversation::Context context{services_, clock_.now().wall};
        storage::Database::Transaction transaction(database_);
        for (const chat::Batch& batch : batches)
            take(context, batch);
        auto owed = desk::hand_out(context);
        transaction.commit();
        for (const chat::Batch& batch : batches)
            if (batch.committed) batch.committed();
        if (!owed.empty()) adapter_.deliver(std::move(owed));
    }

    void take(conversation::Context& context, const chat::Batch& batch) {
        auto& tables = services_.tables;
        for (const chat::Event& event : batch.events) {
            if (const auto* said = std::get_if<chat::MessageReceived>(&event.body)) {
                const std::string wire = wire::encode(event);
                if (tables.inbox.remember(network, event.key, wire, context.now))
                    conversation::post(context, conversation::stored(said->place), said->text);
            } else if (const auto* end = std::get_if<chat::DeliveryReported>(&event.body)) {
                settle(*end, context.now);
            } else if (const auto* link = std::get_if<chat::LinkChanged>(&event.body)) {
                services_.networks[network].is_up = link->is_up;
            }
        }
        for (const chat::StateChange& change : batch.state)
            tables.adapter_state.set(network, change.key, change.value);
    }

    void settle(const chat::DeliveryReported& end, chat::Time now) {
        const storage::OutboxId id{end.outbox_id};
        if (end.delivery == chat::Delivery::sent)
            services_.tables.outbox.finish(id, storage::OutboxState::sent, end.remote_id, "", now);
        else
            services_.tables.outbox.requeue(id, end.delivery == chat::Delivery::unknown);
    }

    SilentLog log_;
    NoFiles files_;
    net::SystemClock clock_;
    net::SystemRandom random_;
    boost::asio::io_context io_{1};
    runtime::InboxQueue inbox_;
    storage::Database database_;
    conversation::Services services_;
    telegram::TelegramAdapter adapter_;
};

} // namespace
} // namespace peerdesk::bench

int main(int argc, char** argv) {
    try {
        if (argc < 3) throw std::invalid_argument("the address and the token are wanted");
        peerdesk::bench::DeskEcho{argv[1], argv[2]}.run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "telegram_desk_echo: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
