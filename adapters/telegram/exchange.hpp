// SPDX-License-Identifier: MIT
// The words of a session over HTTP, as the parts of this one use them.
#pragma once

#include "adapters/http_session/batch_book.hpp"
#include "adapters/http_session/exchange.hpp"
#include "adapters/http_session/retry.hpp"

namespace peerdesk::telegram {

using http_session::Answer;
using http_session::BatchBook;
using http_session::Lane;
using http_session::NumberedBatch;
using http_session::Request;
using http_session::RequestId;
using http_session::Retry;
using http_session::StoredState;

} // namespace peerdesk::telegram
