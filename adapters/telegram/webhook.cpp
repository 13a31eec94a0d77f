// SPDX-License-Identifier: MIT
#include "adapters/telegram/webhook.hpp"

#include "adapters/net/constant_time.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view secret_header = "x-telegram-bot-api-secret-token";
constexpr std::size_t secret_length_max = 256;

net::HttpServerConfig with_header(net::HttpServerConfig config) {
    config.headers_kept = {std::string{secret_header}};
    return config;
}

/// What the server calls for each request. An empty secret would let everybody in.
net::HttpService service_of(WebhookConfig config, WebhookReceiver::Consumer consumer) {
    if (!is_webhook_secret(config.secret)) throw std::invalid_argument("webhook secret");
    return [config = std::move(config), consumer = std::move(consumer)](
               net::ReceivedRequest request, const net::HttpResponder& respond) {
        if (const auto refusal = webhook_refusal(config, request)) return respond(*refusal);
        const net::HttpReply come_again{503, config.retry_after};
        const auto answer = [respond, come_again](UpdateFate fate) {
            respond(fate == UpdateFate::kept ? net::HttpReply{200} : come_again);
        };
        if (!consumer(std::move(request.body), answer)) respond(come_again);
    };
}

} // namespace

bool is_webhook_secret(std::string_view text) {
    return !text.empty() && text.size() <= secret_length_max &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

std::optional<net::HttpReply> webhook_refusal(const WebhookConfig& config,
                                              const net::ReceivedRequest& request) {
    const std::string_view target = request.target;
    if (target.substr(0, target.find('?')) != config.path) return net::HttpReply{404};
    if (request.method != "POST") return net::HttpReply{405, {}, "POST"};
    if (!net::equal_in_constant_time(request.header(secret_header), config.secret))
        return net::HttpReply{403};
    if (request.body.empty()) return net::HttpReply{400};
    return std::nullopt;
}

WebhookReceiver::WebhookReceiver(boost::asio::any_io_executor executor, WebhookConfig config,
                                 Consumer consumer)
    : server_(std::move(executor), with_header(config.http),
              service_of(config, std::move(consumer))) {}

} // namespace peerdesk::telegram
