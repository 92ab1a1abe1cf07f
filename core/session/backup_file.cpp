// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backup_file.h"

#include "core/crypto/stream.h"

#include <algorithm>
#include <cerrno>
#include <fstream>

namespace indaro::session {

using base::ByteReader;
using base::Bytes;
using base::ByteView;
using base::ByteWriter;
using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

namespace {

constexpr std::string_view Magic = "IDBK";
constexpr std::uint16_t Version = 1;
constexpr std::size_t PrefixSize = 4 + 2 + 2 + 4; ///< magic, version, zero, length of the header
constexpr std::size_t HeaderLimit = std::size_t{1} << 20;
constexpr std::uint32_t KeyslotLimit = 500;
constexpr std::uint64_t PaddingBlock = std::uint64_t{1} << 20;
constexpr std::size_t SizeField = 8;
constexpr std::size_t SealedChunk = crypto::StreamChunkSize + crypto::StreamChunkOverhead;

Bytes encodeHeader(const BackupHeader &header)
{
    ByteWriter body;
    body.raw(header.vaultId.bytes());
    body.u64(static_cast<std::uint64_t>(header.createdUtc));
    body.blob(header.device);
    body.raw(header.commitment);
    encodeRecovery(body, header.recovery);
    body.u32(static_cast<std::uint32_t>(header.keyslots.size()));
    for (const Keyslot &slot : header.keyslots)
        encodeKeyslot(body, slot);
    ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u16(Version);
    out.u16(0);
    out.blob(body.bytes());
    return std::move(out).take();
}

Result<BackupHeader> decodeBody(ByteView bytes)
{
    ByteReader in(bytes);
    const auto vaultId = VaultId::fromBytes(in.raw(VaultId::Size));
    if (!vaultId)
        return Error(Errc::BackupDamaged);
    BackupHeader header{*vaultId, static_cast<base::UtcMs>(in.u64()), {}, {}, {}, {}};
    const ByteView device = in.blob();
    header.device.assign(device.begin(), device.end());
    const ByteView commitment = in.raw(header.commitment.size());
    if (!in.isValid())
        return Error(Errc::BackupDamaged);
    std::copy(commitment.begin(), commitment.end(), header.commitment.begin());
    auto recovery = decodeRecovery(in);
    if (!recovery)
        return Error(Errc::BackupDamaged);
    header.recovery = std::move(*recovery);
    std::uint32_t count = in.u32();
    if (count > KeyslotLimit)
        return Error(Errc::BackupDamaged);
    for (; count > 0; --count) {
        auto slot = decodeKeyslot(in);
        if (!slot || slot->isDisabled())
            return Error(Errc::BackupDamaged);
        header.keyslots.push_back(std::move(*slot));
    }
    if (!in.isValid() || !in.atEnd() || header.device.size() != sync::DeviceId::Size)
        return Error(Errc::BackupDamaged);
    return header;
}

Result<Bytes> readExactly(std::ifstream &in, std::size_t size)
{
    Bytes bytes(size);
    in.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size));
    if (static_cast<std::size_t>(in.gcount()) != size)
        return Error(Errc::BackupDamaged);
    return bytes;
}

/// Prefix and header as they stand in the file; leaves the stream at the first byte after them.
Result<Bytes> readRawHeader(std::ifstream &in)
{
    INDARO_TRY_ASSIGN(Bytes raw, readExactly(in, PrefixSize));
    ByteReader prefix(raw);
    if (base::asText(prefix.raw(Magic.size())) != Magic)
        return Error(Errc::BackupDamaged);
    if (const std::uint16_t version = prefix.u16(); version != Version)
        return Error(version > Version ? Errc::BackupTooNew : Errc::BackupDamaged, {{"version", version}});
    if (prefix.u16() != 0)
        return Error(Errc::BackupDamaged);
    const std::uint32_t length = prefix.u32();
    if (length > HeaderLimit)
        return Error(Errc::BackupDamaged);
    INDARO_TRY_ASSIGN(const Bytes body, readExactly(in, length));
    raw.insert(raw.end(), body.begin(), body.end());
    return raw;
}

Result<std::ifstream> openForReading(const std::filesystem::path &path)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec))
        return Error(Errc::FileNotFound);
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path, ec))
        return Error(Errc::FileNotReadable);
    return in;
}

Error writeError()
{
    return Error(base::saysDiskFull(errno) ? Errc::DiskFull : Errc::FileNotWritable);
}

/// Opens every chunk of the file in turn and hands its text to `take`.
Result<void> forEachChunk(const std::filesystem::path &path, const SecretBytes &backupKey, const BackupProgress &progress,
                          const std::function<Result<void>(ByteView)> &take)
{
    INDARO_TRY_ASSIGN(std::ifstream in, openForReading(path));
    INDARO_TRY_ASSIGN(const Bytes raw, readRawHeader(in));
    INDARO_TRY_ASSIGN(const Bytes start, readExactly(in, crypto::StreamHeaderSize));
    crypto::StreamHeader streamHeader{};
    std::copy(start.begin(), start.end(), streamHeader.begin());
    auto reader = crypto::StreamReader::open(backupKey, streamHeader, raw);
    if (!reader)
        return Error(Errc::BackupDamaged);
    std::error_code ec;
    const auto total = std::max<std::uintmax_t>(1, std::filesystem::file_size(path, ec));
    std::uintmax_t done = 0;
    Bytes chunk(SealedChunk);
    while (in) {
        in.read(reinterpret_cast<char *>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got == 0)
            break;
        const auto plain = reader->open(ByteView(chunk).first(got));
        if (!plain)
            return Error(Errc::BackupDamaged);
        INDARO_TRY(take(*plain));
        done += got;
        if (progress && !progress(static_cast<int>(std::min<std::uintmax_t>(1000, done * 1000 / total))))
            return Error(Errc::Cancelled);
    }
    if (in.bad())
        return Error(Errc::FileNotReadable);
    return reader->isFinished() ? Result<void>() : Error(Errc::BackupDamaged);
}

