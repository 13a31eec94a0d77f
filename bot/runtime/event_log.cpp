// SPDX-License-Identifier: MIT
#include "bot/runtime/event_log.hpp"

#include "bot/runtime/log_line.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <utility>

namespace peerdesk::runtime {

namespace {

spdlog::level::level_enum to_spdlog(chat::LogLevel level) {
    switch (level) {
    case chat::LogLevel::debug:
        return spdlog::level::debug;
    case chat::LogLevel::info:
        return spdlog::level::info;
    case chat::LogLevel::warning:
        return spdlog::level::warn;
    case chat::LogLevel::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

} // namespace

struct EventLog::Sink {
    Sink() : logger("peerdesk", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
        logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
            "time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc));
    }
    spdlog::logger logger;
};

EventLog::EventLog(chat::LogLevel least) : sink_(std::make_unique<Sink>()) {
    set_level(least);
}

EventLog::~EventLog() = default;

void EventLog::write(chat::LogLevel level, std::string_view event, std::vector<Field> fields) {
    const auto wanted = to_spdlog(level);
    if (!sink_->logger.should_log(wanted)) return;
    const std::string line = log_line(event, fields, secrets_);
    sink_->logger.log(wanted, spdlog::string_view_t(line.data(), line.size()));
}

void EventLog::set_level(chat::LogLevel least) {
    sink_->logger.set_level(to_spdlog(least));
}

} // namespace peerdesk::runtime
