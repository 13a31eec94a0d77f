// SPDX-License-Identifier: MIT
#include "bot/runtime/config/irc_setup.hpp"

#include "adapters/irc/case_mapping.hpp"
#include "adapters/irc/checker.hpp"
#include "adapters/irc/irc_adapter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

namespace {

constexpr std::size_t room_length_max = 64; // CHANNELLEN of common servers

FindingLevel level_of(irc::Severity severity) {
    switch (severity) {
    case irc::Severity::ok:
        return FindingLevel::ok;
    case irc::Severity::note:
        return FindingLevel::note;
    case irc::Severity::problem:
        return FindingLevel::problem;
    }
    return FindingLevel::problem;
}

class IrcSetup final : public NetworkSetup {
  public:
    explicit IrcSetup(irc::NetworkConfig config) : config_(std::move(config)) {}

    [[nodiscard]] const std::string& name() const override { return config_.network; }

    [[nodiscard]] std::optional<std::string> room_id(std::string_view written) const override {
        const bool starts_well = !written.empty() && (written[0] == '#' || written[0] == '&' ||
                                                      written[0] == '+' || written[0] == '!');
        if (!starts_well || written.size() > room_length_max) return std::nullopt;
        if (written.find_first_of(" ,:\a") != std::string_view::npos) return std::nullopt;
        // The server's CASEMAPPING is known only once connected; ASCII is what all share.
        return irc::fold(irc::CaseMapping::ascii, written);
    }

    void add_room(std::string_view written) override {
        const auto same = [&](const irc::ChannelConfig& channel) {
            return irc::is_equal(irc::CaseMapping::ascii, channel.name, written);
        };
        if (std::ranges::any_of(config_.channels, same)) return;
        config_.channels.push_back({std::string(written), {}});
    }

    [[nodiscard]] std::unique_ptr<chat::Adapter> make(AdapterParts parts) const override {
        irc::NetworkConfig config = config_;
        const text::Catalogue& words = *parts.texts->catalogue;
        if (config.quit_text.empty()) {
            config.quit_text = words.render(parts.locale, "peerdesk-config-irc-quit-text");
        }
        if (config.overload_text.empty()) {
            config.overload_text = words.render(parts.locale, "peerdesk-config-irc-overload-text");
        }
        return std::make_unique<irc::IrcAdapter>(parts.io, std::move(config),
                                                 std::move(parts.stored_state), parts.sink,
                                                 parts.log, parts.random, parts.clock);
    }

    [[nodiscard]] std::vector<NetworkFinding>
    check(std::chrono::milliseconds deadline) const override {
        std::vector<NetworkFinding> result;
        for (const irc::Finding& finding : irc::check(config_, deadline)) {
            std::string key = fmt::format("peerdesk-check-irc-{}", irc::name_of(finding.code));
            std::ranges::replace(key, '_', '-');
            result.push_back({level_of(irc::severity_of(finding.code)),
                              std::move(key),
                              {config_.network, finding.detail}});
        }
        return result;
    }

  private:
    irc::NetworkConfig config_;
};

} // namespace

std::unique_ptr<NetworkSetup> make_irc_setup(irc::NetworkConfig config) {
    return std::make_unique<IrcSetup>(std::move(config));
}

} // namespace peerdesk::runtime
