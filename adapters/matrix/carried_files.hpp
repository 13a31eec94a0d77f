// SPDX-License-Identifier: MIT
// Files that cross the border of this network: ours for others, others' for our rooms. Downloads
// go the authenticated way and, where a server does not know it yet, the old one (client-server
// API, "Content repository").
#pragma once

#include "adapters/http_session/session.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace peerdesk::matrix {

class CarriedFiles {
  public:
    explicit CarriedFiles(SessionContext& context) : context_(context) {}

    /// Somebody wants a file of ours.
    void fetch(http_session::FileId id, const chat::Attachment& file);
    [[nodiscard]] std::vector<http_session::FileReady> take_ready();

    enum class Step {
        ready, ///< `file` can be sent here now
        waits, ///< asking again later tells more
        failed ///< it cannot be had, or the server does not take it
    };
    /// Makes a file of another network one of ours: gets it and uploads it. @param outbox_id the
    /// message it goes with
    [[nodiscard]] Step bring(std::int64_t outbox_id, chat::Attachment& file, std::string& problem);
    [[nodiscard]] std::vector<http_session::FileWanted> take_wanted();
    void on_file(http_session::FileId id, chat::FetchedFile file);
    /// The message is finished, whatever became of it.
    void forget(std::int64_t outbox_id);

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

    static constexpr int tries_max = 5; ///< of one file

  private:
    struct Download {
        http_session::FileId id = 0;
        std::string server;
        std::string media;
        bool is_old_way = false;
    };
    struct Upload {
        enum class Stage { asked, fetched, sent, done, failed };
        http_session::FileId id = 0;
        Stage stage = Stage::asked;
        chat::Attachment file;
        std::string bytes;
        std::string uri;
        std::string problem;
        int tries = 0;
        net::SteadyTime at{};
    };
    void ask_for(const Download& download);
    void on_downloaded(Download download, const Answer& answer);
    void on_uploaded(Upload& upload, const Answer& answer, net::Instant now);
    void fail(Upload& upload, std::string problem);

    SessionContext& context_;
    std::unordered_map<RequestId, Download> downloads_;
    std::vector<http_session::FileReady> ready_;
    std::map<std::int64_t, Upload> uploads_; ///< by outbox id
    std::unordered_map<RequestId, std::int64_t> uploading_;
    std::vector<http_session::FileWanted> wanted_;
    http_session::FileId last_wanted_ = 0;
};

} // namespace peerdesk::matrix
