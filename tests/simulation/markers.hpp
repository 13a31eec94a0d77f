// SPDX-License-Identifier: MIT
// Words that occur once: each text a human writes carries one, so that wherever it turns up again
// one knows whose it was and who may see it.
#pragma once

#include "adapters/chat/place.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::simulation {

enum class Secret {
    direct_question, ///< from a newcomer in a direct chat: staff may see it
    room_question,   ///< everybody may see it
    answer,          ///< for one ticket's asker
    note,            ///< staff only
    staff_talk,      ///< nobody else, ever
};

struct Marked {
    Secret secret = Secret::room_question;
    std::size_t human = 0;
    std::int64_t ticket = 0; ///< of an answer or note
};

class Markers {
  public:
    /// A new word like "zq12z".
    std::string make(const Marked& marked);
    /// Every marked text of which `text` shows the word.
    [[nodiscard]] std::vector<Marked> in(std::string_view text) const;
    /// The word of a text, if it has one.
    [[nodiscard]] static std::optional<std::string> word_in(std::string_view text);

  private:
    std::vector<Marked> marked_;
};

} // namespace peerdesk::simulation
