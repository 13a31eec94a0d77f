// SPDX-License-Identifier: MIT
#include "tests/servers/irc_client.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace peerdesk::servers {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto welcome_wait = 20s;
constexpr std::size_t told_length_max = 6000; // of the log, in a failure

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string next_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    std::string word{rest.substr(0, end)};
    rest.remove_prefix(end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return word;
}

bool is_message(const Heard& heard) {
    return heard.command == "PRIVMSG" || heard.command == "NOTICE";
}

} // namespace

Heard take_apart(std::string line) {
    Heard heard;
    std::string_view rest = line;
    if (rest.starts_with('@')) next_word(rest);
    if (rest.starts_with(':')) {
        const std::string prefix = next_word(rest);
        heard.nick = prefix.substr(1, prefix.find('!') - 1);
    }
    heard.command = next_word(rest);
    for (bool is_first = true; !rest.empty(); is_first = false) {
        if (rest.starts_with(':')) {
            heard.text = rest.substr(1);
            if (is_first) heard.target = heard.text;
            break;
        }
        heard.text = next_word(rest);
        if (is_first) heard.target = heard.text;
    }
    heard.line = std::move(line);
    return heard;
}

IrcClient::IrcClient(const ServerAddress& address, Person person)
    : person_(std::move(person)),
      socket_(person_.is_tls ? address.tls_port : address.port, person_.is_tls) {
    std::string wanted;
    for (const std::string& capability : person_.capabilities)
        wanted += capability + " ";
    if (!person_.password.empty()) wanted += "sasl";
    if (!wanted.empty()) send("CAP REQ :" + wanted);
    send("NICK " + person_.nick);
    send("USER " + person_.nick + " 0 * :" + person_.nick);
    if (!wanted.empty()) {
        expect(" ACK ", welcome_wait);
        if (!person_.password.empty()) log_in();
        send("CAP END");
    }
    expect("^(@\\S+ )?:\\S+ (376|422) ", welcome_wait);
}

void IrcClient::log_in() {
    send("AUTHENTICATE PLAIN");
    expect("^(:\\S+ )?AUTHENTICATE :?\\+", welcome_wait);
    const std::string& account = person_.account.empty() ? person_.nick : person_.account;
    const std::string secret = account + '\0' + account + '\0' + person_.password;
    send("AUTHENTICATE " + base64(secret));
    expect(" 903 ", welcome_wait);
}

void IrcClient::send(std::string_view line) {
    log_ += "> " + std::string{line} + "\n";
    socket_.write(std::string{line} + "\r\n");
}

void IrcClient::say(std::string_view target, std::string_view text) {
    send("PRIVMSG " + std::string{target} + " :" + std::string{text});
}

void IrcClient::join(std::string_view room) {
    send("JOIN " + std::string{room});
    expect(" 366 ");
}

void IrcClient::quit() {
    send("QUIT :bye");
    while (read_one(Clock::now() + 2s)) {
    }
}

void IrcClient::register_account(std::string_view password) {
    // Atheme wants an address, which Ergo takes and does not use.
    say("NickServ", "REGISTER " + std::string{password} + " nobody@example.test");
    expect("NickServ.*([Rr]egistered|created)");
}

template <class Matches>
Heard IrcClient::wait_for(Matches matches, std::string_view what, std::chrono::milliseconds wait) {
    const auto until = Clock::now() + wait;
    for (;;) {
        while (passed_ < heard_.size()) {
            if (const Heard& one = heard_[passed_++]; matches(one)) return one;
        }
        if (!read_one(until)) break;
    }
    const auto from = log_.size() - std::min(log_.size(), told_length_max);
    throw std::runtime_error(person_.nick + " waited in vain for " + std::string{what} +
                             (socket_.is_at_end() ? " (connection closed)" : "") + ", heard:\n" +
                             log_.substr(from));
}

Heard IrcClient::expect(std::string_view pattern, std::chrono::milliseconds wait) {
    const std::regex wanted{std::string{pattern}};
    return wait_for([&](const Heard& one) { return std::regex_search(one.line, wanted); }, pattern,
                    wait);
}

Heard IrcClient::expect_message(std::string_view nick, std::string_view pattern,
                                std::string_view target, std::chrono::milliseconds wait) {
    const std::regex wanted{std::string{pattern}, std::regex::icase};
    const std::string_view place = target.empty() ? std::string_view{person_.nick} : target;
    return wait_for(
        [&](const Heard& one) {
            return is_message(one) && one.nick == nick && one.target == place &&
                   std::regex_search(one.text, wanted);
        },
        std::string{nick} + " to " + std::string{place} + ": " + std::string{pattern}, wait);
}

std::vector<Heard> IrcClient::messages_until_quiet(std::string_view nick,
                                                   std::chrono::milliseconds quiet) {
    std::vector<Heard> found;
    auto until = Clock::now() + quiet;
    do {
        while (passed_ < heard_.size()) {
            const Heard& one = heard_[passed_++];
            if (!is_message(one) || one.nick != nick) continue;
            found.push_back(one);
            until = Clock::now() + quiet;
        }
    } while (read_one(until));
    return found;
}

void IrcClient::catch_up() {
    while (read_one(Clock::now())) {
    }
}

bool IrcClient::has_heard(std::string_view pattern) {
    catch_up();
    const std::regex wanted{std::string{pattern}, std::regex::icase};
    return std::ranges::any_of(
        heard_, [&](const Heard& one) { return std::regex_search(one.line, wanted); });
}

bool IrcClient::read_one(Clock::time_point until) {
    auto line = socket_.read_line(until);
    if (!line) return false;
    log_ += *line + "\n";
    Heard heard = take_apart(*std::move(line));
    if (heard.command == "PING") socket_.write("PONG :" + heard.text + "\r\n");
    heard_.push_back(std::move(heard));
    return true;
}

std::string IrcClient::log() const {
    return log_;
}

bool answers_logins(const ServerAddress& address) {
    LineSocket socket{address.port, false};
    socket.write("CAP LS 302\r\nCAP REQ :sasl\r\nNICK probe\r\nAUTHENTICATE PLAIN\r\n");
    const auto until = Clock::now() + 1s;
    while (const auto line = socket.read_line(until)) {
        const Heard heard = take_apart(*line);
        if (heard.command == "AUTHENTICATE") return true;
        if (heard.line.find(" NAK ") != std::string::npos) return false;
    }
    return false;
}

} // namespace peerdesk::servers
