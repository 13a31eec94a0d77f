// SPDX-License-Identifier: MIT
#include "bot/conversation/turn.hpp"

namespace peerdesk::conversation {

bool Turn::has_role(storage::Role role) const {
    return services.roster.has_role(services.tables.roles, desk.id, person.id, role);
}

bool Turn::is_staff() const {
    return has_role(storage::Role::responder) || has_role(storage::Role::coordinator);
}

std::string language_of(const storage::Person& person, const Desk& desk) {
    if (!person.language.empty()) return person.language;
    if (!person.guessed_language.empty()) return person.guessed_language;
    return desk.settings.language;
}

} // namespace peerdesk::conversation
