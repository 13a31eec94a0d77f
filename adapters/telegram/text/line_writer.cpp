// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/line_writer.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view blanks = " \n\t\r\f";

bool is_block(const std::optional<Entity>& entity) {
    return entity && (entity->kind == EntityKind::blockquote || entity->kind == EntityKind::pre);
}

} // namespace

void LineWriter::begin_mark(std::optional<Entity> entity) {
    marks_.push_back({std::move(entity)});
}

void LineWriter::end_mark() {
    Mark mark = std::move(marks_.back());
    marks_.pop_back();
    const bool has_begun = begun_ > marks_.size();
    begun_ = std::min(begun_, marks_.size());
    if (!has_begun || !mark.entity || entities_.size() >= entities_max) return;
    const std::size_t end = out_.find_last_not_of(" \n") + 1;
    if (end <= mark.begin.byte) return;
    // What is cut off are blanks, one unit each.
    const std::size_t units = units_ - (out_.size() - end);
    if (is_block(mark.entity)) {
        out_.resize(end);
        units_ = units;
    } else {
        mark.begin.unit += out_.find_first_not_of(" \n", mark.begin.byte) - mark.begin.byte;
    }
    mark.entity->offset = mark.begin.unit;
    mark.entity->length = units - mark.begin.unit;
    entities_.push_back(std::move(*mark.entity));
}

Entity* LineWriter::mark() {
    return marks_.empty() || !marks_.back().entity ? nullptr : &*marks_.back().entity;
}

std::string_view LineWriter::marked() const {
    if (begun_ < marks_.size()) return {};
    return std::string_view{out_}.substr(std::min(marks_.back().begin.byte, out_.size()));
}

void LineWriter::write(std::string_view text) {
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(blanks));
        write_as_is(word);
        text.remove_prefix(word.size());
        const std::string_view run = text.substr(0, text.find_first_not_of(blanks));
        text.remove_prefix(run.size());
        const bool is_one = run.find_first_not_of(' ') != std::string_view::npos;
        if (is_one && !is_at_begin() && !out_.ends_with(' ')) append(" ");
        if (is_one || run.empty() || (is_at_begin() && !sign_.empty())) continue;
        if (is_at_begin()) begin_line();
        append(run);
    }
}

void LineWriter::write_as_is(std::string_view text) {
    if (text.empty()) return;
    if (is_at_begin()) begin_line();
    begin_marks();
    append(text);
}

void LineWriter::append(std::string_view text) {
    out_ += text;
    units_ += utf16_length(text);
}

void LineWriter::begin_line() {
    line_ = {out_.size(), units_};
    append(std::string(indentation_, ' '));
    append(std::exchange(sign_, {}));
}

void LineWriter::begin_marks() {
    for (; begun_ < marks_.size(); ++begun_) {
        Mark& mark = marks_[begun_];
        mark.begin = is_block(mark.entity) ? line_ : Spot{out_.size(), units_};
    }
}

void LineWriter::trim_line() {
    while (out_.ends_with(' ')) {
        out_.pop_back();
        --units_;
    }
}

void LineWriter::end_line() {
    trim_line();
    if (!is_at_begin()) append("\n");
}

void LineWriter::break_line() {
    append("\n");
}

FormattedText LineWriter::finish() {
    while (!marks_.empty())
        end_mark();
    auto entities = nested(out_, std::move(entities_));
    return trimmed({std::move(out_), std::move(entities)});
}

} // namespace peerdesk::telegram
