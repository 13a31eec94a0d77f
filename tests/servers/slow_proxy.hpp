// SPDX-License-Identifier: MIT
// A bad network between the desk and a homeserver: a proxy that delays, cuts connections and
// answers with a web page of its own now and then, as gateways do.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace peerdesk::servers {

class SlowProxy {
  public:
    struct Troubles {
        int delay_ms = 0;      ///< of each request
        double cut_before = 0; ///< chances, per request: the server never sees it,
        double cut_after = 0;  ///< it does, and its answer is cut in the middle,
        double garbage = 0;    ///< 502 with HTML, the server sees nothing
    };

    /// `target` is the port of a server on loopback.
    SlowProxy(std::uint16_t target, unsigned seed);
    ~SlowProxy(); ///< cuts everything
    SlowProxy(const SlowProxy&) = delete;
    SlowProxy& operator=(const SlowProxy&) = delete;

    void set(const Troubles& troubles);
    [[nodiscard]] std::string url() const;

    struct Counts {
        int connections = 0;
        int requests = 0;
        int cut = 0;
        int garbage = 0;
    };
    [[nodiscard]] Counts counts() const;

  private:
    enum class Fate { passes, cut_before, cut_after, garbage };
    void accept_all();
    void serve(int client);
    /// Passes what comes on one connection, one request at a time, until either side ends.
    void pass(int client, int server);
    Fate choose();
    [[nodiscard]] int delay_ms() const;

    std::uint16_t target_;
    std::uint16_t port_;
    int listener_ = -1;
    std::atomic<bool> is_over_ = false;
    mutable std::mutex mutex_;
    std::mt19937 random_;
    Troubles troubles_;
    Counts counts_;
    std::vector<std::thread> threads_; ///< of the connections
    std::thread acceptor_;
};

} // namespace peerdesk::servers
