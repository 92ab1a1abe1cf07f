// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/segment_compress.h"

#include "core/sync/segment.h"
#include "core/sync/segment_columns.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>

namespace indaro::sync {

using base::Errc;
using base::Error;

namespace {

constexpr std::uint8_t FormatVersion = 1;
enum Method : std::uint8_t { Stored = 0, Zstd = 1, ZstdWithDictionary = 2 };

/// Longer sections bring enough of their own to learn from.
constexpr std::size_t LongestWithDictionary = 64U << 10U;
constexpr std::size_t MagicSize = 4;
constexpr std::array<std::byte, MagicSize> Magic{std::byte{0x28}, std::byte{0xB5}, std::byte{0x2F}, std::byte{0xFD}};

struct FreeContext
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CDict *dictionary) const { ZSTD_freeCDict(dictionary); }
};

/// Made once per level and kept: building one costs more than compressing a small batch.
const ZSTD_CDict *compressionDictionary(int level)
{
    static std::mutex mutex;
    static std::map<int, std::unique_ptr<ZSTD_CDict, FreeContext>> made;
    const std::lock_guard lock(mutex);
    auto &dictionary = made[level];
    if (!dictionary)
        dictionary.reset(ZSTD_createCDict(segmentDictionary().data(), segmentDictionary().size(), level));
    return dictionary.get();
}

std::optional<base::Bytes> deflate(base::ByteView bytes, std::span<const std::size_t> cuts, int level, bool withDictionary)
{
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    if (!context)
        return std::nullopt;
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
    if (withDictionary && ZSTD_isError(ZSTD_CCtx_refCDict(context.get(), compressionDictionary(level))) != 0)
        return std::nullopt;
    ZSTD_CCtx_setPledgedSrcSize(context.get(), bytes.size());
    base::Bytes out(ZSTD_compressBound(bytes.size()) + 64 * (cuts.size() + 1));
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    std::size_t from = 0;
    const auto feed = [&](std::size_t to, ZSTD_EndDirective directive) {
        ZSTD_inBuffer input{bytes.data() + from, to - from, 0};
        from = to;
        return ZSTD_compressStream2(context.get(), &output, &input, directive) == 0;
    };
    for (const std::size_t cut : cuts) {
        if (cut > from && cut < bytes.size() && !feed(cut, ZSTD_e_flush))
            return std::nullopt;
    }
    if (!feed(bytes.size(), ZSTD_e_end))
        return std::nullopt;
    out.resize(output.pos);
    return out;
}

} // namespace

base::Bytes compressSection(base::ByteView bytes, std::span<const std::size_t> cuts, int level)
{
    const bool withDictionary = bytes.size() <= LongestWithDictionary;
    const auto packed = deflate(bytes, cuts, level, withDictionary);
    const bool isStored = !packed || packed->size() >= bytes.size() + MagicSize;
    const Method method = isStored ? Stored : withDictionary ? ZstdWithDictionary : Zstd;
    ColumnWriter out;
    out.varint((FormatVersion << 2U) | method);
    if (method == ZstdWithDictionary)
        out.varint(DictionaryVersion);
    out.varint(bytes.size());
    out.raw(isStored ? bytes : base::ByteView(*packed).subspan(MagicSize));
    return out.bytes();
}

base::Result<base::Bytes> inflateSection(base::ByteView section)
{
    ColumnReader in(section, 0, 0);
    const auto format = in.varint();
    if (in.isValid() && (format >> 2U) > FormatVersion)
        return Error(Errc::SegmentTooNew, {{"version", static_cast<std::int64_t>(format >> 2U)}});
    const auto method = format & 3U;
    if (method == ZstdWithDictionary) {
        if (const auto version = in.varint(); in.isValid() && version > DictionaryVersion)
            return Error(Errc::SegmentTooNew, {{"dictionary", static_cast<std::int64_t>(version)}});
        else if (version != DictionaryVersion)
            return Error(Errc::SegmentDamaged, {{"what", std::string("dictionary")}});
    }
    const auto size = in.varint();
    if (!in.isValid() || (format >> 2U) != FormatVersion || method > ZstdWithDictionary || size > MaxInflated)
        return Error(Errc::SegmentDamaged, {{"what", std::string("section head")}});
    const base::ByteView rest = in.rest();
    if (method == Stored) {
        if (rest.size() != size)
            return Error(Errc::SegmentDamaged, {{"what", std::string("section size")}});
        return base::Bytes(rest.begin(), rest.end());
    }
    base::Bytes frame(Magic.begin(), Magic.end());
    frame.insert(frame.end(), rest.begin(), rest.end());
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    if (!context)
        return Error(Errc::OutOfMemory);
    if (method == ZstdWithDictionary)
        ZSTD_DCtx_loadDictionary(context.get(), segmentDictionary().data(), segmentDictionary().size());
    base::Bytes out(static_cast<std::size_t>(size));
    const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(got) != 0 || got != out.size())
        return Error(Errc::SegmentDamaged, {{"what", std::string("compressed bytes")}});
    return out;
}

} // namespace indaro::sync
