// SPDX-License-Identifier: MIT
#include "adapters/net/http_answer_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace peerdesk::net {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

namespace {

constexpr std::size_t header_bytes_max = 65'536; ///< of one answer, trailer included
constexpr int interim_answers_max = 16;          ///< 1xx before the real one
/// Beast looks at the start only when a whole header is there; other protocols are told at once.
constexpr std::string_view answer_start = "HTTP/1.";
/// A chunked body cannot end within fewer bytes; Beast 1.81 asserts when it resumes the last chunk
/// with less, so they are kept back.
constexpr std::size_t chunk_end_bytes = 5;
/// What is reserved at once because a server promised to send it; more grows as it comes.
constexpr std::size_t reserve_bytes_max = 16 << 20;

} // namespace

/// Keeps the body and the few fields somebody asks for; the rest is never copied.
class HttpAnswerReader::Parser final : public http::basic_parser<false> {
  public:
    explicit Parser(HttpAnswer& answer) : answer_(answer) {}

  private:
    void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
    void on_response_impl(int status, string_view reason, int, error_code& error) override {
        answer_.status = status;
        count_header(reason.size(), error);
        if (status < 100) error = http::error::bad_status;
    }
    void on_field_impl(http::field name, string_view name_text, string_view value,
                       error_code& error) override {
        keep(name, value);
        count_header(name_text.size() + value.size(), error);
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& bytes, error_code&) override {
        if (bytes) answer_.body.reserve(std::min<std::uint64_t>(*bytes, reserve_bytes_max));
    }
    std::size_t on_body_impl(string_view bytes, error_code&) override {
        answer_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
        answer_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(error_code&) override {}

    void keep(http::field name, string_view value) {
        std::string* into = name == http::field::content_type  ? &answer_.content_type
                            : name == http::field::retry_after ? &answer_.retry_after
                            : name == http::field::location    ? &answer_.location
                                                               : nullptr;
        if (into != nullptr && into->empty()) into->assign(value.data(), value.size());
    }

    /// Beast's own limit holds for one line only, once a line is complete.
    void count_header(std::size_t bytes, error_code& error) {
        constexpr std::size_t punctuation = 4; // colon, blank, line end
        header_bytes_ += bytes + punctuation;
        if (header_bytes_ > header_bytes_max) error = http::error::header_limit;
    }

    HttpAnswer& answer_;
    std::size_t header_bytes_ = 0;
};

struct HttpAnswerReader::Parts {
    void begin() {
        answer = {};
        parser.reset();
        parser.emplace(answer);
        parser->eager(true);
        parser->skip(is_head);
        parser->header_limit(header_bytes_max);
        parser->body_limit(body_bytes_max);
    }

    State refuse(std::string why, State state = State::bad) {
        answer.detail = std::move(why);
        return state;
    }

    std::array<char, header_bytes_max + 4'096> bytes;
    std::size_t from = 0; ///< what is not parsed yet lies from here ...
    std::size_t to = 0;   ///< ... to here
    HttpAnswer answer;
    std::optional<Parser> parser;
    std::size_t body_bytes_max = 0;
    int interim_answers = 0;
    bool is_head = false;
    bool has_begun = false;
};

HttpAnswerReader::HttpAnswerReader() : parts_(std::make_unique<Parts>()) {}
HttpAnswerReader::~HttpAnswerReader() = default;

void HttpAnswerReader::expect(bool is_head, std::size_t body_bytes_max) {
    parts_->from = parts_->to = 0;
    parts_->is_head = is_head;
    parts_->body_bytes_max = body_bytes_max;
    parts_->interim_answers = 0;
    parts_->has_begun = false;
    parts_->begin();
}

std::span<char> HttpAnswerReader::room() {
    Parts& parts = *parts_;
    std::memmove(parts.bytes.data(), parts.bytes.data() + parts.from, parts.to - parts.from);
    parts.to -= parts.from;
    parts.from = 0;
    return std::span{parts.bytes}.subspan(parts.to);
}

HttpAnswerReader::State HttpAnswerReader::take(std::size_t bytes) {
    Parts& parts = *parts_;
    parts.to += bytes;
    parts.has_begun = parts.has_begun || bytes > 0;
    while (parts.from < parts.to) {
        const std::size_t left = parts.to - parts.from;
        if (!parts.parser->got_some()) {
            const std::string_view start(parts.bytes.data() + parts.from,
                                         std::min(left, answer_start.size()));
            if (!answer_start.starts_with(start)) return parts.refuse("not HTTP/1");
            if (start != answer_start) return State::more;
        }
        if (parts.parser->is_header_done() && parts.parser->chunked() && left < chunk_end_bytes)
            return State::more;
        error_code error;
        parts.from +=
            parts.parser->put(boost::asio::buffer(parts.bytes.data() + parts.from, left), error);
        if (error && error != http::error::need_more) {
            const bool is_large = error == http::error::body_limit;
            return parts.refuse(error.message(), is_large ? State::too_large : State::bad);
        }
        if (!parts.parser->is_done()) {
            if (parts.to - parts.from < parts.bytes.size()) return State::more;
            return parts.refuse("endless line");
        }
        if (parts.answer.status >= 200) return State::complete;
        constexpr int switching_protocols = 101; // nobody asked for it
        if (parts.answer.status == switching_protocols ||
            ++parts.interim_answers > interim_answers_max)
            return parts.refuse("status " + std::to_string(parts.answer.status));
        parts.begin();
    }
    return State::more;
}

HttpAnswerReader::State HttpAnswerReader::end_of_stream() {
    Parts& parts = *parts_;
    error_code error = http::error::end_of_stream;
    if (parts.parser->got_some()) parts.parser->put_eof(error);
    if (!error) return State::complete;
    parts.answer.detail = error.message();
    return State::cut;
}

bool HttpAnswerReader::has_begun() const {
    return parts_->has_begun;
}

bool HttpAnswerReader::keeps_connection() const {
    return parts_->parser->is_done() && parts_->parser->keep_alive() && parts_->from == parts_->to;
}

HttpAnswer HttpAnswerReader::take_answer() {
    return std::move(parts_->answer);
}

} // namespace peerdesk::net
