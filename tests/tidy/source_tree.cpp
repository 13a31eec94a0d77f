// SPDX-License-Identifier: MIT
#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace peerdesk::tidy {
namespace {

namespace fs = std::filesystem;

const fs::path root = PEERDESK_SOURCE_DIR;
constexpr std::array not_ours{"build", ".git"};

/// A desk that was tried here leaves its database, which git does not track either.
bool is_database(const fs::path& path) {
    return path.filename().string().find(".db") != std::string::npos;
}

bool is_text(const std::string& content) {
    return content.find('\0') == std::string::npos;
}

std::vector<std::string> lines_of(const std::string& content) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < content.size()) {
        const auto end = std::min(content.find('\n', from), content.size());
        lines.push_back(content.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::vector<SourceFile> read_project() {
    std::vector<SourceFile> files;
    for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
        if (at.depth() == 0 && std::ranges::count(not_ours, at->path().filename().string()) > 0) {
            if (at->is_directory()) at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file() || is_database(at->path())) continue;
        std::ifstream stream{at->path(), std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{stream}, {}};
        if (!is_text(content)) continue;
        files.push_back({at->path().lexically_relative(root).generic_string(), lines_of(content)});
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace

bool SourceFile::is_cpp() const {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

std::string_view SourceFile::name() const {
    const std::string_view all = path;
    return all.substr(all.rfind('/') + 1); // npos + 1 is 0
}

std::string_view SourceFile::folder() const {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string_view{}
                                      : std::string_view{path}.substr(0, slash);
}

bool SourceFile::is_in(std::string_view room) const {
    return path.starts_with(room) && path.size() > room.size() && path[room.size()] == '/';
}

const std::vector<SourceFile>& project_files() {
    static const std::vector<SourceFile> files = read_project();
    return files;
}

std::vector<const SourceFile*> cpp_files() {
    std::vector<const SourceFile*> found;
    for (const SourceFile& file : project_files()) {
        if (file.is_cpp()) found.push_back(&file);
    }
    return found;
}

std::vector<std::string> root_entries() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root)) {
        if (!is_database(entry.path())) names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::string finding(const SourceFile& file, std::size_t line, std::string_view what) {
    return file.path + ":" + std::to_string(line) + ": " + std::string{what};
}

std::string joined(const std::vector<std::string>& findings) {
    std::string text;
    for (const std::string& one : findings)
        text += one + "\n";
    return text;
}

} // namespace peerdesk::tidy
