// SPDX-License-Identifier: MIT
// A terminal with line editing and history. libedit is fed one key at a time (EL_UNBUFFERED), so
// that messages can be printed while a line is being typed.
#include "adapters/console/line_input.hpp"

#include "adapters/console/readable_waiter.hpp"

#include <histedit.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <utility>

namespace peerdesk::console {

namespace {

constexpr int history_lines_max = 500;
constexpr char end_of_input = 4; // Ctrl-D
constexpr std::size_t columns_default = 80;
char prompt_text[] = "> "; // libedit wants it writable

char* prompt(EditLine* /*editor*/) {
    return prompt_text;
}

/// Letters, not bytes: how many columns a typed line takes, near enough to find its first row.
std::size_t columns_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::size_t terminal_columns() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return columns_default;
    return size.ws_col;
}

class TerminalInput final : public LineInput {
  public:
    TerminalInput(boost::asio::io_context& io, const std::filesystem::path& history_file)
        : history_file_(history_file.string()), waiter_(io, STDIN_FILENO), history_(history_init()),
          editor_(el_init("peerdesk", stdin, stdout, stderr)) {
        HistEvent event;
        history(history_, &event, H_SETSIZE, history_lines_max);
        history(history_, &event, H_SETUNIQUE, 1);
        if (!history_file_.empty()) history(history_, &event, H_LOAD, history_file_.c_str());
        el_set(editor_, EL_PROMPT, &prompt);
        el_set(editor_, EL_EDITOR, "emacs");
        el_set(editor_, EL_SIGNAL, 0); // signals belong to the process
        el_set(editor_, EL_HIST, history, history_);
    }
    TerminalInput(const TerminalInput&) = delete;
    TerminalInput& operator=(const TerminalInput&) = delete;
    ~TerminalInput() override {
        TerminalInput::stop();
        el_end(editor_);
        history_end(history_);
    }

    void read_line(OnLine on_line) override {
        on_line_ = std::move(on_line);
        el_set(editor_, EL_UNBUFFERED, 1); // shows the prompt
        wait();
    }

    [[nodiscard]] bool print(std::string_view block) override {
        if (!on_line_) return write_all(STDOUT_FILENO, block);
        const LineInfo* line = el_line(editor_);
        const auto before = static_cast<std::size_t>(line->cursor - line->buffer);
        const std::size_t column = std::strlen(prompt_text) + columns_of({line->buffer, before});
        std::string out = "\r";
        if (const std::size_t rows = column / terminal_columns(); rows > 0) {
            out += "\x1b[" + std::to_string(rows) + "A";
        }
        out += "\x1b[J"; // from here to the end of the screen
        out += block;
        const bool is_written = write_all(STDOUT_FILENO, out);
        el_set(editor_, EL_REFRESH);
        return is_written;
    }

    [[nodiscard]] bool shows_input() const override { return true; }

    void stop() override {
        if (std::exchange(is_stopped_, true)) return;
        waiter_.stop();
        if (on_line_) {
            el_set(editor_, EL_UNBUFFERED, 0);
            (void)write_all(STDOUT_FILENO, "\n");
        }
        on_line_ = nullptr;
    }

  private:
    void wait() {
        waiter_.wait([this] { read_key(); });
    }

    void read_key() {
        int count = 0;
        const char* typed = el_gets(editor_, &count);
        if (typed == nullptr || count < 0) return finish(std::nullopt);
        if (count == 1 && typed[0] == end_of_input) return finish(std::nullopt);
        if (count == 0 || (typed[count - 1] != '\n' && typed[count - 1] != '\r')) return wait();
        InputLine line{std::string(typed, static_cast<std::size_t>(count - 1)), false};
        if (line.bytes.size() > line_length_max) {
            line.bytes.resize(line_length_max);
            line.was_cut = true;
        }
        remember(line.bytes);
        finish(std::move(line));
    }

    void finish(std::optional<InputLine> line) {
        el_set(editor_, EL_UNBUFFERED, 0);
        if (!line) (void)write_all(STDOUT_FILENO, "\n");
        std::exchange(on_line_, nullptr)(std::move(line));
    }

    void remember(const std::string& line) {
        if (line.find_first_not_of(' ') == std::string::npos) return;
        HistEvent event;
        history(history_, &event, H_ENTER, line.c_str());
        if (history_file_.empty()) return;
        history(history_, &event, H_SAVE, history_file_.c_str());
        // What people typed is theirs alone.
        ::chmod(history_file_.c_str(), S_IRUSR | S_IWUSR);
    }

    std::string history_file_;
    ReadableWaiter waiter_;
    History* history_;
    EditLine* editor_;
    OnLine on_line_; ///< set while a line is being typed
    bool is_stopped_ = false;
};

} // namespace

std::unique_ptr<LineInput> make_terminal_input(boost::asio::io_context& io,
                                               const std::filesystem::path& history_file) {
    // libedit reads keys by the locale's encoding; without a UTF-8 one, "ñ" could not be typed.
    const char* set = std::setlocale(LC_CTYPE, "");
    if (set == nullptr || MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
    return std::make_unique<TerminalInput>(io, history_file);
}

} // namespace peerdesk::console
