// SPDX-License-Identifier: MIT
#include "bot/runtime/config/console_setup.hpp"

#include "adapters/console/console_adapter.hpp"
#include "adapters/console/typed_line.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

namespace {

/// The adapter knows no locale; what it says is looked up here.
console::Words words_for(const std::shared_ptr<const text::Snapshot>& texts,
                         const std::string& locale) {
    const auto say = [texts, locale](std::string_view key) {
        return texts->catalogue->render(locale, key);
    };
    const auto say_about = [texts, locale](std::string_view key) {
        return [texts, locale, key = std::string(key)](std::string_view subject) {
            return texts->catalogue->render(locale, key, {text::Name{std::string(subject)}});
        };
    };
    return {
        .greeting = say("peerdesk-console-greeting"),
        .help = say("peerdesk-console-help"),
        .unclear_line = say("peerdesk-console-unclear-line"),
        .line_cut = say("peerdesk-console-line-cut"),
        .goodbye = say("peerdesk-console-goodbye"),
        .to_person = say_about("peerdesk-console-to-person"),
        .in_room = say_about("peerdesk-console-in-room"),
        .unknown_room = say_about("peerdesk-console-unknown-room"),
    };
}

class ConsoleSetup final : public NetworkSetup {
  public:
    ConsoleSetup(std::string name, std::filesystem::path history_file) {
        config_.network = std::move(name);
        config_.history_file = std::move(history_file);
    }

    [[nodiscard]] const std::string& name() const override { return config_.network; }

    [[nodiscard]] std::optional<std::string> room_id(std::string_view written) const override {
        return console::room_id(written);
    }

    void add_room(std::string_view written) override {
        const auto id = console::room_id(written);
        if (!id || std::ranges::find(config_.rooms, *id) != config_.rooms.end()) return;
        config_.rooms.push_back(*id);
    }

    [[nodiscard]] bool has_terminal() const override { return true; }

    [[nodiscard]] std::unique_ptr<chat::Adapter> make(AdapterParts parts) const override {
        console::ConsoleConfig config = config_;
        config.words = words_for(parts.texts, parts.locale);
        return std::make_unique<console::ConsoleAdapter>(
            parts.io, std::move(config), std::move(parts.stored_state), parts.sink, parts.clock,
            console::Hooks{std::move(parts.when_settled), std::move(parts.end_program)});
    }

    [[nodiscard]] std::vector<NetworkFinding>
    check(std::chrono::milliseconds /*deadline*/) const override {
        return {{FindingLevel::ok, "peerdesk-check-console", {config_.network}}};
    }

  private:
    console::ConsoleConfig config_;
};

} // namespace

std::unique_ptr<NetworkSetup> read_console_network(TableReader& table, std::string name,
                                                   const SecretContext& secrets) {
    std::filesystem::path history;
    if (const auto file = table.text("history_file")) history = secrets.folder / file->text;
    return make_console_setup(std::move(name), std::move(history));
}

std::unique_ptr<NetworkSetup> make_console_setup(std::string name,
                                                 std::filesystem::path history_file) {
    return std::make_unique<ConsoleSetup>(std::move(name), std::move(history_file));
}

} // namespace peerdesk::runtime
