// SPDX-License-Identifier: MIT
// One configured network before it runs: its rooms are named, it can be tried, and it makes the
// adapter. Each network type has its own; the rest of the program sees only this.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/chat/files.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"
#include "bot/text/param.hpp"
#include "bot/text/snapshot.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// What an adapter is made of. The references outlive the io_context's run.
struct AdapterParts {
    boost::asio::io_context& io;
    std::vector<chat::StateChange> stored_state;
    chat::InboxSink& sink;
    chat::Log& log;
    net::Random& random;
    const net::Clock& clock;
    chat::FileSource& files;
    std::shared_ptr<const text::Snapshot> texts;
    std::string locale; ///< of what the adapter itself says
    /// Calls back on the network thread when everything offered so far is handled and sent.
    std::function<void(std::function<void()>)> when_settled;
    /// Ends the program in good order; only an adapter with an input that ends calls it.
    std::function<void()> end_program;
};

enum class FindingLevel { ok, note, problem };

/// One line of `peerdesk check`.
struct NetworkFinding {
    FindingLevel level = FindingLevel::ok;
    std::string key;
    std::vector<text::Param> params;
};

class NetworkSetup {
  public:
    virtual ~NetworkSetup() = default;
    [[nodiscard]] virtual const std::string& name() const = 0;
    /// The id the adapter will use for a room; nothing when this can be no room of the network.
    [[nodiscard]] virtual std::optional<std::string> room_id(std::string_view written) const = 0;
    /// A desk uses this room: be in it.
    virtual void add_room(std::string_view written) = 0;
    /// It is where a desk's staff works: they may be offered what others are not.
    virtual void add_staff_room(std::string_view /*written*/) {}
    /// Whether a hand on the keyboard drives it, so that the end of input can end the program.
    [[nodiscard]] virtual bool has_terminal() const { return false; }
    [[nodiscard]] virtual std::unique_ptr<chat::Adapter> make(AdapterParts parts) const = 0;
    /// Tries the network and every right; blocks for at most `deadline`.
    [[nodiscard]] virtual std::vector<NetworkFinding>
    check(std::chrono::milliseconds deadline) const = 0;
};

} // namespace peerdesk::runtime
