// SPDX-License-Identifier: MIT
// One event of a Matrix room as a client hears it, with the questions that tests ask of it. What
// an event does not have is empty.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace peerdesk::servers {

struct MatrixEvent {
    nlohmann::json raw;

    [[nodiscard]] std::string id() const;
    [[nodiscard]] std::string type() const;
    [[nodiscard]] std::string sender() const;
    [[nodiscard]] std::string state_key() const;
    [[nodiscard]] std::string transaction_id() const; ///< told to the sending client alone

    [[nodiscard]] bool is_message() const; ///< m.room.message that was not redacted
    [[nodiscard]] std::string msgtype() const;
    [[nodiscard]] std::string body() const; ///< of an edit: with the "* " of old clients
    [[nodiscard]] std::string formatted_body() const;
    [[nodiscard]] std::string new_body() const; ///< what an edit says instead

    [[nodiscard]] std::string rel_type() const;
    [[nodiscard]] std::string related_id() const;  ///< the event of m.relates_to
    [[nodiscard]] std::string thread_root() const; ///< related_id() where rel_type() is m.thread
    [[nodiscard]] std::string replied_to() const;  ///< of m.in_reply_to
    [[nodiscard]] bool is_falling_back() const;    ///< replied_to() is for clients without threads
    [[nodiscard]] std::string edited_id() const;   ///< related_id() where rel_type() is m.replace
    [[nodiscard]] std::string reaction_key() const;

    [[nodiscard]] std::string redacted_id() const; ///< what an m.room.redaction takes away
    [[nodiscard]] std::string membership() const;  ///< of m.room.member
};

} // namespace peerdesk::servers
