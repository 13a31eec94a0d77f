// SPDX-License-Identifier: MIT
#include "tests/transcripts/codes_seen.hpp"

#include <algorithm>

namespace peerdesk::transcripts {

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string name_of(std::size_t index) {
    return "{code" + std::to_string(index + 1) + "}";
}

} // namespace

void CodesSeen::update(storage::Database& database) {
    auto rows = database.prepare("SELECT code FROM codes ORDER BY rowid");
    while (rows.step()) {
        const std::string code = rows.text("code");
        if (std::ranges::find(codes_, code) == codes_.end()) codes_.push_back(code);
    }
}

std::string CodesSeen::hide(std::string text) const {
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        text = replaced(std::move(text), codes_[i], name_of(i));
    }
    return text;
}

std::string CodesSeen::reveal(std::string text) const {
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        text = replaced(std::move(text), name_of(i), codes_[i]);
    }
    return text;
}

} // namespace peerdesk::transcripts
