// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <array>
#include <memory>

namespace indaro::crypto {

/// One long text in chunks (crypto_secretstream_xchacha20poly1305). Every chunk but the last carries exactly
/// StreamChunkSize bytes; the last is marked final, so a cut, a swap or a repetition is detected.
inline constexpr std::size_t StreamChunkSize = std::size_t{64} * 1024;
inline constexpr std::size_t StreamChunkOverhead = 17;
inline constexpr std::size_t StreamHeaderSize = 24;
using StreamHeader = std::array<std::byte, StreamHeaderSize>;

class StreamWriter
{
public:
    /// `associated` (the file's header) is authenticated with every chunk.
    StreamWriter(const base::SecretBytes &key, base::ByteView associated);
    ~StreamWriter();
    StreamWriter(const StreamWriter &) = delete;
    StreamWriter &operator=(const StreamWriter &) = delete;
    /// To be stored before the chunks.
    [[nodiscard]] const StreamHeader &header() const noexcept;
    /// Precondition: exactly StreamChunkSize bytes, or at most that when final; nothing after the final one.
    [[nodiscard]] base::Bytes seal(base::ByteView plain, bool isFinal);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

class StreamReader
{
public:
    /// Errors: CryptoBadInput (a header nobody wrote).
    [[nodiscard]] static base::Result<StreamReader> open(const base::SecretBytes &key, const StreamHeader &header,
                                                         base::ByteView associated);
    StreamReader(StreamReader &&) noexcept;
    StreamReader &operator=(StreamReader &&) noexcept;
    ~StreamReader();
    /// The text of the next chunk. Errors: CryptoAuthFailed, CryptoBadInput (size, or something after the final chunk).
    [[nodiscard]] base::Result<base::Bytes> open(base::ByteView chunk);
    /// True once the final chunk was opened: a text that ends before is cut and must be refused.
    [[nodiscard]] bool isFinished() const noexcept;

private:
    struct State;
    explicit StreamReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace indaro::crypto
