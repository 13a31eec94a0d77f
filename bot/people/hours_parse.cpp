// SPDX-License-Identifier: MIT
// From words to hours: which zone, which days, which times, and what is wrong with them.
#include "bot/people/hours.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "bot/people/hours_words.hpp"
#include "bot/people/zones.hpp"

namespace peerdesk::people {

namespace {

using Kind = HoursProblem::Kind;
using Problem = std::unexpected<HoursProblem>;

constexpr int day_minutes = 1440;
/// "North Dakota/New Salem" has three words, more no zone has.
constexpr int zone_words_max = 3;
constexpr std::string_view spaces = " \t\r\n";

Problem problem(Kind kind, std::string_view piece = {}) {
    return Problem(HoursProblem{kind, std::string(piece)});
}

std::string_view trimmed(std::string_view text, std::string_view what) {
    const auto begin = text.find_first_not_of(what);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(what) - begin + 1);
}

struct ZoneSplit {
    std::string_view before; ///< the text around the zone; most have nothing behind
    std::string_view zone;   ///< as typed, empty when there is none
    std::string_view behind;
};

/// The word with a slash, unless it is 24/7 or "sat/sun": a zone wherever it stands.
std::optional<ZoneSplit> split_at_slash(std::string_view text, const DayNames& names) {
    for (auto at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
        const auto space = text.find_last_of(spaces, at);
        const auto begin = space == std::string_view::npos ? 0 : space + 1;
        const auto end = std::min(text.find_first_of(spaces, at), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const std::string_view front = trimmed(word.substr(0, at - begin), "(,;");
        const bool is_number = !front.empty() && front.back() >= '0' && front.back() <= '9';
        if (is_number || days_named(front, names)) continue;
        return ZoneSplit{text.substr(0, begin), trimmed(word, "(),;"), text.substr(end)};
    }
    return std::nullopt;
}

/// The last one to three words, if they are a zone ("New York", "UTC").
ZoneSplit split_at_end(std::string_view text, const DayNames& names) {
    ZoneSplit best{text, {}, {}};
    std::size_t begin = text.size();
    for (int count = 0; count < zone_words_max && begin > 0; ++count) {
        const auto last = text.find_last_not_of(spaces, begin - 1);
        if (last == std::string_view::npos) break;
        const auto space = text.find_last_of(spaces, last);
        begin = space == std::string_view::npos ? 0 : space + 1;
        const std::string_view candidate = trimmed(text.substr(begin), "(),;. \t\r\n");
        if (!days_named(candidate, names) && find_zone(candidate))
            best = {text.substr(0, begin), candidate, {}};
    }
    return best;
}

/// Reads words from left to right; days gather until times follow them.
class Reader {
  public:
    explicit Reader(std::vector<Word> words) : words_(std::move(words)) {}

    std::expected<std::vector<Block>, HoursProblem> read() {
        while (at_ < words_.size()) {
            if (const auto wrong = read_one()) return Problem(*wrong);
        }
        if (days_ != 0 && !times_follow_) return problem(Kind::missing_time, last_day_);
        return std::move(blocks_);
    }

  private:
    using Wrong = std::optional<HoursProblem>;

    static HoursProblem wrong(Kind kind, std::string_view piece) {
        return {kind, std::string(piece)};
    }

    const Word* peek(std::size_t ahead = 0) const {
        return at_ + ahead < words_.size() ? &words_[at_ + ahead] : nullptr;
    }

    bool is_next(Word::Kind kind, std::size_t ahead = 0) const {
        return peek(ahead) && peek(ahead)->kind == kind;
    }

    Wrong read_one() {
        const Word& word = words_[at_];
        switch (word.kind) {
        case Word::Kind::comma:
        case Word::Kind::filler:
            ++at_;
            return std::nullopt;
        case Word::Kind::always:
            ++at_;
            days_ = all_days;
            add(0, day_minutes);
            return std::nullopt;
        case Word::Kind::days:
            return read_days();
        case Word::Kind::clock:
            return read_times();
        case Word::Kind::dash:
            return wrong(Kind::unclear, word.piece);
        case Word::Kind::unknown:
            return unknown(word);
        }
        return std::nullopt;
    }

    /// A word behind the last times is a zone misspelt, any other a day misspelt.
    HoursProblem unknown(const Word& word) const {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
        const char front = folded(word.piece).front();
        const bool is_word = letters.contains(front) || (front & 0x80) != 0;
        if (!is_word) return wrong(Kind::unclear, word.piece);
        bool more_times = false; // a whole range: the 15 of "UTC+15" is none
        for (std::size_t i = at_; i + 1 < words_.size(); ++i)
            more_times |=
                words_[i].kind == Word::Kind::clock && words_[i + 1].kind == Word::Kind::dash;
        if (blocks_.empty() || more_times) return wrong(Kind::unknown_day, word.piece);
        return wrong(Kind::unknown_zone, spanning(word.piece, words_.back().piece));
    }

    Wrong read_days() {
        const Word& first = words_[at_++];
        if (times_follow_) days_ = 0;
        times_follow_ = false;
        last_day_ = first.piece;
        if (!is_next(Word::Kind::dash)) {
            days_ |= first.days;
            return std::nullopt;
        }
        const Word& dash = words_[at_++];
        if (!peek()) return wrong(Kind::missing_time, spanning(first.piece, dash.piece));
        const Word& last = words_[at_];
        if (!std::has_single_bit(first.days) || last.kind != Word::Kind::days ||
            !std::has_single_bit(last.days))
            return wrong(Kind::unknown_day, last.piece);
        ++at_;
        last_day_ = last.piece;
        // fri-mon runs over the end of the week
        for (DaySet day = first.days;; day = day == day_bit(Weekday::sunday) ? 1U : day << 1U) {
            days_ |= day;
            if (day == last.days) return std::nullopt;
        }
    }

    Wrong read_times() {
        const Word& first = words_[at_++];
        if (!minute_of_day(first.clock)) return wrong(Kind::bad_time, first.piece);
        if (!is_next(Word::Kind::dash)) return wrong(Kind::missing_time, first.piece);
        const Word& dash = words_[at_++];
        if (!is_next(Word::Kind::clock))
            return wrong(Kind::missing_time, spanning(first.piece, dash.piece));
        const Word& last = words_[at_++];
        if (!minute_of_day(last.clock)) return wrong(Kind::bad_time, last.piece);
        const auto [begin, end] = completed(first.clock, last.clock);
        if (begin % day_minutes == 0 && end == day_minutes && begin != end) {
            add(0, day_minutes);
        } else if (begin % day_minutes == end % day_minutes) {
            return wrong(Kind::empty_block, spanning(first.piece, last.piece));
        } else {
            add(begin % day_minutes, end);
        }
        return std::nullopt;
    }

    /// Minutes a block from `begin` to `end` lasts, over midnight if need be.
    static int length(int begin, int end) {
        return (end - begin + 2 * day_minutes - 1) % day_minutes + 1;
    }

    /// "6-9pm", "10-2pm", "9am-5": the half of the day that only one side names is, for the other,
    /// the one that gives the shorter block. Hours over 12 stay as they are.
    static std::pair<int, int> completed(Clock begin, Clock end) {
        const auto choose = [](Clock& open, auto block_length) {
            if (open.hour < 1 || open.hour > 12) return;
            Clock am = open;
            Clock pm = open;
            am.meridiem = Meridiem::am;
            pm.meridiem = Meridiem::pm;
            open = block_length(*minute_of_day(am)) < block_length(*minute_of_day(pm)) ? am : pm;
        };
        if (begin.meridiem == Meridiem::none && end.meridiem != Meridiem::none)
            choose(begin, [&](int minute) { return length(minute, *minute_of_day(end)); });
        else if (begin.meridiem != Meridiem::none && end.meridiem == Meridiem::none)
            choose(end, [&](int minute) { return length(*minute_of_day(begin), minute); });
        return {*minute_of_day(begin), *minute_of_day(end)};
    }

    void add(int begin, int end) {
        if (end <= begin) end += day_minutes;
        if (days_ == 0) days_ = all_days; // "18-21" alone is every day
        for (int day = 0; day < 7; ++day)
            if ((days_ >> day & 1U) != 0)
                blocks_.push_back({static_cast<Weekday>(day), begin, end});
        times_follow_ = true;
    }

    std::vector<Word> words_;
    std::size_t at_ = 0;
    DaySet days_ = 0;
    bool times_follow_ = false; ///< days_ have their times: the next day begins a new set
    std::string_view last_day_;
    std::vector<Block> blocks_;
};

} // namespace

std::expected<WeeklyHours, HoursProblem>
parse_hours(std::string_view text, std::string_view default_zone, const DayNames& day_names) {
    if (text.size() > hours_text_max) return problem(Kind::too_long);
    text = trimmed(text, spaces);
    if (text.empty()) return problem(Kind::empty);
    const auto slashed = split_at_slash(text, day_names);
    const ZoneSplit split = slashed ? *slashed : split_at_end(text, day_names);

    std::vector<Word> words = words_of(split.before, day_names);
    std::ranges::copy(words_of(split.behind, day_names), std::back_inserter(words));
    auto blocks = Reader(std::move(words)).read();
    if (!blocks) return Problem(std::move(blocks.error()));
    const auto zone = find_zone(split.zone.empty() ? default_zone : split.zone);
    if (!zone && split.zone.empty() && default_zone.empty()) return problem(Kind::no_zone);
    if (!zone) return problem(Kind::unknown_zone, split.zone.empty() ? default_zone : split.zone);
    if (blocks->empty()) return problem(Kind::missing_time, text);
    return canonical(std::move(*blocks), *zone);
}

} // namespace peerdesk::people
