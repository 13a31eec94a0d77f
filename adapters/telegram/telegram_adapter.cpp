// SPDX-License-Identifier: MIT
#include "adapters/telegram/telegram_adapter.hpp"

#include "adapters/telegram/session.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace peerdesk::telegram {

namespace {

/// Besides the messages on their way: looks at rooms, and files for other networks.
constexpr std::size_t other_connections = 2;

std::shared_ptr<http_session::Driver> driver_of(boost::asio::io_context& io,
                                                const std::shared_ptr<const NetworkConfig>& config,
                                                const std::vector<chat::StateChange>& stored_state,
                                                http_session::DriverPartners partners,
                                                net::Random& random) {
    http_session::DriverConfig driver;
    driver.network = config->network;
    driver.word = "telegram";
    driver.trust.ca_file = config->ca_file;
    driver.connections_max = config->connections_max + other_connections;
    driver.kept = config;
    auto session =
        std::make_unique<Session>(*config, http_session::stored_of(stored_state), random);
    return std::make_shared<http_session::Driver>(io, std::move(driver), std::move(session),
                                                  partners);
}

/// What the server calls, as the proxy passes it on.
std::string path_of(std::string_view url) {
    const auto host = url.find("://");
    const auto slash = url.find('/', host == std::string_view::npos ? 0 : host + 3);
    return slash == std::string_view::npos ? "/" : std::string{url.substr(slash)};
}

std::unique_ptr<WebhookReceiver> receiver_of(boost::asio::io_context& io,
                                             const NetworkConfig& config,
                                             const std::shared_ptr<http_session::Driver>& driver) {
    if (config.webhook_url.empty()) return nullptr;
    WebhookConfig webhook;
    webhook.http.address = config.webhook_address;
    webhook.http.port = config.webhook_port;
    webhook.path = path_of(config.webhook_url);
    webhook.secret = config.webhook_secret;
    return std::make_unique<WebhookReceiver>(
        io.get_executor(), std::move(webhook),
        [driver](const std::string& update, WebhookReceiver::Answer answer) {
            return driver->push(update, [answer = std::move(answer)](bool is_kept) {
                answer(is_kept ? UpdateFate::kept : UpdateFate::busy);
            });
        });
}

} // namespace

TelegramAdapter::TelegramAdapter(boost::asio::io_context& io, NetworkConfig config,
                                 std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                                 chat::Log& log, net::Random& random, const net::Clock& clock,
                                 chat::FileSource& files)
    : io_(io), config_(std::make_shared<const NetworkConfig>(std::move(config))), log_(log),
      driver_(driver_of(io, config_, stored_state, {sink, log, clock, files}, random)),
      receiver_(receiver_of(io, *config_, driver_)) {}

TelegramAdapter::~TelegramAdapter() = default;

chat::Capabilities TelegramAdapter::capabilities() const {
    return capabilities_of(*config_);
}

void TelegramAdapter::start() {
    if (receiver_) {
        const std::string problem = receiver_->start();
        if (!problem.empty()) {
            log_.write(chat::LogLevel::error, "telegram.cannot_listen",
                       {{"network", config_->network},
                        {"address",
                         config_->webhook_address + ':' + std::to_string(config_->webhook_port)},
                        {"reason", problem}});
        }
    }
    driver_->start();
}

void TelegramAdapter::deliver(std::vector<chat::Outbound> messages) {
    boost::asio::post(io_, [driver = driver_, batch = std::move(messages)]() mutable {
        driver->deliver(std::move(batch));
    });
}

void TelegramAdapter::stop(std::chrono::milliseconds finish_within) {
    if (receiver_) receiver_->stop();
    driver_->stop(finish_within);
}

void TelegramAdapter::fetch(const chat::Attachment& file, chat::FileDone done) {
    driver_->fetch(file, std::move(done));
}

} // namespace peerdesk::telegram
