// SPDX-License-Identifier: MIT
#include "tests/tidy/includes.hpp"

#include <algorithm>

namespace peerdesk::tidy {
namespace {

// The operating system's own headers, for rooms that may do I/O.
const std::vector<std::string_view> system_headers{
    "arpa/",     "cerrno", "dirent.h", "fcntl.h",  "netdb.h", "netinet/",  "poll.h",
    "pthread.h", "pwd.h",  "sched.h",  "signal.h", "spawn.h", "sys/",      "syslog.h",
    "termios.h", "time.h", "unistd.h", "malloc.h", "grp.h",   "execinfo.h"};

std::vector<std::string_view> with_system(std::vector<std::string_view> libraries) {
    libraries.insert(libraries.end(), system_headers.begin(), system_headers.end());
    return libraries;
}

// architecture.md's table of rooms. A network's folder knows the vocabulary and net, no other one.
const std::vector<RoomRule>& rules() {
    static const std::vector<RoomRule> all{
        {"adapters/chat", {}, {}},
        {"adapters/wire", {"adapters/chat/"}, {"nlohmann/"}},
        {"adapters/net",
         {"adapters/chat/"},
         with_system({"boost/asio/", "boost/beast/", "boost/system/", "openssl/", "unicode/"})},
        {"adapters/irc",
         {"adapters/chat/", "adapters/net/"},
         with_system({"boost/asio/", "boost/system/", "openssl/", "unicode/", "nlohmann/"})},
        {"adapters/http_session",
         {"adapters/chat/", "adapters/net/"},
         with_system({"boost/asio/", "boost/system/"})},
        {"adapters/matrix",
         {"adapters/chat/", "adapters/net/", "adapters/http_session/"},
         with_system({"boost/asio/", "boost/system/", "nlohmann/", "unicode/", "openssl/"})},
        {"adapters/telegram",
         {"adapters/chat/", "adapters/net/", "adapters/http_session/"},
         with_system({"boost/asio/", "boost/system/", "nlohmann/", "unicode/"})},
        {"adapters/console",
         {"adapters/chat/", "adapters/net/"},
         with_system({"boost/asio/", "boost/system/", "histedit.h", "unicode/"})},
        {"matching", {}, {}},
        {"storage", {}, with_system({"SQLiteCpp/", "sqlite3.h", "nlohmann/"})},
        {"bot",
         {"bot/", "adapters/", "matching/", "storage/"},
         with_system({"boost/asio/", "boost/system/", "nlohmann/", "unicode/", "date/", "fmt/",
                      "CLI/", "toml++/", "spdlog/", "pango/"})},
    };
    return all;
}

} // namespace

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> found;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        constexpr std::string_view word = "#include ";
        if (!line.starts_with(word) || line.size() < word.size() + 2) continue;
        const bool ours = line[word.size()] == '"';
        const auto end = line.find(ours ? '"' : '>', word.size() + 1);
        if (end == std::string::npos) continue;
        found.push_back({line.substr(word.size() + 1, end - word.size() - 1), ours, i + 1});
    }
    return found;
}

const RoomRule* rule_for(const SourceFile& file) {
    const auto found =
        std::ranges::find_if(rules(), [&](const RoomRule& rule) { return file.is_in(rule.room); });
    return found == rules().end() ? nullptr : &*found;
}

bool is_std_header(std::string_view name) {
    return name.find_first_of("/.") == std::string_view::npos;
}

bool starts_with_any(std::string_view name, const std::vector<std::string_view>& beginnings) {
    return std::ranges::any_of(beginnings,
                               [&](std::string_view begin) { return name.starts_with(begin); });
}

} // namespace peerdesk::tidy
