// SPDX-License-Identifier: MIT
#include "tests/adapters/irc/talk.hpp"

#include <utility>

namespace peerdesk::irc {

NetworkConfig simple_config() {
    NetworkConfig config;
    config.network = "net";
    config.servers = {{"irc.test", 6697, true}};
    config.nick = "peerdesk";
    config.channels = {{"#help", ""}};
    config.lines_per_second = 0;
    config.quit_text = "bye";
    config.ctcp_version = "Peerdesk";
    return config;
}

Talk::Talk(NetworkConfig wanted, bool is_tls)
    : config(std::move(wanted)),
      now{net::SteadyTime{std::chrono::hours{1}}, net::WallTime{std::chrono::hours{500'000}}},
      session(config, 7, is_tls, random) {
    session.connected(now);
}

Talk& Talk::hear(std::initializer_list<std::string_view> lines) {
    for (const std::string_view line : lines)
        session.receive(std::string{line} + "\r\n", now);
    return *this;
}

Talk& Talk::come_up(std::string_view caps, std::string_view isupport) {
    hear(":irc.test CAP * LS :" + std::string{caps});
    for (const std::string& line : sent())
        if (line.starts_with("CAP REQ"))
            hear(":irc.test CAP * ACK :" +
                 line.substr(line.find(' ', 4) + (line.find(':') == std::string::npos ? 1 : 2)));
    hear(":irc.test 001 peerdesk :Welcome");
    hear(":irc.test 005 peerdesk " + std::string{isupport} + " :are supported by this server");
    hear({":irc.test 422 peerdesk :no MOTD", ":peerdesk!pd@our.host JOIN #help",
          ":irc.test 353 peerdesk = #help :peerdesk @op", ":irc.test 366 peerdesk #help :End"});
    (void)sent();
    for (int i = 0; i < 10 && config.lines_per_second > 0; ++i) {
        pass(std::chrono::seconds{10}); // whatever the rate held back
        (void)sent();
        hear("PING x");
        (void)sent();
    }
    (void)events();
    (void)findings();
    return *this;
}

Talk& Talk::come_up_modern() {
    return come_up(modern_caps, "CASEMAPPING=rfc1459 CHANTYPES=# NICKLEN=32 MONITOR=30 WHOX BOT=B");
}

Talk& Talk::come_up_bare() {
    return come_up("multi-prefix", "CASEMAPPING=ascii CHANTYPES=#&+ NICKLEN=31");
}

void Talk::pass(std::chrono::milliseconds time) {
    now.steady += time;
    now.wall += time;
    session.tick(now);
}

void Talk::deliver(std::int64_t outbox_id, const chat::Place& place, std::string text) {
    session.deliver({{outbox_id, place, std::move(text)}}, now);
}

std::vector<std::string> Talk::taken() {
    std::vector<std::string> lines;
    for (std::string bytes = session.take_bytes(now); !bytes.empty();
         bytes = session.take_bytes(now)) {
        for (std::size_t end = bytes.find("\r\n"); end != std::string::npos;
             end = bytes.find("\r\n")) {
            lines.push_back(bytes.substr(0, end));
            bytes.erase(0, end + 2);
        }
    }
    return lines;
}

std::vector<std::string> Talk::sent() {
    std::vector<std::string> lines = taken();
    session.written(now);
    return lines;
}

std::vector<chat::MessageReceived> Talk::messages() {
    std::vector<chat::MessageReceived> found;
    for (chat::Event& event : events())
        if (auto* message = std::get_if<chat::MessageReceived>(&event.body))
            found.push_back(std::move(*message));
    return found;
}

std::vector<chat::DeliveryReported> Talk::reports() {
    std::vector<chat::DeliveryReported> found;
    for (chat::Event& event : events())
        if (auto* report = std::get_if<chat::DeliveryReported>(&event.body))
            found.push_back(std::move(*report));
    return found;
}

std::vector<std::string> Talk::identities() {
    std::vector<std::string> found;
    for (const chat::Event& event : events()) {
        if (const auto* seen = std::get_if<chat::IdentitySeen>(&event.body))
            found.push_back('+' + seen->id);
        if (const auto* lost = std::get_if<chat::IdentityLost>(&event.body))
            found.push_back('-' + lost->id);
    }
    return found;
}

chat::Place Talk::room(std::string id) {
    return {"net", chat::PlaceKind::room, std::move(id)};
}
chat::Place Talk::direct(std::string id) {
    return {"net", chat::PlaceKind::direct, std::move(id)};
}

} // namespace peerdesk::irc
