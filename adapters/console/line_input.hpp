// SPDX-License-Identifier: MIT
// Where typed lines come from and printed blocks go: a terminal with line editing, or any stream.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::console {

struct InputLine {
    std::string bytes; ///< as typed, without its line end
    bool was_cut = false;
};

/// Nothing at the end of input.
using OnLine = std::function<void(std::optional<InputLine>)>;

/// Used on the network thread alone.
class LineInput {
  public:
    virtual ~LineInput() = default;
    /// Calls back once with the next line; one call at a time.
    virtual void read_line(OnLine on_line) = 0;
    /// Writes a block; a line being typed is put back behind it. False when nobody can read any
    /// more (a closed pipe).
    [[nodiscard]] virtual bool print(std::string_view block) = 0;
    /// Whether what is typed is seen anyway.
    [[nodiscard]] virtual bool shows_input() const = 0;
    virtual void stop() = 0;
};

/// Lines of a pipe or file, or of a terminal without abilities.
[[nodiscard]] std::unique_ptr<LineInput> make_stream_input(boost::asio::io_context& io, int in_fd,
                                                           int out_fd);
/// A terminal with editing and history (libedit). `history_file` empty: kept nowhere.
[[nodiscard]] std::unique_ptr<LineInput>
make_terminal_input(boost::asio::io_context& io, const std::filesystem::path& history_file);

/// Writes all of it; false when the other side is gone.
[[nodiscard]] bool write_all(int fd, std::string_view bytes);

inline constexpr std::size_t line_length_max = 65'536; ///< bytes; the rest of a line is dropped

} // namespace peerdesk::console
