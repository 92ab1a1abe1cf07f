// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/stream.h"

#include <sodium.h>

namespace indaro::crypto {

using base::Errc;
using base::Error;

static_assert(StreamHeaderSize == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(StreamChunkOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

namespace {

const unsigned char *raw(base::ByteView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

struct StreamWriter::State
{
    crypto_secretstream_xchacha20poly1305_state cipher;
    StreamHeader header{};
    base::Bytes associated;
    bool isFinished = false;
    ~State() { sodium_memzero(&cipher, sizeof cipher); }
};

StreamWriter::StreamWriter(const base::SecretBytes &key, base::ByteView associated) : m_state(std::make_unique<State>())
{
    INDARO_CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
    m_state->associated.assign(associated.begin(), associated.end());
    crypto_secretstream_xchacha20poly1305_init_push(&m_state->cipher,
                                                    reinterpret_cast<unsigned char *>(m_state->header.data()), key.data());
}

StreamWriter::~StreamWriter() = default;

const StreamHeader &StreamWriter::header() const noexcept
{
    return m_state->header;
}

base::Bytes StreamWriter::seal(base::ByteView plain, bool isFinal)
{
    INDARO_CHECK(!m_state->isFinished);
    INDARO_CHECK(plain.size() == StreamChunkSize || (isFinal && plain.size() < StreamChunkSize));
    base::Bytes out(plain.size() + StreamChunkOverhead);
    const unsigned char tag = isFinal ? static_cast<unsigned char>(crypto_secretstream_xchacha20poly1305_TAG_FINAL)
                                      : static_cast<unsigned char>(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    crypto_secretstream_xchacha20poly1305_push(&m_state->cipher, reinterpret_cast<unsigned char *>(out.data()), nullptr,
                                               raw(plain), plain.size(), raw(m_state->associated),
                                               m_state->associated.size(), tag);
    m_state->isFinished = isFinal;
    return out;
}

struct StreamReader::State
{
    crypto_secretstream_xchacha20poly1305_state cipher;
    base::Bytes associated;
    bool isFinished = false;
    ~State() { sodium_memzero(&cipher, sizeof cipher); }
};

StreamReader::StreamReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
StreamReader::StreamReader(StreamReader &&) noexcept = default;
StreamReader &StreamReader::operator=(StreamReader &&) noexcept = default;
StreamReader::~StreamReader() = default;

base::Result<StreamReader> StreamReader::open(const base::SecretBytes &key, const StreamHeader &header,
                                              base::ByteView associated)
{
    INDARO_CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
    auto state = std::make_unique<State>();
    state->associated.assign(associated.begin(), associated.end());
    if (crypto_secretstream_xchacha20poly1305_init_pull(
            &state->cipher, reinterpret_cast<const unsigned char *>(header.data()), key.data()) != 0)
        return Error(Errc::CryptoBadInput);
    return StreamReader(std::move(state));
}

base::Result<base::Bytes> StreamReader::open(base::ByteView chunk)
{
    if (m_state->isFinished || chunk.size() < StreamChunkOverhead || chunk.size() > StreamChunkSize + StreamChunkOverhead)
        return Error(Errc::CryptoBadInput);
    base::Bytes plain(chunk.size() - StreamChunkOverhead);
    unsigned char none = 0;
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(
            &m_state->cipher, plain.empty() ? &none : reinterpret_cast<unsigned char *>(plain.data()), nullptr, &tag,
            raw(chunk), chunk.size(), raw(m_state->associated), m_state->associated.size()) != 0)
        return Error(Errc::CryptoAuthFailed);
    const bool isFinal = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (!isFinal && (tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE || plain.size() != StreamChunkSize))
        return Error(Errc::CryptoBadInput);
    m_state->isFinished = isFinal;
    return plain;
}

bool StreamReader::isFinished() const noexcept
{
    return m_state->isFinished;
}

} // namespace indaro::crypto
