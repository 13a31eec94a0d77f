// SPDX-License-Identifier: MIT
// A person at a Matrix client: logs in, makes and joins rooms, says things and waits for what is
// said. It listens only while it is asked to wait, like somebody who looks at a screen.
#pragma once

#include "tests/servers/http_caller.hpp"
#include "tests/servers/matrix_heard.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

/// What the homeserver did not do, in its words.
class MatrixRefusal : public std::runtime_error {
  public:
    MatrixRefusal(const std::string& request, const HttpAnswer& answer);

    int status = 0;
    std::string code;                          ///< "M_FORBIDDEN"; empty: not said
    std::chrono::milliseconds retry_after{-1}; ///< -1: not said
};

struct RoomWish {
    std::string name;
    std::string alias; ///< the part between # and the colon; empty: none
    std::vector<std::string> invited;
    bool is_public = false; ///< everybody may join; otherwise only who was invited
    bool is_direct = false;
    bool is_encrypted = false;
    std::string version; ///< empty: the server's default
    std::string preset;  ///< empty: chosen by is_public
};

class MatrixClient {
  public:
    /// Logs in as a user (id or local name). What the rooms held before counts as passed. Throws
    /// MatrixRefusal.
    MatrixClient(std::string_view url, std::string_view user, std::string_view password);

    [[nodiscard]] std::string whoami();
    [[nodiscard]] const std::string& user_id() const { return user_id_; }
    [[nodiscard]] const std::string& access_token() const { return token_; }
    void log_out();

    std::string create_room(const RoomWish& wish); ///< its id, as with all that make or join rooms
    std::string open_chat(const std::string& user_id);
    std::string join(std::string_view room); ///< an id or an alias
    void invite(std::string_view room, std::string_view user_id);
    void leave(std::string_view room);
    void kick(std::string_view room, std::string_view user_id, std::string_view reason = {});
    void ban(std::string_view room, std::string_view user_id, std::string_view reason = {});
    void unban(std::string_view room, std::string_view user_id);
    std::string upgrade(std::string_view room, std::string_view version);
    [[nodiscard]] std::vector<std::string> members(std::string_view room); ///< who has joined

    /// All that send return the event's id.
    std::string say(std::string_view room, std::string_view text);
    std::string notice(std::string_view room, std::string_view text);
    std::string reply(std::string_view room, std::string_view answered, std::string_view text);
    /// `shown_before` is what clients without threads show it as a reply to; empty: the root.
    std::string say_in_thread(std::string_view room, std::string_view root, std::string_view text,
                              std::string_view shown_before = {});
    /// A real reply to one message of the thread.
    std::string reply_in_thread(std::string_view room, std::string_view root,
                                std::string_view answered, std::string_view text);
    std::string edit(std::string_view room, std::string_view edited, std::string_view text);
    std::string react(std::string_view room, std::string_view to, std::string_view key);
    std::string redact(std::string_view room, std::string_view redacted);
    /// `msgtype` is m.image, m.file, m.audio or m.video; `url` is what upload() gave.
    std::string send_file(std::string_view room, std::string_view msgtype, std::string_view name,
                          std::string_view url);
    /// The same transaction twice is one event. An empty one is chosen anew.
    std::string send_event(std::string_view room, std::string_view type,
                           const nlohmann::json& content, std::string_view transaction = {});
    std::string set_state(std::string_view room, std::string_view type, std::string_view key,
                          const nlohmann::json& content);
    [[nodiscard]] nlohmann::json state(std::string_view room, std::string_view type,
                                       std::string_view key = {});

    std::string upload(std::string_view bytes, std::string_view content_type); ///< "mxc://…"
    [[nodiscard]] HttpAnswer download(std::string_view mxc_url);

    /// The next event of the room that fits. Events before it are passed. Throws
    /// std::runtime_error with all that was heard when none comes in time.
    MatrixEvent expect(const std::string& room, const EventQuestion& fits, std::string_view what,
                       std::chrono::milliseconds wait = default_wait);
    /// The next message of anybody whose body matches, without regard to case.
    MatrixEvent expect(const std::string& room, std::string_view pattern,
                       std::chrono::milliseconds wait = default_wait);
    MatrixEvent expect_message(std::string_view sender, std::string_view pattern,
                               const std::string& room,
                               std::chrono::milliseconds wait = default_wait);
    /// Waits until somebody's membership becomes "join", "leave", "invite" or "ban".
    MatrixEvent expect_membership(const std::string& room, std::string_view user_id,
                                  std::string_view membership,
                                  std::chrono::milliseconds wait = default_wait);
    Invitation expect_invitation(std::string_view inviter,
                                 std::chrono::milliseconds wait = default_wait);

    /// Every message of a sender in the room until there was none for `quiet`.
    std::vector<MatrixEvent> messages_until_quiet(std::string_view sender, const std::string& room,
                                                  std::chrono::milliseconds quiet);

    void catch_up(); ///< hears whatever has come, without waiting
    /// Whether a message that matches was heard in the room at any time. Catches up first.
    [[nodiscard]] bool has_heard(const std::string& room, std::string_view pattern);
    [[nodiscard]] const std::vector<MatrixEvent>& heard(const std::string& room);
    [[nodiscard]] std::string log() const { return heard_.told(); }

    /// Any other request below /_matrix/client. Throws MatrixRefusal unless it is answered 200.
    nlohmann::json ask(std::string_view method, const std::string& path,
                       const nlohmann::json& body = nlohmann::json::object());

    static constexpr std::chrono::milliseconds default_wait = std::chrono::seconds{20};

  private:
    void sync(std::chrono::milliseconds wait);
    void fill(const Gap& gap);
    std::string send_text(std::string_view room, std::string_view text, nlohmann::json relation);

    HttpCaller caller_;
    std::string user_id_;
    std::string token_;
    std::string since_;
    MatrixHeard heard_;
    int transactions_ = 0;
    std::string transaction_mark_; ///< of this client, so that two logins never share an id
    nlohmann::json direct_chats_ = nlohmann::json::object();
};

} // namespace peerdesk::servers
