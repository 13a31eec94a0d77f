// SPDX-License-Identifier: MIT
#include "bot/desk/handing_out.hpp"

#include "adapters/wire/attachment_json.hpp"
#include "bot/desk/deliveries.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace peerdesk::desk {

using conversation::Context;
using storage::OutboxAct;
using storage::OutboxRow;
using storage::OutboxState;

namespace {

/// Rows of one place that are looked at for joining.
constexpr std::size_t place_window = 40;
/// Joined lines end here: longer is tiresome to hear.
constexpr std::size_t joined_bytes_max = 2000;

chat::Act act_of(OutboxAct act) {
    switch (act) {
    case OutboxAct::say:
        return chat::Act::say;
    case OutboxAct::change:
        return chat::Act::change;
    case OutboxAct::remove:
        return chat::Act::remove;
    case OutboxAct::react:
        return chat::Act::react;
    case OutboxAct::open_thread:
        return chat::Act::open_thread;
    case OutboxAct::close_thread:
        return chat::Act::close_thread;
    case OutboxAct::reopen_thread:
        return chat::Act::reopen_thread;
    case OutboxAct::answer_press:
        return chat::Act::answer_press;
    }
    std::unreachable();
}

bool needs_target(OutboxAct act) {
    return act != OutboxAct::say && act != OutboxAct::open_thread;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::vector<chat::Button> buttons_of(const std::string& text) {
    std::vector<chat::Button> buttons;
    for (const std::string& line : lines_of(text)) {
        const auto space = line.find(' ');
        buttons.push_back({line.substr(0, space), line.substr(space + 1)});
    }
    return buttons;
}

bool has_line(const std::string& text, const std::string& line) {
    return ('\n' + text + '\n').contains('\n' + line + '\n');
}

/// What a row hangs on, once that was sent.
enum class Hold { ready, waits, lost };

class Giver {
  public:
    Giver(Context& context, const std::string& network, const chat::Capabilities& capabilities,
          std::vector<chat::Outbound>& out)
        : context_(context), outbox_(context.tables().outbox), network_(network),
          capabilities_(capabilities), out_(out) {}

    void give() {
        const std::size_t sending = outbox_.count_sending(network_);
        if (sending >= capabilities_.in_flight_max) return;
        left_ = capabilities_.in_flight_max - sending;
        if (capabilities_.has_buttons) {
            for (OutboxRow& row : outbox_.queued_presses(network_, left_)) {
                give_row(row);
                --left_;
            }
        }
        if (capabilities_.in_place_max == 0) {
            for (OutboxRow& row : outbox_.queued(network_, left_))
                give_row(row);
            return;
        }
        for (const storage::StoredPlace& place : outbox_.queued_places(network_)) {
            if (left_ == 0) return;
            give_place(place);
        }
    }

  private:
    void give_place(const storage::StoredPlace& place) {
        const std::size_t sending = outbox_.count_sending_at(place);
        if (sending >= capabilities_.in_place_max) return;
        std::size_t here = std::min(capabilities_.in_place_max - sending, left_);
        auto rows = outbox_.queued_at(place, place_window);
        for (std::size_t i = 0; i < rows.size() && here > 0;) {
            const std::size_t next = join_following(rows, i);
            switch (give_row(rows[i])) {
            case Hold::waits:
                return;
            case Hold::ready:
                --here;
                --left_;
                break;
            case Hold::lost:
                break;
            }
            i = next;
        }
    }

    /// Whether `row` may be said in one breath with `first`, before it.
    static bool joins(const OutboxRow& first, const OutboxRow& row) {
        const auto is_plain = [](const OutboxRow& each) {
            return each.act == OutboxAct::say && each.voice == storage::OutboxVoice::program &&
                   !each.message && !each.copy_of && each.attachment.empty() && each.html.empty() &&
                   each.buttons.empty() && !each.first_sent && !each.body.empty();
        };
        return is_plain(first) && is_plain(row) && first.ticket && first.ticket == row.ticket &&
               first.repeat == row.repeat && first.person == row.person &&
               first.thread == row.thread && first.thread_row == row.thread_row &&
               !row.target_row && row.mentions == first.mentions &&
               first.body.size() + row.body.size() < joined_bytes_max;
    }

    /// Joins what may be joined to row `i`; gives the first row that was not.
    std::size_t join_following(std::vector<OutboxRow>& rows, std::size_t i) {
        std::vector<storage::OutboxId> joined;
        std::size_t next = i + 1;
        // A card is changed and hung upon later, so it stays as it is.
        if (next < rows.size() && joins(rows[i], rows[next]) &&
            !context_.tables().cards.ticket_of(rows[i].id)) {
            for (; next < rows.size() && joins(rows[i], rows[next]); ++next) {
                // The same sentence twice in one breath says nothing more.
                if (!has_line(rows[i].body, rows[next].body))
                    rows[i].body += '\n' + rows[next].body;
                joined.push_back(rows[next].id);
            }
        }
        if (!joined.empty()) outbox_.merge(rows[i].id, rows[i].body, joined, context_.now);
        return next;
    }

    /// The remote id of a row of ours; `waits` until it was sent.
    Hold resolve(storage::OutboxId id, std::string& remote) {
        if (!id) return Hold::ready;
        const auto row = outbox_.find(id);
        if (!row) return Hold::lost;
        switch (row->state) {
        case OutboxState::queued:
        case OutboxState::held:
        case OutboxState::sending:
            return Hold::waits;
        case OutboxState::sent:
        case OutboxState::unconfirmed:
            remote = row->remote_id;
            return remote.empty() ? Hold::lost : Hold::ready;
        case OutboxState::failed:
        case OutboxState::unknown:
            return Hold::lost;
        }
        std::unreachable();
    }

    Hold give_row(OutboxRow& row) {
        chat::Outbound message;
        message.thread = row.thread;
        message.target = row.target;
        if (resolve(row.thread_row, message.thread) == Hold::waits) return Hold::waits;
        const Hold target = resolve(row.target_row, message.target);
        if (target == Hold::waits) return Hold::waits;
        if (needs_target(row.act) && message.target.empty()) {
            outbox_.finish(row.id, OutboxState::failed, "", "nothing to refer to", context_.now);
            return Hold::lost;
        }
        outbox_.set_sending(row.id, context_.now);
        if (!message.thread.empty()) message.thread_latest = latest_of(row, message.thread);
        fill(row, message);
        out_.push_back(std::move(message));
        return Hold::ready;
    }

    std::string latest_of(const OutboxRow& row, const std::string& root) {
        if (!row.thread_row) return root;
        const std::string latest = outbox_.latest_in_thread(row.thread_row);
        return latest.empty() ? root : latest;
    }

    void fill(OutboxRow& row, chat::Outbound& message) {
        message.outbox_id = row.id.value;
        message.place = conversation::place_of(row.place);
        message.act = act_of(row.act);
        message.voice =
            row.voice == storage::OutboxVoice::person ? chat::Voice::person : chat::Voice::program;
        message.html = std::move(row.html);
        message.mentions = lines_of(row.mentions);
        message.attachments = wire::decode_attachments(row.attachment);
        message.buttons = buttons_of(row.buttons);
        message.created = row.created;
        message.first_sent = row.first_sent.value_or(context_.now);
        message.text = std::move(row.body);
        if (row.is_repeat && !capabilities_.is_idempotent) {
            message.text = context_.services.catalogue().render(
                reader_locale(context_, row), "peerdesk-repeated", {message.text});
        }
    }

    Context& context_;
    storage::Outbox& outbox_;
    const std::string& network_;
    const chat::Capabilities& capabilities_;
    std::vector<chat::Outbound>& out_;
    std::size_t left_ = 0;
};

} // namespace

std::vector<chat::Outbound> hand_out(Context& context) {
    std::vector<chat::Outbound> out;
    for (const auto& [network, state] : context.services.networks) {
        if (state.is_up) Giver(context, network, state.capabilities, out).give();
    }
    return out;
}

} // namespace peerdesk::desk
