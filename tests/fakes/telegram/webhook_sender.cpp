// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/webhook_sender.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <charconv>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace peerdesk::telegram_fake {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr auto answer_wait = std::chrono::seconds{60};

struct Place {
    std::string host;
    std::string port = "80";
    std::string path = "/";
};

Place place_of(const std::string& url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) throw std::runtime_error("SSL error: only plain HTTP is served");
    Place place;
    std::string rest = url.substr(scheme.size());
    if (const auto slash = rest.find('/'); slash != std::string::npos) {
        place.path = rest.substr(slash);
        rest.erase(slash);
    }
    const auto colon = rest.rfind(':');
    place.host = rest.substr(0, colon);
    if (colon != std::string::npos) place.port = rest.substr(colon + 1);
    return place;
}

asio::awaitable<http::response<http::string_body>> call_webhook(const Webhook::Setup& setup,
                                                                std::string update) {
    const Place place = place_of(setup.url);
    const auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::resolver resolver(executor);
    const auto found = co_await resolver.async_resolve(place.host, place.port, asio::use_awaitable);
    beast::tcp_stream stream(executor);
    stream.expires_after(answer_wait);
    co_await stream.async_connect(found, asio::use_awaitable);
    http::request<http::string_body> request{http::verb::post, place.path, 11};
    request.set(http::field::host, place.host);
    request.set(http::field::content_type, "application/json");
    request.keep_alive(false);
    if (!setup.secret_token.empty())
        request.set("X-Telegram-Bot-Api-Secret-Token", setup.secret_token);
    request.body() = std::move(update);
    request.prepare_payload();
    co_await http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    http::response<http::string_body> response;
    co_await http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return response;
}

std::string text_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return seconds;
}

} // namespace

asio::awaitable<WebhookAnswer> send_to_webhook(Webhook::Setup setup, std::string update) {
    WebhookAnswer got;
    try {
        const auto response = co_await call_webhook(setup, std::move(update));
        got.outcome.status = static_cast<int>(response.result_int());
        got.outcome.error =
            "Wrong response from the webhook: " + std::to_string(got.outcome.status) + " " +
            text_of(response.reason());
        got.outcome.retry_after = seconds_in(text_of(response[http::field::retry_after]));
        got.body = Json::parse(response.body(), nullptr, false);
        if (got.body.is_discarded()) got.body = nullptr;
    } catch (const std::exception& error) {
        got.outcome.error = error.what();
    }
    co_return got;
}

} // namespace peerdesk::telegram_fake
