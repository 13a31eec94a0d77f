// SPDX-License-Identifier: MIT
#include "tests/transcripts/player.hpp"

#include "bot/runtime/core.hpp"
#include "tests/transcripts/codes_seen.hpp"
#include "tests/transcripts/escapes.hpp"
#include "tests/transcripts/stage.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace peerdesk::transcripts {

namespace {

/// Delivering, reporting and due timers come to rest long before this.
constexpr int rounds_max = 300;
/// A year has that many due moments, and many more.
constexpr int wakes_max = 5000;

class SilentLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

class Player {
  public:
    Player(const Script& script, Way way, std::shared_ptr<const text::Snapshot> texts)
        : script_(script), way_(way), texts_(std::move(texts)), stage_(script), now_(script.start) {
    }

    Played run() {
        begin(true);
        for (const Step& step : script_.steps) {
            if (is_over_) break;
            step_ = &step;
            played_.said.emplace_back();
            perform(step);
            disturb();
        }
        if (const auto parked = count_of("parked", ""); parked != 0) {
            played_.problems.push_back(std::to_string(parked) + " events could not be handled");
        }
        played_.said.resize(script_.steps.size());
        return std::move(played_);
    }

  private:
    // --- the core

    void begin(bool is_first) {
        core_ = std::make_unique<runtime::Core>(database_, script_.settings, texts_, log_);
        if (!script_.skill_tree.empty()) core_->take_skills(script_.skill_tree);
        static_cast<void>(core_->start(now_));
        std::vector<chat::Batch> batches;
        for (const Net& net : script_.nets) {
            core_->expect(net.name, net.capabilities);
            if (!stage_.is_up(net.name)) continue;
            batches.push_back(batch(net.name, chat::LinkChanged{true, {}, net.capabilities}));
        }
        settle(std::move(batches));
        if (is_first && !early_.empty()) problem("something is said before the first line");
    }

    void restart(bool is_clean) {
        if (is_clean) core_->stop(now_);
        core_.reset();
        begin(false);
    }

    void disturb() {
        if (is_over_) return;
        if (way_ == Way::restarted) restart(true);
        if (way_ == Way::crashed) restart(false);
    }

    /// Applies, delivers, reports, until nothing is left to do at this moment.
    void settle(std::vector<chat::Batch> batches) {
        for (int round = 0; round < rounds_max; ++round) {
            auto applied = core_->apply(batches, now_);
            batches.clear();
            if (!applied) return problem("storage is unavailable: " + applied.error().detail);
            codes_.update(database_);
            for (const chat::Outbound& message : applied->deliver)
                deliver(message, batches);
            next_due_ = applied->next_due;
            const bool is_due = next_due_ && *next_due_ <= now_;
            if (batches.empty() && !is_due) return;
        }
        problem("the core does not come to rest");
        is_over_ = true;
    }

    void deliver(const chat::Outbound& message, std::vector<chat::Batch>& reports) {
        if (!stage_.is_up(message.place.network)) problem("sent while the link is down");
        const std::string form = stage_.form_of(message);
        const auto [report, remark] = stage_.deliver(message);
        auto& said = played_.said.empty() ? early_ : played_.said.back();
        said.push_back(stage_.label(message.place) + remark + form + ": " +
                       codes_.hide(message.text));
        if (report) reports.push_back(batch(message.place.network, *report));
    }

    chat::Batch batch(const std::string& network, chat::EventBody body) {
        ++event_;
        const chat::Seed seed{0x9e3779b97f4a7c15ULL * event_,
                              0xbf58476d1ce4e5b9ULL * (event_ + 77)};
        return {network, {{"e:" + std::to_string(event_), now_, seed, std::move(body)}}, {}};
    }

    // --- steps

    void perform(const Step& step) {
        std::vector<chat::Batch> messages;
        for (const Action& action : step.actions) {
            std::visit([&](const auto& each) { act(each, messages); }, action);
        }
        if (messages.empty()) return;
        if (way_ != Way::twice) return settle(std::move(messages));
        settle(messages);
        settle(std::move(messages));
    }

