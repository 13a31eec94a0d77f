// SPDX-License-Identifier: MIT
#include "adapters/matrix/json_document.hpp"

#include "adapters/matrix/json_text.hpp"

#include <charconv>
#include <cmath>

namespace peerdesk::matrix {

/// Goes once over the bytes, with a list of open containers instead of recursion.
class JsonReader {
  public:
    JsonReader(JsonDocument& document, std::string_view bytes, int depth_max)
        : document_(document), nodes_(document.nodes_), open_(document.open_), bytes_(bytes),
          depth_max_(static_cast<std::size_t>(depth_max)) {}

    bool read() {
        skip_blanks();
        if (!read_value({})) return false;
        while (!open_.empty())
            if (!read_next()) return false;
        skip_blanks();
        return at_ == bytes_.size();
    }

  private:
    [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

    void skip_blanks() {
        while (at_ < bytes_.size() && (bytes_[at_] == ' ' || bytes_[at_] == '\n' ||
                                       bytes_[at_] == '\r' || bytes_[at_] == '\t'))
            ++at_;
    }

    /// The next member of the innermost container, or its end.
    bool read_next() {
        const std::uint32_t container = open_.back();
        const bool is_object = nodes_[container].kind == JsonKind::object;
        const bool is_first = nodes_.size() == container + 1;
        skip_blanks();
        if (peek() == (is_object ? '}' : ']')) {
            close(container);
            return true;
        }
        if (!is_first) {
            if (peek() != ',') return false;
            ++at_;
            skip_blanks();
        }
        std::string_view key;
        if (is_object) {
            if (peek() != '"' || !read_text(key)) return false;
            skip_blanks();
            if (peek() != ':') return false;
            ++at_;
            skip_blanks();
        }
        return read_value(key);
    }

    void close(std::uint32_t container) {
        ++at_;
        JsonNode& node = nodes_[container];
        node.end = static_cast<std::uint32_t>(nodes_.size());
        const auto begin = static_cast<std::size_t>(node.text.data() - bytes_.data());
        node.text = bytes_.substr(begin, at_ - begin);
        open_.pop_back();
    }

    bool read_value(std::string_view key) {
        if (nodes_.size() >= JsonDocument::nodes_max) return false;
        switch (peek()) {
        case '{':
        case '[':
            return read_container(key);
        case '"': {
            std::string_view text;
            if (!read_text(text)) return false;
            add(key, text, JsonKind::text);
            return true;
        }
        case 't':
            return read_word(key, "true", JsonKind::boolean);
        case 'f':
            return read_word(key, "false", JsonKind::boolean);
        case 'n':
            return read_word(key, "null", JsonKind::null);
        default:
            return read_number(key);
        }
    }

    void add(std::string_view key, std::string_view text, JsonKind kind) {
        nodes_.push_back({key, text, static_cast<std::uint32_t>(nodes_.size() + 1), kind});
    }

    bool read_container(std::string_view key) {
        const std::size_t begin = at_;
        if (open_.size() == depth_max_) {
            at_ = container_end(bytes_, at_);
            if (at_ == std::string_view::npos) return false;
            add(key, bytes_.substr(begin, at_ - begin), JsonKind::unread);
            return true;
        }
        open_.push_back(static_cast<std::uint32_t>(nodes_.size()));
        add(key, bytes_.substr(begin, 1), peek() == '{' ? JsonKind::object : JsonKind::array);
        ++at_;
        return true;
    }

    bool read_word(std::string_view key, std::string_view word, JsonKind kind) {
        if (!bytes_.substr(at_).starts_with(word)) return false;
        add(key, word, kind);
        at_ += word.size();
        return true;
    }

    bool read_number(std::string_view key) {
        const std::size_t begin = at_;
        if (peek() != '-' && (peek() < '0' || peek() > '9')) return false;
        while ((peek() >= '0' && peek() <= '9') || peek() == '-' || peek() == '+' ||
               peek() == '.' || peek() == 'e' || peek() == 'E')
            ++at_;
        add(key, bytes_.substr(begin, at_ - begin), JsonKind::number);
        return true;
    }

    /// At an opening quote. What has no escapes stays where it is.
    bool read_text(std::string_view& text) {
        const std::size_t begin = at_ + 1;
        bool has_escapes = false;
        at_ = text_end(bytes_, begin, has_escapes);
        if (at_ == std::string_view::npos) return false;
        text = bytes_.substr(begin, at_ - begin);
        ++at_;
        return !has_escapes || unescape(text);
    }

    /// No escape is shorter than what it stands for, so the space of all bytes is enough.
    bool unescape(std::string_view& text) {
        if (!document_.unescaped_) {
            document_.unescaped_ = std::make_unique_for_overwrite<char[]>(bytes_.size());
            document_.unescaped_size_ = 0;
        }
        char* const begin = document_.unescaped_.get() + document_.unescaped_size_;
        char* const end = write_unescaped(text, begin);
        if (end == nullptr) return false;
        text = {begin, static_cast<std::size_t>(end - begin)};
        document_.unescaped_size_ += text.size();
        return true;
    }

    JsonDocument& document_;
    std::vector<JsonNode>& nodes_;
    std::vector<std::uint32_t>& open_;
    std::string_view bytes_;
    std::size_t depth_max_;
    std::size_t at_ = 0;
};

bool JsonDocument::read(std::string_view bytes, int depth_max) {
    nodes_.clear();
    open_.clear();
    unescaped_.reset();
    if (JsonReader(*this, bytes, depth_max).read()) return true;
    nodes_.clear();
    return false;
}

JsonValue JsonDocument::root() const {
    return nodes_.empty() ? JsonValue{} : JsonValue{nodes_, 0};
}

std::optional<std::int64_t> JsonValue::integer() const {
    constexpr double exact_max = 9'007'199'254'740'992; // 2^53, as canonical JSON has it
    if (kind() != JsonKind::number && kind() != JsonKind::text) return std::nullopt;
    const std::string_view digits = node().text;
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (!(std::abs(number) <= exact_max)) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

JsonValue JsonValue::operator[](std::string_view name) const {
    JsonValue found;
    if (!is_object()) return found;
    for (const JsonValue member : *this)
        if (member.key() == name) found = member;
    return found;
}

JsonValue::Iterator JsonValue::begin() const {
    static const std::vector<JsonNode> nothing;
    if (!is_object() && !is_array()) return {nothing, 0};
    return {*nodes_, at_ + 1};
}

JsonValue::Iterator JsonValue::end() const {
    static const std::vector<JsonNode> nothing;
    if (!is_object() && !is_array()) return {nothing, 0};
    return {*nodes_, node().end};
}

} // namespace peerdesk::matrix
