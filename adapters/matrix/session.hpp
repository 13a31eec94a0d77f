// SPDX-License-Identifier: MIT
// The protocol of one Matrix account, without sockets: answers and messages go in, requests and
// batches come out, time comes with every call.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/session.hpp"
#include "adapters/matrix/carried_files.hpp"
#include "adapters/matrix/config.hpp"
#include "adapters/matrix/configured_rooms.hpp"
#include "adapters/matrix/direct_chats.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/findings.hpp"
#include "adapters/matrix/gap_filler.hpp"
#include "adapters/matrix/inbound.hpp"
#include "adapters/matrix/invitations.hpp"
#include "adapters/matrix/login.hpp"
#include "adapters/matrix/request_tray.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/send_queue.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/matrix/sync_filter.hpp"
#include "adapters/matrix/sync_loop.hpp"
#include "adapters/matrix/sync_reading.hpp"
#include "adapters/matrix/thread_ends.hpp"
#include "adapters/matrix/upgrades.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::matrix {

/// What an adapter for such an account can do.
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

    void stop_reading() override;
    [[nodiscard]] bool is_idle() const override { return sends_.size() == 0; }
    void give_up(net::Instant now) override;

    [[nodiscard]] std::vector<http_session::FileWanted> take_files_wanted() override {
        return files_.take_wanted();
    }
    void on_file(http_session::FileId id, chat::FetchedFile file, net::Instant now) override;
    void fetch(http_session::FileId id, const chat::Attachment& file, net::Instant now) override;
    [[nodiscard]] std::vector<http_session::FileReady> take_files_ready() override {
        return files_.take_ready();
    }

    [[nodiscard]] bool is_up() const override { return syncs_.is_up(); }
    [[nodiscard]] const std::string& base_url() const override { return login_.base_url(); }
    void sign(net::HttpRequest& request) const override;
    [[nodiscard]] const std::string& access_token() const { return login_.access_token(); }

  private:
    struct HeldSync {
        SyncAnswer answer;
        std::string since;
        net::SteadyTime until;
    };
    void dispatch(Asker asker, RequestId id, const Answer& answer, net::Instant now);
    void on_sync(const Answer& answer, net::Instant now);
    void read_held_sync(net::Instant now);
    [[nodiscard]] bool may_belong_to_a_join(const SyncAnswer& answer) const;
    void ask_login(net::Instant now);
    void ask_parts(net::Instant now);
    void gather_reports(net::Instant now);
    void take_login_state(net::Instant now);
    void notice_login();
    void follow_moves(net::Instant now);
    void follow(const Upgrades::Move& move, net::Instant now);
    void go_on(net::Instant now);
    [[nodiscard]] bool is_known_plain(const std::string& room_id) const;
    [[nodiscard]] Destination destination(const chat::Place& place, net::Instant now);
    void on_outside(const std::string& room_id, net::Instant now);

    const NetworkConfig& config_;
    RequestTray tray_;
    BatchBook book_;
    std::vector<Finding> findings_;
    SessionContext context_;
    Login login_;
    SyncFilter filter_;
    SyncLoop syncs_;
    Rooms rooms_;
    ThreadEnds threads_;
    Inbound inbound_;
    ConfiguredRooms configured_;
    DirectChats directs_;
    Invitations invitations_;
    Upgrades upgrades_;
    GapFiller gaps_;
    SyncReading reading_;
    CarriedFiles files_;
    SendQueue sends_;

    std::optional<HeldSync> held_sync_;       ///< waits for the answer to a join
    std::optional<std::uint64_t> sync_batch_; ///< commits the last sync
    std::uint64_t committed_ = 0;
    std::deque<std::uint64_t> login_batches_; ///< of the login's state, not yet committed
    std::string token_in_use_;
    bool is_stopping_ = false;
};

} // namespace peerdesk::matrix
