// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/request_body.hpp"

#include "tests/fakes/telegram/refusal.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

void read_form(std::string_view form, Json& values) {
    while (!form.empty()) {
        const auto end = std::min(form.find('&'), form.size());
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(std::min(end + 1, form.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        values[percent_decoded(pair.substr(0, equals))] = percent_decoded(pair.substr(equals + 1));
    }
}

bool is_same_letter(char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
}

/// The value behind `name` in a header, quoted or not; empty when it is not there.
std::string_view attribute(std::string_view head, std::string_view name) {
    const auto found = std::ranges::search(head, name, is_same_letter);
    if (found.empty()) return {};
    std::string_view rest{found.end(), head.end()};
    if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
    return rest.substr(0, rest.find_first_of(";\r\n"));
}

void read_part(std::string_view part, Parameters& parameters) {
    const auto head_end = part.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return;
    const std::string_view head = part.substr(0, head_end);
    const std::string_view content = part.substr(head_end + 4);
    // Behind the semicolon, so that it is not found within filename=; a space may stand between.
    std::string name{attribute(head, "; name=")};
    if (name.empty()) name = attribute(head, ";name=");
    const std::string_view file_name = attribute(head, "filename=");
    if (file_name.empty() && attribute(head, "filename*=").empty()) {
        parameters.values[name] = content;
        return;
    }
    Upload upload;
    upload.name = file_name;
    std::string_view type = attribute(head, "content-type:");
    while (type.starts_with(' '))
        type.remove_prefix(1);
    upload.mime_type = type;
    upload.bytes = content;
    parameters.uploads[name] = std::move(upload);
}

void read_multipart(std::string_view content_type, std::string_view body, Parameters& parameters) {
    const std::string_view boundary = attribute(content_type, "boundary=");
    if (boundary.empty()) throw bad_request("boundary is missing");
    const std::string mark = "--" + std::string{boundary};
    auto at = body.find(mark);
    while (at != std::string_view::npos) {
        const auto begin = at + mark.size();
        if (body.substr(begin).starts_with("--")) return;
        const auto next = body.find("\r\n" + mark, begin);
        if (next == std::string_view::npos) throw bad_request("unexpected end of the request body");
        read_part(body.substr(begin + 2, next - begin - 2), parameters);
        at = next + 2;
    }
}

void read_json(std::string_view body, Json& values) {
    if (body.empty()) return;
    Json parsed = Json::parse(body, nullptr, false);
    if (!parsed.is_object()) throw bad_request("can't parse JSON object");
    if (values.empty()) {
        values = std::move(parsed);
    } else {
        values.update(parsed);
    }
}

} // namespace

std::string percent_decoded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const bool is_code =
            text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(&text[i + 1], &text[i + 1] + 2, value, 16).ptr == &text[i + 1] + 2;
        if (is_code) {
            plain += static_cast<char>(value);
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

Parameters read_parameters(std::string_view query, std::string_view content_type,
                           std::string_view body) {
    Parameters parameters;
    read_form(query, parameters.values);
    if (content_type.starts_with("application/json")) {
        read_json(body, parameters.values);
    } else if (content_type.starts_with("multipart/form-data")) {
        read_multipart(content_type, body, parameters);
    } else {
        read_form(body, parameters.values);
    }
    return parameters;
}

} // namespace peerdesk::telegram_fake
