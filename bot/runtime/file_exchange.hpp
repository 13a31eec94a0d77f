// SPDX-License-Identifier: MIT
// Finds the network that holds a file. Network thread only.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/chat/files.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace peerdesk::runtime {

using Adapters = std::map<std::string, std::unique_ptr<chat::Adapter>, std::less<>>;

class FileExchange final : public chat::FileSource {
  public:
    /// Borrows both; more adapters may come later.
    FileExchange(boost::asio::io_context& io, const Adapters& adapters)
        : io_(io), adapters_(adapters) {}

    void fetch(const chat::Attachment& file, chat::FileDone done) override;

  private:
    boost::asio::io_context& io_;
    const Adapters& adapters_;
};

} // namespace peerdesk::runtime
