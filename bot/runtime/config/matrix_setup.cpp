// SPDX-License-Identifier: MIT
#include "bot/runtime/config/matrix_setup.hpp"

#include "adapters/matrix/checker.hpp"
#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_adapter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

namespace {

constexpr std::size_t room_length_max = 255; // client-server API, appendices, "Common Identifiers"

FindingLevel level_of(matrix::Severity severity) {
    switch (severity) {
    case matrix::Severity::ok:
        return FindingLevel::ok;
    case matrix::Severity::note:
        return FindingLevel::note;
    case matrix::Severity::problem:
        return FindingLevel::problem;
    }
    return FindingLevel::problem;
}

class MatrixSetup final : public NetworkSetup {
  public:
    explicit MatrixSetup(matrix::NetworkConfig config) : config_(std::move(config)) {}

    [[nodiscard]] const std::string& name() const override { return config_.network; }

    [[nodiscard]] std::optional<std::string> room_id(std::string_view written) const override {
        if (written.size() > room_length_max || written.find(' ') != std::string_view::npos)
            return std::nullopt;
        if (!matrix::is_room_alias(written) && !matrix::is_room_id(written)) return std::nullopt;
        return matrix::folded_room(written);
    }

    void add_room(std::string_view written) override {
        const auto id = room_id(written);
        if (!id || std::ranges::find(config_.rooms, *id) != config_.rooms.end()) return;
        config_.rooms.push_back(*id);
    }

    [[nodiscard]] std::unique_ptr<chat::Adapter> make(AdapterParts parts) const override {
        matrix::NetworkConfig config = config_;
        if (config.refusal_text.empty()) {
            config.refusal_text =
                parts.texts->catalogue->render(parts.locale, "peerdesk-config-matrix-refusal-text");
        }
        return std::make_unique<matrix::MatrixAdapter>(
            parts.io, std::move(config), std::move(parts.stored_state), parts.sink, parts.log,
            parts.random, parts.clock, parts.files);
    }

    [[nodiscard]] std::vector<NetworkFinding>
    check(std::chrono::milliseconds deadline) const override {
        std::vector<NetworkFinding> result;
        for (const matrix::Finding& finding : matrix::check(config_, deadline)) {
            std::string key =
                fmt::format("peerdesk-check-matrix-{}", matrix::name_of(finding.code));
            std::ranges::replace(key, '_', '-');
            result.push_back({level_of(matrix::severity_of(finding.code)),
                              std::move(key),
                              {config_.network, finding.detail}});
        }
        return result;
    }

  private:
    matrix::NetworkConfig config_;
};

} // namespace

std::unique_ptr<NetworkSetup> make_matrix_setup(matrix::NetworkConfig config) {
    return std::make_unique<MatrixSetup>(std::move(config));
}

} // namespace peerdesk::runtime
