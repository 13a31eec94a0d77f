// SPDX-License-Identifier: MIT
// Who we are on the homeserver and by which tokens, and how that lies in the adapter's state: the
// tokens sealed, so that the database alone gives nobody the account.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/net/random.hpp"
#include "adapters/net/seal.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

/// What the server gave us, or what the operator configured.
struct Held {
    std::string user;
    std::string device; ///< empty where the server names none
    std::string access_token;
    std::string refresh_token;      ///< empty: none
    std::int64_t since_ms = 0;      ///< when we got the token
    std::int64_t expires_at_ms = 0; ///< 0: never
    bool operator==(const Held&) const = default;
};

/// New tokens are put down first and used only when they are committed: a token that is used and
/// then forgotten by a crash would leave a device behind, or a refresh token that is spent.
class Credentials {
  public:
    using Stored = std::map<std::string, std::string, std::less<>>;
    using Key = std::array<std::uint8_t, net::seal_key_size>;

    /// @param key all zero: there is none, and tokens are not stored
    Credentials(const Key& key, const Stored& stored, net::Random& random);

    /// What may be used now.
    [[nodiscard]] const Held& held() const { return held_; }
    /// Whether a token is stored that this key does not open.
    [[nodiscard]] bool is_unreadable() const { return is_unreadable_; }
    /// Whether something waits for its commit.
    [[nodiscard]] bool is_waiting() const { return next_.has_value(); }

    /// Puts down what is to be held next. Nothing waits where nothing changes.
    void obtain(Held next);
    void forget_refresh_token();
    /// The session is gone; with its device, where that is gone too.
    void forget_tokens();
    void forget_device();

    /// What is to be stored. Each that is not empty is committed once.
    [[nodiscard]] std::vector<chat::StateChange> take_changes();
    /// One more of the changes taken is committed.
    /// @return whether what was put down may be used now
    bool on_committed();

  private:
    void write(std::string_view key, std::string value);
    void write_sealed(std::string_view key, const std::string& secret, const std::string& before);
    void write_all(const Held& next);

    Key key_;
    net::Random* random_;
    Stored stored_; ///< as it is once everything taken is committed
    Held held_;
    std::optional<Held> next_;
    Held written_; ///< what `stored_` says, in the clear
    std::vector<chat::StateChange> changes_;
    bool is_unreadable_ = false;
    bool is_next_taken_ = false;
    std::uint64_t taken_count_ = 0;
    std::uint64_t committed_count_ = 0;
    std::uint64_t next_count_ = 0; ///< the commit `next_` waits for
};

} // namespace peerdesk::matrix
