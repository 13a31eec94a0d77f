// SPDX-License-Identifier: MIT
// Whether a request is one that the client-server API knows, by the OpenAPI files and event schemas
// that the Matrix specification publishes. They lie outside the project: where the environment
// variable PEERDESK_TEST_DATA names no folder with matrix/openapi-data in it, nothing is checked.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peerdesk::matrix::schema {

/// Where matrix/openapi-data lies; empty when it is not there. A test that needs it skips then.
[[nodiscard]] std::filesystem::path openapi_data();

/// Empty when the request is a correct one (or nothing can be checked); else what is wrong, as a
/// sentence for the one who reads the failed test. Checked are: a path of that form exists and
/// takes the method; each part of the path and each query parameter is known, percent-encoded and
/// of its type; required parameters are there; the body is JSON that fits the schema and names no
/// members the API does not know (names with a dot are anybody's); and for events that are sent
/// (…/send/…, …/state/…) the content fits the event's own schema.
///
/// @param method "GET", "PUT", …
/// @param target as in matrix::Request: "/_matrix/client/v3/sync?timeout=0"
/// @param body empty or JSON
[[nodiscard]] std::string problem_with_request(std::string_view method, std::string_view target,
                                               std::string_view body);

/// The same for the content of an event alone. Types without a published schema fit always.
/// @param content JSON
[[nodiscard]] std::string problem_with_content(const std::string& type, std::string_view content);

} // namespace peerdesk::matrix::schema
