// SPDX-License-Identifier: MIT
// Keeps the program small: what glibc would spend on many threads is spent on two.
#pragma once

namespace peerdesk::runtime {

/// Call once, before any thread is made.
void keep_memory_small();

} // namespace peerdesk::runtime
