// SPDX-License-Identifier: MIT
#include "adapters/matrix/matrix_adapter.hpp"

#include "adapters/matrix/session.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace peerdesk::matrix {

namespace {

std::shared_ptr<http_session::Driver> driver_of(boost::asio::io_context& io,
                                                const std::shared_ptr<const NetworkConfig>& config,
                                                const std::vector<chat::StateChange>& stored_state,
                                                http_session::DriverPartners partners,
                                                net::Random& random) {
    http_session::DriverConfig driver;
    driver.network = config->network;
    driver.word = "matrix";
    driver.trust = {config->ca_file, config->pin_sha256};
    driver.kept = config;
    auto session =
        std::make_unique<Session>(*config, http_session::stored_of(stored_state), random);
    return std::make_shared<http_session::Driver>(io, std::move(driver), std::move(session),
                                                  partners);
}

} // namespace

MatrixAdapter::MatrixAdapter(boost::asio::io_context& io, NetworkConfig config,
                             std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                             chat::Log& log, net::Random& random, const net::Clock& clock,
                             chat::FileSource& files)
    : io_(io), config_(std::make_shared<const NetworkConfig>(std::move(config))),
      driver_(driver_of(io, config_, stored_state, {sink, log, clock, files}, random)) {}

MatrixAdapter::~MatrixAdapter() = default;

chat::Capabilities MatrixAdapter::capabilities() const {
    return capabilities_of(*config_);
}

void MatrixAdapter::start() {
    driver_->start();
}

void MatrixAdapter::deliver(std::vector<chat::Outbound> messages) {
    boost::asio::post(io_, [driver = driver_, batch = std::move(messages)]() mutable {
        driver->deliver(std::move(batch));
    });
}

void MatrixAdapter::stop(std::chrono::milliseconds finish_within) {
    driver_->stop(finish_within);
}

void MatrixAdapter::fetch(const chat::Attachment& file, chat::FileDone done) {
    driver_->fetch(file, std::move(done));
}

} // namespace peerdesk::matrix
