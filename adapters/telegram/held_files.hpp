// SPDX-License-Identifier: MIT
// Files that the server holds, fetched for other networks: first where it is, then the bytes.
#pragma once

#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace peerdesk::telegram {

class HeldFiles {
  public:
    explicit HeldFiles(SessionContext& context) : context_(context) {}

    void fetch(http_session::FileId id, const chat::Attachment& file);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] std::vector<http_session::FileReady> take_ready();

  private:
    struct Asked {
        http_session::FileId id = 0;
        std::string type;     ///< as the sender said
        bool is_path = false; ///< the bytes are asked for, not only where they are
    };
    void ask_bytes(Asked asked, const std::string& path);
    void fail(http_session::FileId id, std::string problem);

    SessionContext& context_;
    std::unordered_map<RequestId, Asked> asked_;
    std::vector<http_session::FileReady> ready_;
};

} // namespace peerdesk::telegram
