// SPDX-License-Identifier: MIT
#include "adapters/net/passphrase.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace peerdesk::net {
namespace {

constexpr std::string_view scheme = "scrypt";
constexpr unsigned cost_log2 = 14;
constexpr unsigned block_size = 8;
constexpr unsigned lanes = 1;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t salt_bytes = 16;
/// Ceilings for what a stored text may ask of us: 128 * 2^17 * 8 = 128 MiB.
constexpr unsigned cost_log2_max = 17;
constexpr unsigned block_size_max = 8;
constexpr unsigned lanes_max = 4;
constexpr std::uint64_t memory_max = std::uint64_t{160} << 20;

struct Parameters {
    unsigned cost_log2;
    unsigned block_size;
    unsigned lanes;
};

using Bytes = std::vector<unsigned char>;

std::string to_hex(const Bytes& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool from_hex(std::string_view text, std::size_t expected, Bytes& bytes) {
    if (text.size() != expected * 2) return false;
    bytes.resize(expected);
    for (std::size_t i = 0; i < expected; ++i) {
        const char* first = text.data() + i * 2;
        const auto [end, error] = std::from_chars(first, first + 2, bytes[i], 16);
        if (error != std::errc{} || end != first + 2) return false;
    }
    return true;
}

Bytes derive(std::string_view phrase, const Bytes& salt, Parameters parameters) {
    Bytes key(key_bytes);
    const int done = EVP_PBE_scrypt(phrase.data(), phrase.size(), salt.data(), salt.size(),
                                    std::uint64_t{1} << parameters.cost_log2, parameters.block_size,
                                    parameters.lanes, memory_max, key.data(), key.size());
    if (done != 1) throw std::runtime_error("scrypt failed"); // out of memory, nothing else
    return key;
}

/// Cuts the part before the next '$' off `rest`.
std::string_view next_part(std::string_view& rest) {
    const std::size_t end = rest.find('$');
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

bool read_number(std::string_view text, unsigned max, unsigned& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= max;
}

} // namespace

std::string hash_phrase(std::string_view phrase, std::array<std::uint64_t, 2> salt) {
    Bytes salt_text;
    for (const std::uint64_t half : salt) {
        for (unsigned shift = 64; shift > 0; shift -= 8)
            salt_text.push_back(static_cast<unsigned char>(half >> (shift - 8)));
    }
    const Bytes key = derive(phrase, salt_text, {cost_log2, block_size, lanes});
    return std::string{scheme} + '$' + std::to_string(cost_log2) + '$' +
           std::to_string(block_size) + '$' + std::to_string(lanes) + '$' + to_hex(salt_text) +
           '$' + to_hex(key);
}

bool verify_phrase(std::string_view phrase, std::string_view stored) {
    if (next_part(stored) != scheme) return false;
    Parameters parameters{};
    if (!read_number(next_part(stored), cost_log2_max, parameters.cost_log2)) return false;
    if (!read_number(next_part(stored), block_size_max, parameters.block_size)) return false;
    if (!read_number(next_part(stored), lanes_max, parameters.lanes)) return false;
    Bytes salt;
    Bytes expected;
    if (!from_hex(next_part(stored), salt_bytes, salt)) return false;
    if (!from_hex(stored, key_bytes, expected)) return false;
    const Bytes key = derive(phrase, salt, parameters);
    return CRYPTO_memcmp(key.data(), expected.data(), key_bytes) == 0;
}

} // namespace peerdesk::net
