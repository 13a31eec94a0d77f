// SPDX-License-Identifier: MIT
// Messages without files: text, place, contact, poll, die.
#include "tests/fakes/telegram/media.hpp"
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/refusal.hpp"

namespace peerdesk::telegram_fake {
namespace {

Json only(const Call& call, std::initializer_list<const char*> names) {
    Json chosen = Json::object();
    for (const char* name : names)
        if (call.has(name)) chosen[name] = call.value(name);
    return chosen;
}

} // namespace

Json send_message(World& world, const Call& call) {
    const FormattedText text = text_of(call, "text", "entities", text_units_max);
    if (text.text.empty()) throw bad_request("message text is empty");
    Json content{{"text", text.text}};
    if (!text.entities.empty()) content["entities"] = text.entities;
    return send(world, call, content);
}

Json send_location(World& world, const Call& call) {
    return send(world, call, Json{{"location", only(call, {"latitude", "longitude"})}});
}

Json send_venue(World& world, const Call& call) {
    Json venue{{"location", only(call, {"latitude", "longitude"})}};
    venue.update(only(call, {"title", "address"}));
    Json content{{"location", venue["location"]}};
    content["venue"] = venue;
    return send(world, call, content);
}

Json send_contact(World& world, const Call& call) {
    return send(
        world, call,
        Json{{"contact", only(call, {"phone_number", "first_name", "last_name", "vcard"})}});
}

Json send_poll(World& world, const Call& call) {
    constexpr std::size_t options_max = 12;
    const Json& options = call.value("options");
    if (options.empty()) throw bad_request("poll must have at least 1 option");
    if (options.size() > options_max) throw bad_request("poll can't have more than 12 options");
    return send(world, call, poll_content(world, call.text("question"), options));
}

Json send_dice(World& world, const Call& call) {
    return send(world, call, dice_content(world, call.text("emoji")));
}

Json send_chat_action(World& world, const Call& call) {
    check_reachable(world, named_chat(world, call));
    return true;
}

} // namespace peerdesk::telegram_fake
