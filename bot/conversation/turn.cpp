// SPDX-License-Identifier: MIT
#include "bot/conversation/turn.hpp"

namespace peerdesk::conversation {

bool Turn::has_role(storage::Role role) const {
    // A guest shares a person by a resume code; a role is for those who proved who they are.
    if (identity.is_guest && !identity.is_known_responder) return false;
    return services.roster.has_role(services.tables.roles, desk.id, person.id, role);
}

bool Turn::is_staff() const {
    return has_role(storage::Role::responder) || has_role(storage::Role::coordinator);
}

const Desk& desk_of(const Turn& turn, const storage::Ticket& ticket) {
    const Desk* own = turn.services.desks.with_id(ticket.desk);
    return own == nullptr ? turn.desk : *own; // its desk left the configuration
}

std::string language_of(const storage::Person& person, const Desk& desk) {
    if (!person.language.empty()) return person.language;
    if (!person.guessed_language.empty()) return person.guessed_language;
    return desk.settings.language;
}

} // namespace peerdesk::conversation
