// SPDX-License-Identifier: MIT
#include "adapters/console/console_adapter.hpp"

#include "adapters/console/message_layout.hpp"
#include "adapters/console/typed_line.hpp"

#include <boost/asio/post.hpp>

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace peerdesk::console {

namespace {

constexpr std::string_view epoch_key = "epoch";

std::uint64_t next_epoch(const std::vector<chat::StateChange>& state) {
    const auto stored = std::ranges::find(state, epoch_key, &chat::StateChange::key);
    std::uint64_t last = 0;
    if (stored != state.end()) {
        std::from_chars(stored->value.data(), stored->value.data() + stored->value.size(), last);
    }
    return last + 1;
}

bool has_abilities() {
    const char* kind = std::getenv("TERM");
    return kind != nullptr && std::string_view(kind) != "dumb" && *kind != '\0';
}

bool may_colour(int out_fd) {
    const char* refused = std::getenv("NO_COLOR"); // https://no-color.org
    return ::isatty(out_fd) == 1 && has_abilities() && (refused == nullptr || *refused == '\0');
}

std::unique_ptr<LineInput> make_input(boost::asio::io_context& io, const ConsoleConfig& config) {
    const bool is_terminal = config.in_fd == STDIN_FILENO && config.out_fd == STDOUT_FILENO &&
                             ::isatty(config.in_fd) == 1 && ::isatty(config.out_fd) == 1;
    if (is_terminal && has_abilities()) return make_terminal_input(io, config.history_file);
    return make_stream_input(io, config.in_fd, config.out_fd);
}

} // namespace

ConsoleAdapter::ConsoleAdapter(boost::asio::io_context& io, ConsoleConfig config,
                               std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                               const net::Clock& clock, Hooks hooks)
    : io_(io), config_(std::move(config)), sink_(sink), clock_(clock), hooks_(std::move(hooks)),
      in_colour_(may_colour(config_.out_fd)), input_(make_input(io, config_)), retry_(io),
      epoch_(next_epoch(stored_state)), alive_(std::make_shared<ConsoleAdapter*>(this)) {}

ConsoleAdapter::~ConsoleAdapter() {
    *alive_ = nullptr;
    input_->stop();
}

chat::Capabilities ConsoleAdapter::capabilities() const {
    return {.has_accounts = true, .confirms_delivery = true};
}

void ConsoleAdapter::start() {
    new_state_.push_back({std::string(epoch_key), std::to_string(epoch_)});
    add_event(chat::LinkChanged{true, {}, capabilities()});
    tell(config_.words.greeting);
    after_flush_ = [this] { hooks_.when_settled([this] { read_next(); }); };
    flush();
}

void ConsoleAdapter::deliver(std::vector<chat::Outbound> messages) {
    boost::asio::post(io_, [alive = alive_, messages = std::move(messages)] {
        ConsoleAdapter* self = *alive;
        if (self == nullptr) return;
        for (const chat::Outbound& message : messages) {
            self->print_message(message);
            self->add_event(
                chat::DeliveryReported{message.outbox_id, chat::Delivery::sent, {}, {}});
        }
        self->flush();
    });
}

void ConsoleAdapter::stop(std::chrono::milliseconds /*finish_within*/) {
    // What is delivered is printed at once, so there is nothing to wait for but the queue.
    is_stopping_ = true;
    after_flush_ = nullptr;
    input_->stop();
    tell(config_.words.goodbye);
    // So that nothing more is marked as being sent to a terminal nobody reads.
    add_event(chat::LinkChanged{false, "stopped", {}});
    flush();
}

void ConsoleAdapter::read_next() {
    if (is_stopping_) return;
    input_->read_line([this](std::optional<InputLine> line) { take(std::move(line)); });
}

void ConsoleAdapter::take(std::optional<InputLine> line) {
    if (is_stopping_) return;
    if (!line) return end();
    const std::string clean = clean_line(line->bytes);
    if (!input_->shows_input() && !clean.empty()) (void)input_->print("> " + clean + "\n");
    const TypedLine typed = parse_line(clean, config_.our_name);
    if (const auto* said = std::get_if<DirectLine>(&typed)) {
        say({}, said->name, said->text, line->was_cut);
    } else if (const auto* spoken = std::get_if<RoomLine>(&typed)) {
        if (std::ranges::find(config_.rooms, spoken->room) == config_.rooms.end()) {
            tell(config_.words.unknown_room(spoken->room));
        } else {
            say(spoken->room, spoken->name, spoken->text, line->was_cut);
        }
    } else if (const auto* command = std::get_if<ConsoleCommand>(&typed)) {
        if (*command == ConsoleCommand::quit) return end();
        tell(config_.words.help);
    } else if (std::holds_alternative<UnclearLine>(typed)) {
        tell(config_.words.unclear_line);
    }
    const bool waits = !input_->shows_input();
    after_flush_ = [this, waits] {
        if (waits) return hooks_.when_settled([this] { read_next(); });
        read_next();
    };
    flush();
}

void ConsoleAdapter::say(const std::string& room, std::string name, std::string text,
                         bool was_cut) {
    if (was_cut) tell(config_.words.line_cut);
    chat::MessageReceived message;
    const std::string id = author_id(name);
    message.place = {config_.network, chat::PlaceKind::direct, id};
    if (!room.empty()) {
        message.place = {config_.network, chat::PlaceKind::room, room};
        if (auto rest = cut_mention(text, config_.our_name)) {
            message.mentions_us = true;
            text = *std::move(rest);
        }
    }
    message.author = {id, std::move(name), chat::IdentityKind::account, false, {}};
    message.text = std::move(text);
    message.was_cut = was_cut;
    message.remote_id = std::to_string(epoch_) + "." + std::to_string(line_ + 1);
    add_event(std::move(message));
}

void ConsoleAdapter::print_message(const chat::Outbound& message) {
    std::string_view id = message.place.id;
    const bool is_room = message.place.kind == chat::PlaceKind::room;
    if (!is_room && id.starts_with("a:")) id.remove_prefix(2);
    const std::string label = is_room ? config_.words.in_room(id) : config_.words.to_person(id);
    if (!input_->print(lay_out(label, message.text, in_colour_)) && !is_stopping_) end();
}

void ConsoleAdapter::tell(std::string_view text) {
    if (text.empty()) return;
    (void)input_->print(std::string(text) + "\n\n");
}

void ConsoleAdapter::add_event(chat::EventBody body) {
    chat::Event event;
    event.key = std::to_string(epoch_) + "." + std::to_string(++line_);
    event.time = clock_.now().wall;
    event.body = std::move(body);
    held_.push_back(std::move(event));
}

void ConsoleAdapter::flush() {
    if (!held_.empty()) {
        chat::Batch batch{config_.network, held_, new_state_};
        if (!sink_.offer(std::move(batch))) {
            retry_.expires_after(offer_again_after);
            retry_.async_wait([alive = alive_](const boost::system::error_code& error) {
                if (!error && *alive != nullptr) (*alive)->flush();
            });
            return;
        }
        held_.clear();
        new_state_.clear();
    }
    if (after_flush_) std::exchange(after_flush_, nullptr)();
}

void ConsoleAdapter::end() {
    after_flush_ = [this] { hooks_.when_settled([this] { hooks_.end_program(); }); };
    flush();
}

} // namespace peerdesk::console
