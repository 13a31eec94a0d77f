// SPDX-License-Identifier: MIT
#include "adapters/net/http_request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace peerdesk::net {

namespace http = boost::beast::http;
using boost::beast::iequals;
using boost::beast::string_view;
using boost::system::error_code;
using State = HttpRequestReader::State;

namespace {

/// A chunked body cannot end within fewer bytes; Beast 1.81 asserts when it resumes the last chunk
/// with less, so they are kept back.
constexpr std::size_t chunk_end_bytes = 5;
/// What is reserved at once because a client promised to send it; more grows as it comes.
constexpr std::size_t reserve_bytes_max = 65'536;
/// How much of a body one read may bring.
constexpr std::size_t body_room_bytes = 4'096;
constexpr unsigned http_1_1 = 11;

State refusal_of(const error_code& error) {
    if (error == http::error::header_limit) return State::head_too_large;
    if (error == http::error::body_limit) return State::body_too_large;
    return State::bad;
}

} // namespace

/// Keeps the body and the few fields somebody asks for; the rest is never copied.
class HttpRequestReader::Parser final : public http::basic_parser<true> {
  public:
    Parser(ReceivedRequest& request, const std::vector<std::string>& headers_kept,
           std::size_t head_bytes_max)
        : request_(request), headers_kept_(headers_kept), head_bytes_max_(head_bytes_max) {}

    [[nodiscard]] bool wants_continue() const {
        return wants_continue_ && !is_done() && request_.body.empty();
    }

  private:
    void on_request_impl(http::verb, string_view method, string_view target, int version,
                         error_code&) override {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
        version_ = static_cast<unsigned>(version);
    }
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(http::field name, string_view name_text, string_view value,
                       error_code& error) override {
        if (is_header_over_) return count_trailer(name_text.size() + value.size(), error);
        if (name == http::field::host) ++hosts_;
        if (name == http::field::expect) wants_continue_ = iequals(value, "100-continue");
        // Beast takes a request whose coding it does not know for one without a body; another
        // reader of the same bytes may not (RFC 9112 6.1).
        if (name == http::field::transfer_encoding &&
            (!iequals(value, "chunked") || version_ < http_1_1))
            error = http::error::bad_transfer_encoding;
        keep(name_text, value);
    }
    void on_header_impl(error_code& error) override {
        is_header_over_ = true;
        if (version_ < http_1_1) wants_continue_ = false;
        if (hosts_ > 1 || (hosts_ == 0 && version_ >= http_1_1)) error = http::error::bad_field;
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>& bytes, error_code&) override {
        if (bytes) request_.body.reserve(std::min<std::uint64_t>(*bytes, reserve_bytes_max));
    }
    std::size_t on_body_impl(string_view bytes, error_code&) override {
        request_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
        request_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(error_code&) override {}

    void keep(string_view name, string_view value) {
        const auto kept = std::ranges::find_if(
            headers_kept_, [&](const std::string& one) { return iequals(one, name); });
        if (kept == headers_kept_.end()) return;
        const auto before =
            std::ranges::find(request_.headers, *kept, &std::pair<std::string, std::string>::first);
        if (before == request_.headers.end())
            request_.headers.emplace_back(*kept, value);
        else
            before->second.append(", ").append(value.data(), value.size());
    }

    /// A trailer's fields mean nothing to us, and it may be no longer than a head.
    void count_trailer(std::size_t bytes, error_code& error) {
        constexpr std::size_t punctuation = 4; // colon, blank, line end
        trailer_bytes_ += bytes + punctuation;
        if (trailer_bytes_ > head_bytes_max_) error = http::error::header_limit;
    }

    ReceivedRequest& request_;
    const std::vector<std::string>& headers_kept_;
    const std::size_t head_bytes_max_;
    std::size_t trailer_bytes_ = 0;
    std::size_t hosts_ = 0;
    unsigned version_ = 0;
    bool wants_continue_ = false;
    bool is_header_over_ = false;
};

struct HttpRequestReader::Parts {
    Parts(HttpRequestLimits asked, std::vector<std::string> kept)
        : limits(asked), headers_kept(std::move(kept)) {
        bytes.resize(limits.head_bytes_max + body_room_bytes);
    }

    /// As far as the bytes in the buffer lead.
    State parse() {
        while (from != to) {
            const bool is_in_head = !parser->is_header_done();
            const std::size_t left = to - from;
            if (!is_in_head && parser->chunked() && left < chunk_end_bytes) return State::more;
            // Beast's own limit depends on how the bytes are cut: it is shown no more than ours.
            const std::size_t shown =
                is_in_head ? std::min(left, limits.head_bytes_max - head_bytes) : left;
            error_code error;
            const std::size_t used =
                parser->put(boost::asio::buffer(bytes.data() + from, shown), error);
            from += used;
            head_bytes += is_in_head ? used : 0;
            if (error && error != http::error::need_more) return refusal_of(error);
            if (parser->is_done()) return State::complete;
            if (!parser->is_header_done() && head_bytes + (to - from) >= limits.head_bytes_max)
                return State::head_too_large;
            if (is_in_head && parser->is_header_done()) continue;
            return to - from == bytes.size() ? State::head_too_large : State::more;
        }
        return State::more;
    }

    const HttpRequestLimits limits;
    const std::vector<std::string> headers_kept;
    std::vector<char> bytes;
    std::size_t from = 0;       ///< what is not parsed yet lies from here ...
    std::size_t to = 0;         ///< ... to here
    std::size_t head_bytes = 0; ///< of the present request, as far as it is parsed
    ReceivedRequest request;
    std::optional<Parser> parser;
};

HttpRequestReader::HttpRequestReader(HttpRequestLimits limits,
                                     std::vector<std::string> headers_kept)
    : parts_(std::make_unique<Parts>(limits, std::move(headers_kept))) {}
HttpRequestReader::~HttpRequestReader() = default;

State HttpRequestReader::expect() {
    Parts& parts = *parts_;
    parts.request = {};
    parts.head_bytes = 0;
    parts.parser.reset();
    parts.parser.emplace(parts.request, parts.headers_kept, parts.limits.head_bytes_max);
    parts.parser->eager(true);
    parts.parser->header_limit(std::numeric_limits<std::uint32_t>::max());
    parts.parser->body_limit(parts.limits.body_bytes_max);
    return take(0);
}

std::span<char> HttpRequestReader::room() {
    Parts& parts = *parts_;
    std::memmove(parts.bytes.data(), parts.bytes.data() + parts.from, parts.to - parts.from);
    parts.to -= parts.from;
    parts.from = 0;
    return std::span{parts.bytes}.subspan(parts.to);
}

State HttpRequestReader::take(std::size_t bytes) {
    Parts& parts = *parts_;
    parts.to += bytes;
    return parts.parse();
}

bool HttpRequestReader::has_begun() const {
    return parts_->from != parts_->to || parts_->parser->got_some();
}

bool HttpRequestReader::is_head_done() const {
    return parts_->parser->is_header_done();
}

bool HttpRequestReader::wants_continue() const {
    return parts_->from == parts_->to && parts_->parser->wants_continue();
}

bool HttpRequestReader::keeps_connection() const {
    return parts_->parser->keep_alive();
}

ReceivedRequest HttpRequestReader::take_request() {
    return std::move(parts_->request);
}

} // namespace peerdesk::net
