// SPDX-License-Identifier: MIT
// A person at an IRC client: connects, registers, says things and waits for what is said.
#pragma once

#include "tests/servers/irc_server.hpp"
#include "tests/servers/line_socket.hpp"

#include <chrono>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

using namespace std::chrono_literals;

struct Person {
    std::string nick;
    std::string account;  ///< of services, to log in to; empty: named as the nick
    std::string password; ///< of the account; empty: no login
    bool is_tls = false;
    std::vector<std::string> capabilities; ///< to ask for, beside sasl where there is a password
};

/// One line, taken apart as far as tests need it.
struct Heard {
    std::string line;
    std::string nick; ///< who sent it; a server's name for servers
    std::string command;
    std::string target;
    std::string text; ///< the last parameter
};

[[nodiscard]] Heard take_apart(std::string line);

class IrcClient {
  public:
    /// Connects and registers; returns after the welcome. Throws with what was heard otherwise.
    IrcClient(const ServerAddress& address, Person person);

    void send(std::string_view line);
    void say(std::string_view target, std::string_view text);
    void join(std::string_view room);
    void quit();

    /// Registers the nick with NickServ.
    void register_account(std::string_view password);

    /// The next line that matches, read from where the last one ended. Lines before it are passed.
    /// Throws std::runtime_error with all that was heard when none comes.
    Heard expect(std::string_view pattern, std::chrono::milliseconds wait = default_wait);

    /// The next message (PRIVMSG or NOTICE) of a nick in `target` whose text matches. In a direct
    /// chat `target` is this client's own nick, which an empty one stands for.
    Heard expect_message(std::string_view nick, std::string_view pattern,
                         std::string_view target = {},
                         std::chrono::milliseconds wait = default_wait);

    /// Every message a nick sends here (in any place) until it was silent for `quiet`.
    std::vector<Heard> messages_until_quiet(std::string_view nick, std::chrono::milliseconds quiet);

    /// Reads whatever has come, without waiting; answers PINGs.
    void catch_up();

    /// Whether a line that matches was heard at any time. Catches up first.
    [[nodiscard]] bool has_heard(std::string_view pattern);

    [[nodiscard]] std::string log() const; ///< everything, sent lines after "> "
    [[nodiscard]] const std::vector<Heard>& heard() const { return heard_; }
    [[nodiscard]] const std::string& nick() const { return person_.nick; }
    [[nodiscard]] bool is_connected() const { return !socket_.is_at_end(); }

    static constexpr std::chrono::milliseconds default_wait = 15s;

  private:
    template <class Matches>
    Heard wait_for(Matches matches, std::string_view what, std::chrono::milliseconds wait);
    /// Reads one line and answers it where that is due; false when none came until then.
    [[nodiscard]] bool read_one(std::chrono::steady_clock::time_point until);
    void log_in();

    Person person_;
    LineSocket socket_;
    std::vector<Heard> heard_;
    std::size_t passed_ = 0; ///< what stands before it in heard_ was returned or passed
    std::string log_;
};

/// Whether services answer a login. That the server offers SASL would not prove it: InspIRCd goes
/// on offering it after its services have left.
[[nodiscard]] bool answers_logins(const ServerAddress& address);

} // namespace peerdesk::servers
