// SPDX-License-Identifier: MIT
#include "adapters/net/resolver.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netdb.h>

#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// Shared by the asking coroutine and the thread. `timer` belongs to the coroutine: the thread may
/// touch it only under the lock and only while nobody has given up.
struct Lookup {
    std::mutex mutex;
    bool is_abandoned = false;
    asio::steady_timer* timer = nullptr;
    Addresses found;
};

/// Marks the lookup as given up when the coroutine ends, however it ends.
class Abandoning {
  public:
    explicit Abandoning(std::shared_ptr<Lookup> lookup) : lookup_(std::move(lookup)) {}
    ~Abandoning() {
        const std::lock_guard lock(lookup_->mutex);
        lookup_->is_abandoned = true;
    }
    Abandoning(const Abandoning&) = delete;
    Abandoning& operator=(const Abandoning&) = delete;

  private:
    std::shared_ptr<Lookup> lookup_;
};

Addresses ask_system(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    Addresses found;
    if (error != 0) {
        found.error = gai_strerror(error);
        return found;
    }
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
        tcp::endpoint endpoint;
        if (entry->ai_addrlen > endpoint.capacity()) continue;
        std::copy_n(reinterpret_cast<const char*>(entry->ai_addr), entry->ai_addrlen,
                    reinterpret_cast<char*>(endpoint.data()));
        endpoint.resize(entry->ai_addrlen);
        found.endpoints.push_back(endpoint);
    }
    freeaddrinfo(list);
    if (found.endpoints.empty()) found.error = "no address";
    return found;
}

void look_up(std::shared_ptr<Lookup> lookup, std::string host, std::uint16_t port) {
    Addresses found = ask_system(host, port);
    const std::lock_guard lock(lookup->mutex);
    if (lookup->is_abandoned) return;
    lookup->found = std::move(found);
    asio::post(lookup->timer->get_executor(), [lookup] {
        // On the network thread now, where the coroutine lives; it may have ended meanwhile.
        const std::lock_guard inner(lookup->mutex);
        if (!lookup->is_abandoned) lookup->timer->cancel();
    });
}

} // namespace

asio::awaitable<Addresses> resolve(std::string host, std::uint16_t port, asio::steady_timer& timer,
                                   std::chrono::milliseconds deadline) {
    boost::system::error_code not_numeric;
    const auto address = asio::ip::make_address(host, not_numeric);
    if (!not_numeric) co_return Addresses{{tcp::endpoint{address, port}}, {}};

    timer.expires_after(deadline);
    auto lookup = std::make_shared<Lookup>();
    lookup->timer = &timer;
    const Abandoning abandoning(lookup);
    try {
        std::thread(look_up, lookup, std::move(host), port).detach();
    } catch (const std::system_error& error) {
        co_return Addresses{{}, error.what()};
    }
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    const std::lock_guard lock(lookup->mutex);
    if (lookup->found.endpoints.empty() && lookup->found.error.empty())
        co_return Addresses{{}, "no answer in time"};
    co_return std::move(lookup->found);
}

} // namespace peerdesk::net
