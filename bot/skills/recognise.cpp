// SPDX-License-Identifier: MIT
#include "bot/skills/recognise.hpp"

#include "bot/text/fold.hpp"

namespace peerdesk::skills {

Recognised recognise(conversation::Context&, std::string_view, std::string_view) {
    return {};
}

storage::SkillId keep(conversation::Context& context, std::string_view words) {
    return context.tables().interactions.skill_named(words, text::fold(words));
}

} // namespace peerdesk::skills
