// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/plausible.hpp"

#include <algorithm>

namespace peerdesk::telegram_fake {
namespace {

Json plausible(const Alternative& type);

Json plausible(const Kind& kind) {
    if (!kind.subtypes.empty()) return plausible(kind.subtypes.front());
    Json json = Json::object();
    for (const Field& field : kind.fields) {
        if (!field.is_required) continue;
        json[field.name] =
            field.constant.empty() ? plausible(field.types.front()) : Json(field.constant);
    }
    return json;
}

Json plausible(const Alternative& type) {
    if (type.depth > 0) return Json::array();
    switch (type.basic) {
    case Basic::integer:
        return 1;
    case Basic::real:
        return 0.5;
    case Basic::text:
    case Basic::file:
        return "1";
    case Basic::boolean:
        return true;
    case Basic::object:
        return plausible(*type.kind);
    }
    return nullptr;
}

} // namespace

Json plausible_result(const std::vector<Alternative>& types) {
    const bool may_be_true = std::ranges::any_of(types, [](const Alternative& type) {
        return type.depth == 0 && type.basic == Basic::boolean && type.kind == nullptr;
    });
    return may_be_true ? Json(true) : plausible(types.front());
}

} // namespace peerdesk::telegram_fake