    void act(const Say& say, std::vector<chat::Batch>& messages) {
        chat::MessageReceived message;
        message.author = stage_.author(say.who);
        message.author.is_bot = say.is_bot;
        message.author.language_hint = say.language_hint;
        message.place = {say.who.network, chat::PlaceKind::direct, message.author.id};
        if (!say.room.empty()) message.place = {say.who.network, chat::PlaceKind::room, say.room};
        message.text = codes_.reveal(resolve_escapes(say.text));
        if (!say.room.empty()) message.mentions_us = cut_address(message.text);
        message.remote_id = "in-" + std::to_string(event_ + 1);
        message.is_secure = stage_.net(say.who.network).is_secure && !say.is_insecure;
        message.was_cut = say.was_cut;
        if (!say.reply_to_text.empty()) {
            message.reply_to = stage_.remote_id_of(message.place, say.reply_to_text);
            if (message.reply_to.empty()) problem("nothing to reply to: " + say.reply_to_text);
        }
        if (!say.thread_text.empty()) {
            message.thread = stage_.thread_of(message.place, say.thread_text);
            if (message.thread.empty()) problem("no thread begins with: " + say.thread_text);
        }
        message.attachments = say.attachments;
        message.album = say.album;
        stage_.note_heard(message.place, message.remote_id, message.text);
        messages.push_back(batch(say.who.network, std::move(message)));
        messages.back().events.front().time -= say.ago;
    }

    [[nodiscard]] chat::Place place_of(const Who& who, const std::string& room) {
        if (!room.empty()) return {who.network, chat::PlaceKind::room, room};
        return {who.network, chat::PlaceKind::direct, stage_.author(who).id};
    }

    void act(const Touch& touch, std::vector<chat::Batch>& messages) {
        const chat::Place place = place_of(touch.who, touch.room);
        const chat::Author author = stage_.author(touch.who);
        const bool is_lost = touch.target == "a lost copy";
        const std::string id = is_lost ? "lost" : stage_.remote_id_of(place, touch.target);
        if (id.empty()) problem("no message reads: " + touch.target);
        switch (touch.kind) {
        case Touch::Kind::edits:
            stage_.note_heard(place, id, touch.text);
            messages.push_back(batch(
                touch.who.network, chat::MessageEdited{place, author, id, touch.text, {}, false}));
            return;
        case Touch::Kind::removes:
            messages.push_back(batch(touch.who.network, chat::MessageRemoved{place, author, id}));
            return;
        case Touch::Kind::reacts:
            messages.push_back(
                batch(touch.who.network, chat::ReactionAdded{place, author, id, touch.text}));
            return;
        case Touch::Kind::presses:
            messages.push_back(
                batch(touch.who.network,
                      chat::ButtonPressed{place, author, id, touch.text, "press-" + touch.text}));
            return;
        }
    }

    void act(const Unreadable& unreadable, std::vector<chat::Batch>& messages) {
        if (unreadable.who.name == "somebody") {
            chat::MessageUnreadable unknown;
            unknown.place = {unreadable.who.network, chat::PlaceKind::direct, {}};
            messages.push_back(batch(unreadable.who.network, std::move(unknown)));
            return;
        }
        messages.push_back(batch(
            unreadable.who.network,
            chat::MessageUnreadable{place_of(unreadable.who, {}), stage_.author(unreadable.who),
                                    "in-" + std::to_string(event_ + 1), "{}"}));
    }

    void act(const RoomChange& change, std::vector<chat::Batch>& messages) {
        chat::Place place = change.place;
        if (place.kind == chat::PlaceKind::direct) place.id = stage_.author(change.who).id;
        messages.push_back(
            batch(place.network, chat::PlaceChanged{place, change.state, change.reason}));
    }

