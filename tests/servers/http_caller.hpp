// SPDX-License-Identifier: MIT
// A blocking HTTP/1.1 client on plain sockets. The tests' own, so that a mistake in the program's
// client cannot hide behind the same mistake here.
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace peerdesk::servers {

struct HttpRequest {
    std::string method = "GET";
    std::string target; ///< path and query, percent-encoded
    std::string body;
    std::string content_type = "application/json";
    std::string token; ///< goes out as a bearer token; empty: none
};

struct HttpAnswer {
    int status = 0;
    std::string content_type;
    std::string body;

    /// The body as JSON; an object without members where it is none.
    [[nodiscard]] nlohmann::json parsed() const;
};

/// One connection to one server, kept between calls and opened again where the server closed it.
class HttpCaller {
  public:
    /// `url` is http://host:port, without a path. Throws std::runtime_error for another scheme.
    explicit HttpCaller(std::string_view url);
    ~HttpCaller();
    HttpCaller(HttpCaller&& other) noexcept;
    HttpCaller& operator=(HttpCaller&&) = delete;

    /// Throws std::runtime_error when there is no whole answer after `wait`. Nothing is sent twice.
    HttpAnswer call(const HttpRequest& request,
                    std::chrono::milliseconds wait = std::chrono::seconds{30});

  private:
    using Deadline = std::chrono::steady_clock::time_point;

    void open();
    void close();
    [[nodiscard]] bool is_usable() const; ///< open, and not closed by the server meanwhile
    void write(std::string_view bytes) const;
    HttpAnswer read_answer(Deadline until);
    std::string read_line(Deadline until);
    std::string read_bytes(std::size_t count, Deadline until);
    std::string read_chunks(Deadline until);
    std::string read_to_end(Deadline until);
    /// False at the end of the connection. Throws when the deadline is over.
    bool fill(Deadline until);

    std::string host_;
    std::string port_;
    int fd_ = -1;
    std::string buffer_;
};

/// For one segment of a path or one value of a query.
[[nodiscard]] std::string percent_encoded(std::string_view text);

} // namespace peerdesk::servers
