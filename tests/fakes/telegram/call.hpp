// SPDX-License-Identifier: MIT
// One call of a method: its parameters checked against the tables and brought into their types,
// whatever form they came in.
#pragma once

#include "tests/fakes/telegram/api_tables.hpp"
#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace peerdesk::telegram_fake {

/// A file that came with a request.
struct Upload {
    std::string name;
    std::string mime_type;
    std::string bytes;
};

using Uploads = std::map<std::string, Upload>; ///< by the name of their part

class Call {
  public:
    /// Throws Refusal in the real server's words for a missing or wrongly typed parameter.
    /// Parameters the method does not know are kept and ignored.
    Call(const Method& method, Json parameters, Uploads uploads = {});

    [[nodiscard]] const Method& method() const { return *method_; }
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t fallback = 0) const;
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    /// null when it is not there
    [[nodiscard]] const Json& value(std::string_view name) const;
    [[nodiscard]] const Upload* upload(const std::string& name) const;
    [[nodiscard]] const Json& parameters() const { return parameters_; }

  private:
    const Method* method_;
    Json parameters_;
    Uploads uploads_;
};

/// A text as the type asks for it: a form sends everything as text. Throws Refusal.
void fit(Json& value, const Field& field);

} // namespace peerdesk::telegram_fake
