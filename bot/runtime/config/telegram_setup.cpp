// SPDX-License-Identifier: MIT
#include "bot/runtime/config/telegram_setup.hpp"

#include "adapters/telegram/checker.hpp"
#include "adapters/telegram/telegram_adapter.hpp"
#include "bot/runtime/config/telegram_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace peerdesk::runtime {

namespace {

constexpr std::size_t room_length_max = 40;

FindingLevel level_of(telegram::Severity severity) {
    switch (severity) {
    case telegram::Severity::ok:
        return FindingLevel::ok;
    case telegram::Severity::note:
        return FindingLevel::note;
    case telegram::Severity::problem:
        return FindingLevel::problem;
    }
    return FindingLevel::problem;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_public_name(std::string_view text) {
    return std::ranges::all_of(text, [](char each) {
        return std::isalnum(static_cast<unsigned char>(each)) != 0 || each == '_';
    });
}

class TelegramSetup final : public NetworkSetup {
  public:
    explicit TelegramSetup(telegram::NetworkConfig config) : config_(std::move(config)) {}

    [[nodiscard]] const std::string& name() const override { return config_.network; }

    /// "-1001234567890" or "@publicname".
    [[nodiscard]] std::optional<std::string> room_id(std::string_view written) const override {
        if (written.size() < 2 || written.size() > room_length_max) return std::nullopt;
        if (written.front() == '-' && is_number(written.substr(1))) return std::string(written);
        if (written.front() != '@' || !is_public_name(written.substr(1))) return std::nullopt;
        std::string folded(written);
        std::ranges::transform(folded, folded.begin(), [](unsigned char each) {
            return static_cast<char>(std::tolower(each));
        });
        return folded;
    }

    void add_room(std::string_view written) override {
        const auto id = room_id(written);
        if (!id || std::ranges::find(config_.rooms, *id) != config_.rooms.end()) return;
        config_.rooms.push_back(*id);
    }

    void add_staff_room(std::string_view written) override {
        const auto id = room_id(written);
        if (!id || std::ranges::find(staff_rooms_, *id) != staff_rooms_.end()) return;
        staff_rooms_.push_back(*id);
    }

    [[nodiscard]] std::unique_ptr<chat::Adapter> make(AdapterParts parts) const override {
        telegram::NetworkConfig config = config_;
        config.commands = telegram_commands(*parts.texts->catalogue, parts.locale, staff_rooms_);
        return std::make_unique<telegram::TelegramAdapter>(
            parts.io, std::move(config), std::move(parts.stored_state), parts.sink, parts.log,
            parts.random, parts.clock, parts.files);
    }

    [[nodiscard]] std::vector<NetworkFinding>
    check(std::chrono::milliseconds deadline) const override {
        std::vector<NetworkFinding> result;
        for (const telegram::Finding& finding : telegram::check(config_, deadline)) {
            std::string key =
                fmt::format("peerdesk-check-telegram-{}", telegram::name_of(finding.code));
            std::ranges::replace(key, '_', '-');
            result.push_back({level_of(telegram::severity_of(finding.code)),
                              std::move(key),
                              {config_.network, finding.detail}});
        }
        return result;
    }

  private:
    telegram::NetworkConfig config_;
    std::vector<std::string> staff_rooms_;
};

} // namespace

std::unique_ptr<NetworkSetup> make_telegram_setup(telegram::NetworkConfig config) {
    return std::make_unique<TelegramSetup>(std::move(config));
}

} // namespace peerdesk::runtime