    void act(const ThreadChange& change, std::vector<chat::Batch>& messages) {
        if (change.kind != ThreadChange::Kind::lost) {
            const bool is_on = change.kind == ThreadChange::Kind::on;
            messages.push_back(
                batch(change.place.network, chat::ThreadsSwitched{change.place, is_on}));
            return;
        }
        const std::string thread = stage_.thread_of(change.place, change.title);
        if (thread.empty()) problem("no thread is called: " + change.title);
        messages.push_back(batch(change.place.network, chat::ThreadLost{change.place, thread}));
    }

    void act(const Advance& advance, std::vector<chat::Batch>&) { move_to(now_ + advance.by); }

    void act(const MoveTo& move, std::vector<chat::Batch>&) { move_to(move.to); }

    /// As the desk thread does: wakes when something is due, not only at the end.
    void move_to(Time to) {
        for (int wakes = 0; next_due_ && *next_due_ <= to; ++wakes) {
            if (wakes > wakes_max) return problem("timers do not come to rest");
            now_ = std::max(now_, *next_due_);
            settle({});
        }
        now_ = std::max(now_, to);
        settle({});
    }

    void act(const Link& link, std::vector<chat::Batch>& messages) {
        stage_.set_link(link.network, link.is_up);
        chat::LinkChanged change{link.is_up, {}, stage_.net(link.network).capabilities, {}, {}};
        change.away = std::chrono::duration_cast<std::chrono::minutes>(link.away);
        change.lost = std::chrono::duration_cast<std::chrono::minutes>(link.lost);
        messages.push_back(batch(link.network, std::move(change)));
    }

    void act(const Seen& seen, std::vector<chat::Batch>& messages) {
        const chat::Author author = stage_.author(seen.who);
        stage_.set_away(seen.who, seen.sight == Sight::is_away);
        switch (seen.sight) {
        case Sight::leaves:
            messages.push_back(batch(seen.who.network, chat::IdentityLost{author.id}));
            stage_.lose(seen.who);
            break;
        case Sight::appears:
            messages.push_back(batch(seen.who.network, chat::IdentitySeen{author.id, author.name}));
            break;
        case Sight::is_away:
            break;
        }
    }

    void act(const Becomes& change, std::vector<chat::Batch>&) {
        stage_.rename(change.who, change.now);
    }

    void act(const NextTo& next, std::vector<chat::Batch>&) { stage_.expect_next(next); }

    void act(const Restart& step, std::vector<chat::Batch>&) { restart(step.is_clean); }

    void act(const Count& count, std::vector<chat::Batch>&) {
        const auto found = count_of(count.kind, count.cause);
        if (found == count.expected) return;
        problem("counted " + std::to_string(found) + " of " + count.kind + ", not " +
                std::to_string(count.expected));
    }

    std::int64_t count_of(const std::string& kind, const std::string& cause) {
        auto row = database_.prepare(
            "SELECT CASE ?1 WHEN 'tickets' THEN (SELECT COUNT(*) FROM tickets) WHEN 'parked' THEN "
            "(SELECT COUNT(*) FROM inbox WHERE state = 'parked') ELSE (SELECT COUNT(*) FROM "
            "interactions WHERE kind = ?1 AND (?2 = '' OR cause = ?2)) END AS n");
        row.bind(kind).bind(cause);
        row.step();
        return row.integer("n");
    }

    void problem(const std::string& what) {
        const std::string where = step_ ? "line " + std::to_string(step_->line + 1) : "the start";
        played_.problems.push_back(where + ": " + what);
    }

    const Script& script_;
    const Way way_;
    std::shared_ptr<const text::Snapshot> texts_;
    Stage stage_;
    CodesSeen codes_;
    SilentLog log_;
    storage::Database database_ = storage::Database::in_memory();
    std::unique_ptr<runtime::Core> core_;
    Played played_;
    std::vector<std::string> early_;
    const Step* step_ = nullptr;
    Time now_;
    std::optional<Time> next_due_;
    std::uint64_t event_ = 0;
    bool is_over_ = false; ///< it makes no sense to play on
};

} // namespace

Played play(const Script& script, Way way, std::shared_ptr<const text::Snapshot> texts) {
    return Player(script, way, std::move(texts)).run();
}

} // namespace peerdesk::transcripts
