// SPDX-License-Identifier: MIT
// JSON from a homeserver, read so that nobody's event can spoil the rest: numbers keep their text,
// half surrogate pairs become U+FFFD, and what lies below a given depth stays unread text, to be
// read alone. The libraries at hand refuse a whole answer for any of these, and recurse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

enum class JsonKind : std::uint8_t {
    null,
    boolean,
    number,
    text,
    array,
    object,
    unread, ///< an array or object below the depth that was asked for
};

/// One value; an array or object is followed by what it holds, up to `end`.
struct JsonNode {
    std::string_view key;  ///< within an object
    std::string_view text; ///< of a text; of anything else as it stood there
    std::uint32_t end = 0; ///< index behind the last node within
    JsonKind kind = JsonKind::null;
};

/// A view of one value; what does not exist is a value too, of which everything asked is empty.
/// Lives as long as its document and the bytes this was read from.
class JsonValue {
  public:
    JsonValue() = default;
    JsonValue(const std::vector<JsonNode>& nodes, std::uint32_t at) : nodes_(&nodes), at_(at) {}

    [[nodiscard]] bool exists() const { return nodes_ != nullptr; }
    [[nodiscard]] JsonKind kind() const { return exists() ? node().kind : JsonKind::null; }
    [[nodiscard]] bool is_object() const { return kind() == JsonKind::object; }
    [[nodiscard]] bool is_array() const { return kind() == JsonKind::array; }
    [[nodiscard]] bool is_text() const { return kind() == JsonKind::text; }
    [[nodiscard]] bool is_true() const {
        return kind() == JsonKind::boolean && node().text == "true";
    }
    /// Empty when it is no text.
    [[nodiscard]] std::string_view text() const {
        return is_text() ? node().text : std::string_view{};
    }
    /// The name within the object around it.
    [[nodiscard]] std::string_view key() const {
        return exists() ? node().key : std::string_view{};
    }
    /// An array or object as it stood in the bytes.
    [[nodiscard]] std::string_view raw() const {
        return exists() ? node().text : std::string_view{};
    }
    /// A whole number (or a fraction's whole part) within ±2^53; older rooms have them as texts.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    /// Of members of one name the last counts.
    [[nodiscard]] JsonValue operator[](std::string_view name) const;

    /// Goes through the members of an object or the items of an array.
    class Iterator {
      public:
        Iterator(const std::vector<JsonNode>& nodes, std::uint32_t at) : nodes_(&nodes), at_(at) {}
        JsonValue operator*() const { return {*nodes_, at_}; }
        Iterator& operator++() {
            at_ = (*nodes_)[at_].end;
            return *this;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        const std::vector<JsonNode>* nodes_;
        std::uint32_t at_;
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

  private:
    [[nodiscard]] const JsonNode& node() const { return (*nodes_)[at_]; }

    const std::vector<JsonNode>* nodes_ = nullptr;
    std::uint32_t at_ = 0;
};

class JsonDocument {
  public:
    /// Values one document may have: an answer of a hundred megabytes of zeros ends here.
    static constexpr std::size_t nodes_max = 4'000'000;

    /// Reads `bytes`, which must be valid UTF-8 and outlive the document. False when they are no
    /// JSON; then root() does not exist. Control characters within texts are let pass.
    [[nodiscard]] bool read(std::string_view bytes, int depth_max);
    [[nodiscard]] JsonValue root() const;

  private:
    std::vector<JsonNode> nodes_;
    std::vector<std::uint32_t> open_;
    std::unique_ptr<char[]> unescaped_; ///< texts that had escapes, one behind the other
    std::size_t unescaped_size_ = 0;

    friend class JsonReader;
};

} // namespace peerdesk::matrix
