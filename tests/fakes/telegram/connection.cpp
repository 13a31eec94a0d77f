// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/connection.hpp"

#include "tests/fakes/telegram/control.hpp"
#include "tests/fakes/telegram/request_body.hpp"
#include "tests/fakes/telegram/spoiled_answer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace peerdesk::telegram_fake {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

using Request = http::request<http::string_body>;

constexpr std::uint64_t body_bytes_max = 64U << 20U;
constexpr std::size_t written_together_max = 64U << 10U;

class Connection {
  public:
    Connection(HttpFront& front, asio::ip::tcp::socket socket)
        : front_(front), socket_(std::move(socket)) {}

    asio::awaitable<void> run() {
        for (;;) {
            std::optional<Request> request = co_await read();
            if (!request) co_return;
            const bool is_kept = request->keep_alive();
            const bool goes_on = co_await answer_to(*request);
            // Requests that came in one piece are answered in one piece.
            const bool is_enough = buffer_.size() == 0 || out_.size() > written_together_max;
            if ((is_enough || !is_kept || !goes_on) && !co_await flush()) co_return;
            if (!is_kept || !goes_on) co_return;
        }
    }

  private:
    asio::awaitable<std::optional<Request>> read() {
        http::request_parser<http::string_body> parser;
        parser.body_limit(body_bytes_max);
        auto [head_error, head_size] = co_await http::async_read_header(
            socket_, buffer_, parser, asio::as_tuple(asio::use_awaitable));
        if (head_error) co_return std::nullopt;
        if (parser.get()[http::field::expect] == "100-continue") {
            out_ += "HTTP/1.1 100 Continue\r\n\r\n";
            if (!co_await flush()) co_return std::nullopt;
        }
        if (!parser.is_done()) {
            auto [error, size] = co_await http::async_read(socket_, buffer_, parser,
                                                           asio::as_tuple(asio::use_awaitable));
            if (error) co_return std::nullopt;
        }
        co_return parser.release();
    }

    asio::awaitable<bool> flush() {
        if (out_.empty()) co_return true;
        auto [error, size] = co_await asio::async_write(socket_, asio::buffer(out_),
                                                        asio::as_tuple(asio::use_awaitable));
        out_.clear();
        co_return !error;
    }

    asio::awaitable<bool> pause(std::chrono::milliseconds time) {
        if (!co_await flush()) co_return false;
        asio::steady_timer timer(front_.io(), time);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        front_.set_clock();
        co_return true;
    }

    void add(const Reply& reply) { append_answer(out_, reply); }

    /// False when the connection ends with it.
    asio::awaitable<bool> answer_to(const Request& request) {
        front_.set_clock();
        const std::string_view target{request.target().data(), request.target().size()};
        const auto mark = target.find('?');
        const std::string path = percent_decoded(target.substr(0, mark));
        const std::string_view query =
            mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
        constexpr std::string_view control_path = "/control/";
        constexpr std::string_view file_path = "/file/bot";
        constexpr std::string_view bot_path = "/bot";
        if (path.starts_with(control_path)) {
            add(controlled(path.substr(control_path.size()), request));
            co_return true;
        }
        const bool is_file = path.starts_with(file_path);
        std::string_view rest = path;
        if (!is_file && !rest.starts_with(bot_path)) {
            add(not_found());
            co_return true;
        }
        rest.remove_prefix(is_file ? file_path.size() : bot_path.size());
        const auto slash = rest.find('/');
        if (slash == std::string_view::npos ||
            rest.substr(0, slash) != front_.world().settings.token) {
            add(unauthorized());
            co_return true;
        }
        if (is_file) {
            add(download(rest.substr(slash + 1)));
            co_return true;
        }
        co_return co_await call(std::string{rest.substr(slash + 1)}, query, request);
    }

    asio::awaitable<bool> call(std::string name, std::string_view query, const Request& request) {
        World& world = front_.world();
        const Method* method = ApiTables::shared().method(name);
        if (method != nullptr) name = method->name;
        const std::optional<Fault> fault = world.faults.take(name);
        if (fault && fault->kind == FaultKind::close_before) co_return false;
        if (fault) {
            if (const auto refused = answer_instead(*fault)) {
                add(*refused);
                co_return true;
            }
        }
        Begun begun = begun_for(name, query, request);
        if (name == "getUpdates") front_.begin_new_poll();
        Reply& reply = begun.reply;
        if (begun.waits_for) {
            if (!co_await flush()) co_return false;
            reply = co_await front_.wait_for_updates(*begun.waits_for);
        }
        if (const auto time = latency_of(name); time.count() > 0 && !co_await pause(time))
            co_return false;
        if (!fault) {
            add(reply);
            co_return true;
        }
        if (fault->delay.count() > 0 && !co_await pause(fault->delay)) co_return false;
        co_return append_spoiled(out_, reply, fault->kind);
    }

    std::chrono::milliseconds latency_of(const std::string& method) const {
        const auto& latency = front_.world().settings.latency;
        if (latency.empty()) return {};
        auto found = latency.find(method);
        if (found == latency.end() && method != "getUpdates") found = latency.find("*");
        return found == latency.end() ? std::chrono::milliseconds{0} : found->second;
    }

    Begun begun_for(const std::string& name, std::string_view query, const Request& request) {
        const auto type = request[http::field::content_type];
        try {
            Parameters given = read_parameters(query, {type.data(), type.size()}, request.body());
            return begin(front_.world(), name, std::move(given.values), std::move(given.uploads));
        } catch (const Refusal& refusal) {
            return {reply_of(refusal), std::nullopt};
        }
    }

    Reply download(std::string_view path) {
        const StoredFile* file = front_.world().files.at_path(path);
        if (file == nullptr) return not_found();
        if (file->size > front_.world().settings.download_bytes_max) return not_found();
        Reply reply;
        reply.content_type = "application/octet-stream";
        reply.body = content_of(*file);
        return reply;
    }

    Reply controlled(const std::string& act, const Request& request) {
        Reply reply;
        try {
            const Json given =
                request.body().empty() ? Json::object() : Json::parse(request.body());
            if (act == "clock") {
                front_.move_clock(std::chrono::seconds{given.value("advance_s", 0)});
                front_.set_clock();
                front_.world().on_news();
                reply.body = "{}";
                return reply;
            }
            reply.body = control(front_.world(), act, given).dump();
        } catch (const std::exception& error) { // a Refusal, or arguments that do not fit
            reply.status = 400;
            reply.body = Json{{"error", error.what()}}.dump();
        }
        return reply;
    }

    HttpFront& front_;
    asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::string out_;
};

} // namespace

asio::awaitable<void> serve(HttpFront& front, asio::ip::tcp::socket socket) {
    Connection connection{front, std::move(socket)};
    co_await connection.run();
}

} // namespace peerdesk::telegram_fake
