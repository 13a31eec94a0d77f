// SPDX-License-Identifier: MIT
#include "bot/runtime/file_exchange.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace peerdesk::runtime {

void FileExchange::fetch(const chat::Attachment& file, chat::FileDone done) {
    const auto found = adapters_.find(file.network);
    auto* holder =
        found == adapters_.end() ? nullptr : dynamic_cast<chat::FileHolder*>(found->second.get());
    if (holder != nullptr) return holder->fetch(file, std::move(done));
    boost::asio::post(io_, [done = std::move(done)] { done({{}, {}, "nobody holds it"}); });
}

} // namespace peerdesk::runtime
