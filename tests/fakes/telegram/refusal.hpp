// SPDX-License-Identifier: MIT
// An answer that is not ok, thrown by whatever part of the model finds the reason.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <exception>
#include <optional>
#include <string>

namespace peerdesk::telegram_fake {

struct Refusal : std::exception {
    int code = 400;
    std::string description;                 ///< as it stands in the answer
    std::optional<std::int64_t> retry_after; ///< seconds
    std::optional<std::int64_t> migrate_to;  ///< the supergroup a group became
    [[nodiscard]] const char* what() const noexcept override { return description.c_str(); }
};

/// 400 with "Bad Request: " before `reason`.
[[nodiscard]] Refusal bad_request(std::string reason);
/// 403 with "Forbidden: " before `reason`.
[[nodiscard]] Refusal forbidden(std::string reason);
/// 409 with "Conflict: " before `reason`.
[[nodiscard]] Refusal conflict(std::string reason);
/// 429 that names the seconds to wait.
[[nodiscard]] Refusal too_many(std::int64_t retry_after);

/// The whole answer's body.
[[nodiscard]] Json body_of(const Refusal& refusal);

} // namespace peerdesk::telegram_fake
