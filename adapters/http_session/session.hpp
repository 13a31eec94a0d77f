// SPDX-License-Identifier: MIT
// The protocol of one account over HTTP, without sockets: answers and messages go in, requests and
// batches come out, time comes with every call.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/chat/files.hpp"
#include "adapters/http_session/batch_book.hpp"
#include "adapters/http_session/exchange.hpp"
#include "adapters/net/clock.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::http_session {

/// Something found out, for the log.
struct Note {
    std::string_view what; ///< a code's name
    std::string detail;    ///< holds no secret
    bool is_problem = false;
};

/// Numbers a file on its way, within its session.
using FileId = std::uint64_t;

/// Told once whether what was brought is kept.
using Kept = std::function<void(bool is_kept)>;

/// A file of another network that is to be sent on this one.
struct FileWanted {
    FileId id = 0;
    chat::Attachment file;
};

/// A file of this network that was asked for.
struct FileReady {
    FileId id = 0;
    chat::FetchedFile file;
};

/// Knows the account for as long as the process runs, over all connections: there is nothing to
/// set up again when a server comes back.
class Session {
  public:
    virtual ~Session() = default;

    virtual void start(net::Instant now) = 0;
    /// The requests to make now; each is answered once, by `on_answer`.
    [[nodiscard]] virtual std::vector<Request> take_requests(net::Instant now) = 0;
    virtual void on_answer(RequestId id, Answer answer, net::Instant now) = 0;
    virtual void deliver(std::vector<chat::Outbound> messages) = 0;
    /// The batches to offer, in this order.
    [[nodiscard]] virtual std::vector<NumberedBatch> take_batches() = 0;
    /// The desk committed this batch, and so all before it.
    virtual void on_committed(std::uint64_t number, net::Instant now) = 0;
    /// When `take_requests` may have something by itself.
    [[nodiscard]] virtual net::SteadyTime next_wake() const = 0;
    [[nodiscard]] virtual std::vector<Note> take_notes() = 0;

    /// Reads nothing more; what is queued is still sent.
    virtual void stop_reading() = 0;
    /// Whether everything that a stop waits for is done: every message reported, above all.
    [[nodiscard]] virtual bool is_idle() const = 0;
    /// Reports what is left as it stands.
    virtual void give_up(net::Instant now) = 0;

    /// The server brings something by itself. @return false when it is to come again later
    virtual bool push(const std::string& /*body*/, Kept /*answer*/, net::Instant /*now*/) {
        return false;
    }

    /// Files to get from other networks; each is answered once, by `on_file`.
    [[nodiscard]] virtual std::vector<FileWanted> take_files_wanted() { return {}; }
    virtual void on_file(FileId /*id*/, chat::FetchedFile /*file*/, net::Instant /*now*/) {}
    /// Another network wants a file of this one; each is answered once, by `take_files_ready`.
    virtual void fetch(FileId id, const chat::Attachment& /*file*/, net::Instant /*now*/) {
        refused_.push_back({id, {{}, {}, "this network holds no files"}});
    }
    [[nodiscard]] virtual std::vector<FileReady> take_files_ready() {
        return std::exchange(refused_, {});
    }

    [[nodiscard]] virtual bool is_up() const = 0;
    /// Where requests go; may change when it is looked up again.
    [[nodiscard]] virtual const std::string& base_url() const = 0;
    /// Puts the account's secret into a request that is about to leave.
    virtual void sign(net::HttpRequest& request) const = 0;

  private:
    std::vector<FileReady> refused_;
};

} // namespace peerdesk::http_session
