// SPDX-License-Identifier: MIT
// A [[desk]] of the configuration -> desk::DeskSettings.
#pragma once

#include "bot/desk/settings.hpp"
#include "bot/runtime/config/network_setup.hpp"
#include "bot/runtime/config/table_reader.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::runtime {

/// Reads desks one after the other; remembers names and rooms, which may occur once only.
class DeskReader {
  public:
    /// Borrows all. Rooms read here are added to their networks.
    /// @param knows_all false when a network could not be read: a name may be that one's.
    DeskReader(const std::vector<std::unique_ptr<NetworkSetup>>& networks, bool knows_all,
               const text::Catalogue& words);

    [[nodiscard]] desk::DeskSettings read(TableReader& table);

  private:
    /// "libera:#help" in its two parts, with the network it names.
    struct Address {
        NetworkSetup* network = nullptr;
        std::string rest;
    };
    [[nodiscard]] std::optional<Address> address(TableReader& table, const Located& written) const;
    void read_identity(TableReader& table, desk::DeskSettings& settings);
    void read_rooms(TableReader& table, desk::DeskSettings& settings);
    [[nodiscard]] std::vector<chat::Place> rooms(TableReader& table, std::string_view key);
    [[nodiscard]] std::vector<desk::NamedAccount> accounts(TableReader& table,
                                                           std::string_view key) const;

    const std::vector<std::unique_ptr<NetworkSetup>>& networks_;
    bool knows_all_;
    const text::Catalogue& words_;
    std::map<std::string, int, std::less<>> lines_of_names_; ///< folded name -> line
    std::map<chat::Place, int> lines_of_rooms_;
};

/// The `limits` and `goal` of a desk.
void read_desk_limits(TableReader& desk, desk::DeskSettings& settings);

} // namespace peerdesk::runtime
