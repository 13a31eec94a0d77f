// SPDX-License-Identifier: MIT
#include "tests/simulation/timeline.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::simulation {

int Timeline::age(const chat::Place& place) const {
    const auto found = ages_.find(place);
    return found == ages_.end() ? 0 : found->second;
}

bool Timeline::is_current(const Posted& posted) const {
    return posted.room_age == age(posted.place);
}

std::string Timeline::write(const chat::Place& place, std::size_t human, std::string text,
                            std::string thread) {
    const std::string id = "$in-" + place.network + "-" + std::to_string(++written_);
    posted_[id] = {id, place, age(place), human, 0, std::move(thread), std::move(text), written_};
    return id;
}

bool Timeline::has_taken(const chat::Outbound& message) const {
    return taken_.contains({message.outbox_id, age(message.place)});
}

std::string Timeline::take(const chat::Outbound& message) {
    const auto key = std::pair{message.outbox_id, age(message.place)};
    if (const auto known = taken_.find(key); known != taken_.end()) {
        check_same(known->second.message, message);
        return known->second.remote_id;
    }
    const std::string id = "$out-" + message.place.network + "-" +
                           std::to_string(message.outbox_id) + "-" + std::to_string(key.second);
    check_order(message);
    check_hangs(message);
    apply(message, id);
    taken_[key] = {message, id};
    return id;
}

/// The network shows what came first, so it must be all the same.
void Timeline::check_same(const chat::Outbound& first, const chat::Outbound& again) {
    const bool is_same = first.text == again.text && first.html == again.html &&
                         first.act == again.act && first.voice == again.voice &&
                         first.thread == again.thread && first.target == again.target &&
                         first.mentions == again.mentions &&
                         first.attachments == again.attachments && first.created == again.created &&
                         first.first_sent == again.first_sent;
    // Withdrawn meanwhile it goes out again without words, only to learn its id.
    if (is_same || (again.text.empty() && again.voice == chat::Voice::person)) return;
    problems_.push_back("row " + std::to_string(again.outbox_id) +
                        " was sent again as another: " + first.text + " / " + again.text);
}

void Timeline::check_order(const chat::Outbound& message) {
    if (has_guests_ && message.place.kind == chat::PlaceKind::direct) return;
    auto& newest = newest_row_[{message.place, age(message.place)}];
    if (message.outbox_id < newest) {
        problems_.push_back("row " + std::to_string(message.outbox_id) + " came after row " +
                            std::to_string(newest) + " in " + message.place.id);
    }
    newest = std::max(newest, message.outbox_id);
}

/// What a message refers to must be there: sent before, in the same place.
void Timeline::check_hangs(const chat::Outbound& message) {
    const auto complain = [&](const char* what, const std::string& id) {
        problems_.push_back("row " + std::to_string(message.outbox_id) + what + id + " in " +
                            message.place.id + ": " + message.text);
    };
    if (!message.thread.empty()) {
        const Posted* root = find(message.thread);
        if (root == nullptr || root->place != message.place) {
            complain(" hangs on what is not there: ", message.thread);
        } else if (!root->thread.empty()) {
            complain(" hangs on what begins no thread: ", message.thread);
        }
    }
    const bool must_have_target = message.act != chat::Act::say;
    if (message.target.empty() && !must_have_target) return;
    const Posted* target = find(message.target);
    if (target == nullptr || target->place != message.place) {
        complain(" refers to what is not there: ", message.target);
    } else if (!is_current(*target) && must_have_target && message.act != chat::Act::react) {
        complain(" would do something to a message of the old room: ", message.target);
    } else if ((message.act == chat::Act::change || message.act == chat::Act::remove) &&
               target->human) {
        complain(" changes what is not ours: ", message.target);
    }
}

void Timeline::apply(const chat::Outbound& message, const std::string& remote_id) {
    Posted* target = find(message.target);
    switch (message.act) {
    case chat::Act::say:
    case chat::Act::open_thread:
        posted_[remote_id] = {.remote_id = remote_id,
                              .place = message.place,
                              .room_age = age(message.place),
                              .human = std::nullopt,
                              .outbox_id = message.outbox_id,
                              .thread = message.thread,
                              .text = message.text,
                              .number = ++written_,
                              .is_known = false};
        return;
    case chat::Act::change:
        if (target != nullptr && !target->is_removed) target->text = message.text;
        return;
    case chat::Act::remove:
        if (target != nullptr) {
            target->is_removed = true;
            target->text.clear();
        }
        return;
    case chat::Act::react:
    case chat::Act::close_thread:
    case chat::Act::reopen_thread:
    case chat::Act::answer_press:
        return;
    }
}

Posted* Timeline::find(std::string_view remote_id) {
    const auto found = posted_.find(remote_id);
    return found == posted_.end() ? nullptr : &found->second;
}

const Posted* Timeline::of_row(std::int64_t outbox_id) const {
    for (auto at = taken_.lower_bound({outbox_id, 0});
         at != taken_.end() && at->first.first == outbox_id; ++at) {
        const auto found = posted_.find(at->second.remote_id);
        if (found != posted_.end() && is_current(found->second)) return &found->second;
    }
    return nullptr;
}

std::vector<const Posted*>
Timeline::which(const std::function<bool(const Posted&)>& is_meant) const {
    std::vector<const Posted*> found;
    for (const auto& [id, posted] : posted_) {
        if (is_current(posted) && !posted.is_removed && is_meant(posted)) {
            found.push_back(&posted);
        }
    }
    return found;
}

void Timeline::forget_told(std::int64_t outbox_id) {
    for (auto& [id, posted] : posted_) {
        if (posted.outbox_id == outbox_id) posted.is_known = false;
    }
}

} // namespace peerdesk::simulation
