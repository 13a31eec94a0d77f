// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/speaker.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace peerdesk::runtime {

namespace {

/// The first variable that is set decides, as in setlocale(3).
std::string wanted_locale(const text::Languages& languages) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        std::string tag(value);
        tag.resize(std::min(tag.find_first_of(".@"), tag.size())); // "es_MX.UTF-8" -> "es_MX"
        if (tag == "C" || tag == "POSIX") return "en";
        return languages.closest(tag).value_or("en");
    }
    return "en";
}

void write_line(std::FILE* stream, const std::string& line) {
    std::fwrite(line.data(), 1, line.size(), stream);
    std::fputc('\n', stream);
}

} // namespace

Speaker::Speaker(std::shared_ptr<const text::Snapshot> texts)
    : texts_(std::move(texts)), locale_(wanted_locale(texts_->languages)) {}

std::string Speaker::render(std::string_view key, const std::vector<text::Param>& params) const {
    return words().render(locale_, key, params);
}

void Speaker::say(std::string_view key, const std::vector<text::Param>& params) const {
    write_line(stdout, render(key, params));
}

void Speaker::complain(std::string_view key, const std::vector<text::Param>& params) const {
    write_line(stderr, render(key, params));
}

void Speaker::complain(const std::vector<ConfigProblem>& problems,
                       const std::filesystem::path& file) const {
    for (const ConfigProblem& problem : problems) {
        write_line(stderr, describe(problem, file, words(), locale_));
    }
    complain("peerdesk-config-summary", {problems.size(), file.string()});
}

ExitCode Speaker::fail(const Failure& failure) const {
    complain(failure.key, failure.params);
    return failure.code;
}

} // namespace peerdesk::runtime
