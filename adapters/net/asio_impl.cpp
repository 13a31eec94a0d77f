// SPDX-License-Identifier: MIT
// The one file that compiles Asio's own sources (BOOST_ASIO_SEPARATE_COMPILATION is set for all).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
