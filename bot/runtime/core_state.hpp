// SPDX-License-Identifier: MIT
// What the core keeps between transactions, and the parts it is made of. Only core*.cpp use it.
#pragma once

#include "bot/commands/lexicon.hpp"
#include "bot/conversation/services.hpp"
#include "bot/runtime/core.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peerdesk::runtime {

struct Core::State {
    State(storage::Database& database, desk::Settings settings_in,
          std::shared_ptr<const text::Snapshot> texts, chat::Log& log);

    conversation::Services services;
    desk::Settings settings;
    commands::Lexicon lexicon;
    std::set<std::string, std::less<>> recovered; ///< networks whose `sending` rows were settled

    std::optional<std::vector<storage::TreeSkill>> skill_tree; ///< still to be stored

    Time latest{};     ///< of the moments batches were applied at
    Time next_scrub{}; ///< not before this is the file written anew for somebody forgotten

    /// After an unclean stop events are handled one by one, each attempt committed first, until
    /// this many went well: so an event that ends the process cannot do so for ever.
    int cautious_left = 0;
    std::optional<std::string> suspect; ///< what was being handled when the process ended
    bool is_suspect_proven = false;     ///< and the time before: whoever kills us hits it once

    static constexpr int cautious_events = 1000;
};

/// Writes the configured desks and people into the database and makes the desk book.
void apply_settings(Core::State& state, Time now);

/// Handles one event inside the open transaction.
void handle_event(Core::State& state, Time now, const std::string& network,
                  const chat::Event& event);

void on_message(Core::State& state, conversation::Context& context, const chat::Event& event,
                const chat::MessageReceived& message);

/// What was sent as several messages is whole now, or as whole as it gets.
inline constexpr std::string_view album_timer = "album";
void on_album_timer(Core::State& state, conversation::Context& context, std::string_view payload);

/// Puts an event aside with its error and tells the coordinators, inside the open transaction.
void park_event(Core::State& state, Time now, const std::string& network, const chat::Event& event,
                std::string_view error);

/// The most timers that one transaction fires; what is left is due at once again.
inline constexpr int timers_max = 200;
/// Fires what is due, oldest first.
void fire_timers(Core::State& state, Time now);
void fire_timer(Core::State& state, Time now, const storage::Timer& timer);

} // namespace peerdesk::runtime
