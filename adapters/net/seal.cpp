// SPDX-License-Identifier: MIT
#include "adapters/net/seal.hpp"

#include <openssl/evp.h>

#include <charconv>
#include <memory>
#include <stdexcept>
#include <vector>

namespace peerdesk::net {
namespace {

constexpr std::string_view scheme = "gcm1";
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t secret_size_max = 65'536; // of what we would ever seal

using Bytes = std::vector<unsigned char>;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void append_hex(std::string& text, std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char* first = text.data() + i * 2;
        const auto [end, error] = std::from_chars(first, first + 2, bytes[i], 16);
        if (error != std::errc{} || end != first + 2) return std::nullopt;
    }
    return bytes;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// The scheme's name is authenticated with the context: an older form can never pass as a newer.
std::string authenticated(std::string_view context) {
    return std::string(scheme) + ' ' + std::string(context);
}

} // namespace

std::string seal(SealKey key, std::string_view plain, std::string_view context,
                 std::array<std::uint64_t, 2> nonce) {
    if (plain.size() > secret_size_max) throw std::length_error("too long to be sealed");
    Bytes once(nonce_size);
    for (std::size_t i = 0; i < once.size(); ++i)
        once[i] = static_cast<unsigned char>(nonce[i / 8] >> (8 * (i % 8)));
    const std::string extra = authenticated(context);
    Bytes out(plain.size() + tag_size);
    int size = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool is_done = cipher != nullptr &&
                         EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(),
                                            once.data()) == 1 &&
                         EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes_of(extra),
                                           static_cast<int>(extra.size())) == 1 &&
                         EVP_EncryptUpdate(cipher.get(), out.data(), &size, bytes_of(plain),
                                           static_cast<int>(plain.size())) == 1 &&
                         EVP_EncryptFinal_ex(cipher.get(), out.data() + plain.size(), &size) == 1 &&
                         EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size,
                                             out.data() + plain.size()) == 1;
    if (!is_done) throw std::runtime_error("AES-256-GCM is not available");
    std::string text(scheme);
    text += '$';
    append_hex(text, once);
    text += '$';
    append_hex(text, out);
    return text;
}

std::optional<std::string> unseal(SealKey key, std::string_view sealed, std::string_view context) {
    constexpr std::size_t nonce_at = scheme.size() + 1;
    constexpr std::size_t secret_at = nonce_at + nonce_size * 2 + 1;
    if (sealed.size() < secret_at + tag_size * 2 ||
        sealed.size() > secret_at + (secret_size_max + tag_size) * 2 ||
        !sealed.starts_with(scheme) || sealed[nonce_at - 1] != '$' ||
        sealed[secret_at - 1] != '$') {
        return std::nullopt;
    }
    const auto once = from_hex(sealed.substr(nonce_at, nonce_size * 2));
    auto in = from_hex(sealed.substr(secret_at));
    if (!once || !in) return std::nullopt;
    const std::size_t plain_size = in->size() - tag_size;
    const std::string extra = authenticated(context);
    std::string plain(plain_size, '\0');
    int size = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool is_whole =
        cipher != nullptr &&
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), once->data()) ==
            1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes_of(extra),
                          static_cast<int>(extra.size())) == 1 &&
        EVP_DecryptUpdate(cipher.get(), reinterpret_cast<unsigned char*>(plain.data()), &size,
                          in->data(), static_cast<int>(plain_size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size,
                            in->data() + plain_size) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), in->data() + plain_size, &size) == 1;
    if (!is_whole) return std::nullopt;
    return plain;
}

} // namespace peerdesk::net
