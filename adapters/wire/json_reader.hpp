// SPDX-License-Identifier: MIT
// Members of one JSON object, read with complaints instead of exceptions.
#pragma once

#include "adapters/chat/event.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace peerdesk::wire {

using Json = nlohmann::ordered_json;

/// Reads members of one object; the first thing that does not fit is kept.
class Reader {
  public:
    Reader(const Json& object, std::string path, std::string& error)
        : object_(object), path_(std::move(path)), error_(error) {}

    [[nodiscard]] bool has(const char* name) const { return find(name) != nullptr; }

    [[nodiscard]] Reader within(const char* name) const {
        const Json* found = find(name);
        const bool fits = found != nullptr && found->is_object();
        if (!fits) complain(name, "an object");
        return {fits ? *found : empty(), path_ + name + ".", error_};
    }

    /// A member that may be missing; `value` stays as it is then.
    void read_if(const char* name, std::string& value) const {
        if (find(name) != nullptr) read(name, value);
    }

    /// The objects of a list that may be missing.
    [[nodiscard]] std::vector<Reader> list_if(const char* name) const {
        std::vector<Reader> objects;
        const Json* found = find(name);
        if (found == nullptr) return objects;
        if (!found->is_array()) complain(name, "a list");
        for (const Json& each : *found) {
            if (!each.is_object()) complain(name, "a list of objects");
            objects.emplace_back(each.is_object() ? each : empty(), path_ + name + ".", error_);
        }
        return objects;
    }

    void read(const char* name, std::string& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_string())
            value = found->get_ref<const std::string&>();
        else
            complain(name, "a text");
    }

    void read(const char* name, bool& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_boolean())
            value = found->get<bool>();
        else
            complain(name, "true or false");
    }

    void read(const char* name, std::int64_t& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_number_integer())
            value = found->get<std::int64_t>();
        else
            complain(name, "a whole number");
    }

    void read(const char* name, chat::Time& value) const {
        const Json* found = find(name);
        if (found != nullptr && found->is_number_integer())
            value = chat::Time{std::chrono::milliseconds{found->get<std::int64_t>()}};
        else
            complain(name, "milliseconds");
    }

    void read(const char* name, chat::Seed& value) const {
        const Json* found = find(name);
        bool fits = found != nullptr && found->is_array() && found->size() == value.size();
        for (std::size_t i = 0; fits && i < value.size(); ++i) {
            fits = (*found)[i].is_number_unsigned();
            if (fits) value.at(i) = (*found)[i].get<std::uint64_t>();
        }
        if (!fits) complain(name, "two whole numbers");
    }

    template <class Enum, std::size_t n>
    void read(const char* name, const std::pair<Enum, std::string_view> (&words)[n],
              Enum& value) const {
        std::string text;
        read(name, text);
        for (const auto& [known, word] : words) {
            if (word != text) continue;
            value = known;
            return;
        }
        complain(name, "a known word");
    }

  private:
    static const Json& empty() {
        static const Json none = Json::object();
        return none;
    }

    [[nodiscard]] const Json* find(const char* name) const {
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }

    void complain(const char* name, const char* expected) const {
        if (error_.empty()) error_ = path_ + name + " is not " + expected;
    }

    const Json& object_;
    std::string path_;
    std::string& error_;
};

} // namespace peerdesk::wire
