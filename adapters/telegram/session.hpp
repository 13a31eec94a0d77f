// SPDX-License-Identifier: MIT
// The protocol of one Telegram bot, without sockets: answers and messages go in, requests and
// batches come out, time comes with every call.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"
#include "adapters/telegram/chats.hpp"
#include "adapters/telegram/command_menu.hpp"
#include "adapters/telegram/config.hpp"
#include "adapters/telegram/exchange.hpp"
#include "adapters/telegram/findings.hpp"
#include "adapters/telegram/held_files.hpp"
#include "adapters/telegram/identity.hpp"
#include "adapters/telegram/poll_loop.hpp"
#include "adapters/telegram/pushed_updates.hpp"
#include "adapters/telegram/request_tray.hpp"
#include "adapters/telegram/send_lanes.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/update_intake.hpp"
#include "adapters/telegram/updates/inbound.hpp"
#include "adapters/telegram/updates/room_map.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::telegram {

/// What an adapter for such a bot can do.
[[nodiscard]] chat::Capabilities capabilities_of(const NetworkConfig& config);

class Session final : public http_session::Session {
  public:
    /// Borrows `config` and `random`. @param stored the adapter's state
    Session(const NetworkConfig& config, StoredState stored, net::Random& random);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start(net::Instant now) override;
    [[nodiscard]] std::vector<Request> take_requests(net::Instant now) override;
    void on_answer(RequestId id, Answer answer, net::Instant now) override;
    void deliver(std::vector<chat::Outbound> messages) override;
    [[nodiscard]] std::vector<NumberedBatch> take_batches() override;
    void on_committed(std::uint64_t number, net::Instant now) override;
    [[nodiscard]] net::SteadyTime next_wake() const override;
    [[nodiscard]] std::vector<Finding> take_findings();
    [[nodiscard]] std::vector<http_session::Note> take_notes() override;

    bool push(const std::string& body, http_session::Kept answer, net::Instant now) override;

    void stop_reading() override;
    [[nodiscard]] bool is_idle() const override;
    void give_up(net::Instant now) override;

    [[nodiscard]] std::vector<http_session::FileWanted> take_files_wanted() override;
    void on_file(http_session::FileId id, chat::FetchedFile file, net::Instant now) override;
    void fetch(http_session::FileId id, const chat::Attachment& file, net::Instant now) override;
    [[nodiscard]] std::vector<http_session::FileReady> take_files_ready() override;

    [[nodiscard]] bool is_up() const override { return is_up_; }
    [[nodiscard]] const std::string& base_url() const override { return config_.api_url; }
    void sign(net::HttpRequest& request) const override;

  private:
    void dispatch(Asker asker, RequestId id, const Answer& answer, net::Instant now);
    void on_identity(const Answer& answer, net::Instant now);
    void on_webhook(const Answer& answer, net::Instant now);
    void on_poll(const Answer& answer, net::Instant now);
    void on_token_refused(const Answer& answer, net::Instant now);
    void go_up(net::Instant now);
    void go_down(const std::string& reason, net::Instant now);
    void settle_poll();
    void settle_rooms(net::Instant now);
    [[nodiscard]] std::optional<std::int64_t> chat_of(const chat::Place& place) const;

    const NetworkConfig& config_;
    RequestTray tray_;
    BatchBook book_;
    std::vector<Finding> findings_;
    SessionContext context_;
    Identity identity_;
    RoomMap rooms_;
    Chats chats_;
    Inbound inbound_;
    PollLoop polls_;
    UpdateIntake intake_;
    PushedUpdates pushed_;
    CommandMenu menu_;
    SendLanes sends_;
    HeldFiles files_;

    std::optional<std::uint64_t> poll_batch_; ///< commits the last poll
    std::uint64_t committed_ = 0;
    bool is_up_ = false;
    bool was_up_ = false; ///< once, in this run
    bool is_down_told_ = false;
    bool is_stopping_ = false;
};

} // namespace peerdesk::telegram
