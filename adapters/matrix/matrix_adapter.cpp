// SPDX-License-Identifier: MIT
#include "adapters/matrix/matrix_adapter.hpp"

#include "adapters/matrix/connection_loop.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace peerdesk::matrix {

MatrixAdapter::MatrixAdapter(boost::asio::io_context& io, NetworkConfig config,
                             std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                             chat::Log& log, net::Random& random, const net::Clock& clock)
    : io_(io), loop_(std::make_shared<ConnectionLoop>(io, std::move(config), stored_state,
                                                      LoopPartners{sink, log, random, clock})) {}

MatrixAdapter::~MatrixAdapter() = default;

chat::Capabilities MatrixAdapter::capabilities() const {
    return loop_->capabilities();
}

void MatrixAdapter::start() {
    loop_->start();
}

void MatrixAdapter::deliver(std::vector<chat::Outbound> messages) {
    boost::asio::post(io_, [loop = loop_, batch = std::move(messages)]() mutable {
        loop->deliver(std::move(batch));
    });
}

void MatrixAdapter::stop(std::chrono::milliseconds finish_within) {
    loop_->stop(finish_within);
}

} // namespace peerdesk::matrix