std::uint64_t paddedSize(std::uint64_t databaseSize)
{
    return (databaseSize + SizeField + PaddingBlock - 1) / PaddingBlock * PaddingBlock;
}

/// Size, database, zeros up to a whole number of mebibytes, as one text cut into chunks.
Result<crypto::Digest> streamInto(std::ofstream &out, crypto::StreamWriter &writer, std::ifstream &database,
                                  std::uint64_t size, const BackupProgress &progress)
{
    static_assert(PaddingBlock % crypto::StreamChunkSize == 0);
    ByteWriter sizeField;
    sizeField.u64(size);
    crypto::Hasher hasher;
    const std::uint64_t total = paddedSize(size);
    std::uint64_t left = size;
    for (std::uint64_t at = 0; at < total; at += crypto::StreamChunkSize) {
        Bytes chunk(crypto::StreamChunkSize);
        std::size_t filled = 0;
        if (at == 0) {
            std::copy(sizeField.bytes().begin(), sizeField.bytes().end(), chunk.begin());
            filled = SizeField;
        }
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left, chunk.size() - filled));
        database.read(reinterpret_cast<char *>(chunk.data() + filled), static_cast<std::streamsize>(want));
        if (static_cast<std::size_t>(database.gcount()) != want)
            return Error(Errc::FileNotReadable);
        left -= want;
        hasher.update(chunk);
        const Bytes sealed = writer.seal(chunk, at + crypto::StreamChunkSize == total);
        out.write(reinterpret_cast<const char *>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
        if (!out)
            return writeError();
        if (progress && !progress(static_cast<int>(at * 1000 / total)))
            return Error(Errc::Cancelled);
    }
    return hasher.finish();
}

} // namespace

Result<BackupHeader> readHeader(const std::filesystem::path &file)
{
    INDARO_TRY_ASSIGN(std::ifstream in, openForReading(file));
    INDARO_TRY_ASSIGN(const Bytes raw, readRawHeader(in));
    return decodeBody(ByteView(raw).subspan(PrefixSize));
}

Result<crypto::Digest> writeBackupFile(const std::filesystem::path &path, const BackupHeader &header,
                                       const SecretBytes &backupKey, const std::filesystem::path &database,
                                       const BackupProgress &progress)
{
    std::filesystem::path temporary = path;
    temporary += ".new";
    const auto write = [&]() -> Result<crypto::Digest> {
        std::error_code ec;
        const auto size = std::filesystem::file_size(database, ec);
        std::ifstream in(database, std::ios::binary);
        if (ec || !in)
            return Error(Errc::FileNotReadable);
        errno = 0;
        INDARO_TRY(base::ensurePrivateFile(temporary));
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        if (!out)
            return writeError();
        const Bytes raw = encodeHeader(header);
        crypto::StreamWriter writer(backupKey, raw);
        out.write(reinterpret_cast<const char *>(raw.data()), static_cast<std::streamsize>(raw.size()));
        out.write(reinterpret_cast<const char *>(writer.header().data()), crypto::StreamHeaderSize);
        INDARO_TRY_ASSIGN(const crypto::Digest digest, streamInto(out, writer, in, size, progress));
        out.close();
        if (!out)
            return writeError();
        INDARO_TRY(base::syncFile(temporary));
        std::filesystem::rename(temporary, path, ec);
        if (ec)
            return Error(Errc::FileNotWritable);
        INDARO_TRY(base::syncFolder(path.parent_path()));
        return digest;
    };
    auto written = write();
    if (!written) {
        std::error_code ec;
        std::filesystem::remove(temporary, ec);
    }
    return written;
}

Result<crypto::Digest> digestOfBackup(const std::filesystem::path &path, const SecretBytes &backupKey,
                                      const BackupProgress &progress)
{
    crypto::Hasher hasher;
    INDARO_TRY(forEachChunk(path, backupKey, progress, [&](ByteView text) -> Result<void> {
        hasher.update(text);
        return {};
    }));
    return hasher.finish();
}

Result<void> extractBackup(const std::filesystem::path &path, const SecretBytes &backupKey,
                           const std::filesystem::path &target, const BackupProgress &progress)
{
    errno = 0;
    INDARO_TRY(base::ensurePrivateFile(target));
    std::ofstream out(target, std::ios::binary | std::ios::trunc);
    if (!out)
        return writeError();
    std::optional<std::uint64_t> left;
    INDARO_TRY(forEachChunk(path, backupKey, progress, [&](ByteView text) -> Result<void> {
        if (!left) {
            ByteReader in(text);
            left = in.u64();
            if (!in.isValid())
                return Error(Errc::BackupDamaged);
            text = text.subspan(SizeField);
        }
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(*left, text.size()));
        out.write(reinterpret_cast<const char *>(text.data()), static_cast<std::streamsize>(part));
        *left -= part;
        if (!out)
            return writeError();
        return {};
    }));
    out.close();
    if (!out)
        return writeError();
    if (left.value_or(1) != 0)
        return Error(Errc::BackupDamaged);
    return base::syncFile(target);
}

} // namespace indaro::session
