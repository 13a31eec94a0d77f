// SPDX-License-Identifier: MIT
// A terminal as a network: one person plays several, each line says who speaks and where.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/console/line_input.hpp"
#include "adapters/net/clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::console {

/// Everything the adapter says itself, in the words of whoever made it.
struct Words {
    using About = std::function<std::string(std::string_view)>;
    std::string greeting;
    std::string help;
    std::string unclear_line;
    std::string line_cut;
    std::string goodbye;
    About to_person;    ///< label before a direct message, e.g. "peerdesk to ana:"
    About in_room;      ///< label before a message in a room, e.g. "#help peerdesk:"
    About unknown_room; ///< said when somebody speaks in a room that is not there
};

struct ConsoleConfig {
    std::string network = "console";
    std::string our_name = "peerdesk";
    std::vector<std::string> rooms; ///< ids
    std::filesystem::path history_file;
    int in_fd = 0;
    int out_fd = 1;
    Words words;
};

struct Hooks {
    /// Calls back on the network thread when everything offered so far is handled and its answers
    /// were handed to `deliver` and reported.
    std::function<void(std::function<void()>)> when_settled;
    std::function<void()> end_program; ///< at `/quit` and, when all is answered, the end of input
};

/// Lines of a stream are taken one by one, each when the one before is answered, so that a piped
/// script reads like a conversation; a terminal never waits.
class ConsoleAdapter final : public chat::Adapter {
  public:
    /// @param stored_state may hold "epoch", the number of the last start.
    ConsoleAdapter(boost::asio::io_context& io, ConsoleConfig config,
                   std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                   const net::Clock& clock, Hooks hooks);
    ~ConsoleAdapter() override;
    ConsoleAdapter(const ConsoleAdapter&) = delete;
    ConsoleAdapter& operator=(const ConsoleAdapter&) = delete;

    [[nodiscard]] chat::Capabilities capabilities() const override;
    void start() override;
    void deliver(std::vector<chat::Outbound> messages) override;
    void stop(std::chrono::milliseconds finish_within) override;

    static constexpr std::chrono::milliseconds offer_again_after{20};

  private:
    void read_next();
    void take(std::optional<InputLine> line);
    void say(const std::string& room, std::string name, std::string text, bool was_cut);
    void print_message(const chat::Outbound& message);
    void tell(std::string_view text);
    void add_event(chat::EventBody body);
    /// Offers what is held until it is taken, then goes on with `after_flush_`.
    void flush();
    void end();

    boost::asio::io_context& io_;
    ConsoleConfig config_;
    chat::InboxSink& sink_;
    const net::Clock& clock_;
    Hooks hooks_;
    bool in_colour_;
    std::unique_ptr<LineInput> input_;
    boost::asio::steady_timer retry_;
    std::uint64_t epoch_;
    std::uint64_t line_ = 0;
    std::vector<chat::StateChange> new_state_;
    std::vector<chat::Event> held_;
    std::function<void()> after_flush_;
    bool is_stopping_ = false;
    /// Ends before the rest does; a posted delivery then finds nobody.
    std::shared_ptr<ConsoleAdapter*> alive_;
};

} // namespace peerdesk::console
