// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/release/stick.h"

#include "core/base/file.h"
#include "core/base/path.h"
#include "core/crypto/sha256.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace indaro::release {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t LargestList = std::size_t{4} << 20;
constexpr std::size_t LargestSmallFile = std::size_t{64} << 10;
constexpr std::size_t MostKeys = 9;
constexpr std::size_t PieceSize = std::size_t{1} << 20;
constexpr std::size_t HexDigest = 64;

Error damaged(const std::string &file)
{
    return Error(Errc::ReleaseDamaged, {{"file", file}});
}

struct ListedFile
{
    std::string path;
    std::string digest; ///< hexadecimal
};

/// No way out of the folder, and no name that a terminal or a shell would take for something else.
bool isPlainPath(std::string_view path)
{
    if (path.empty() || path.front() == '/' || path.front() == '-')
        return false;
    std::string_view rest = path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        if (part.empty() || part == "." || part == "..")
            return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return path.back() != '/' && std::ranges::all_of(path, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("/._+~:-%").find(c) != std::string_view::npos;
           });
}

/// "DIGEST  path" a line, as sha256sum writes it.
Result<std::vector<ListedFile>> readList(std::string_view text)
{
    std::vector<ListedFile> out;
    std::set<std::string_view> paths;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            return damaged("SHA256SUMS");
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        constexpr std::size_t PathAt = HexDigest + 2;
        if (line.size() <= PathAt || (line.substr(HexDigest, 2) != "  " && line.substr(HexDigest, 2) != " *"))
            return damaged("SHA256SUMS");
        const std::string_view digest = line.substr(0, HexDigest);
        const std::string_view path = line.substr(PathAt);
        if (digest.find_first_not_of("0123456789abcdef") != std::string_view::npos || !isPlainPath(path) ||
            !paths.insert(path).second)
            return damaged("SHA256SUMS");
        out.push_back({std::string(path), std::string(digest)});
    }
    return out;
}

Result<void> readDescription(std::string_view text, Release &out)
{
    bool isFirst = true;
    bool hasVersion = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t blank = std::min(line.find(' '), line.size());
        const std::string_view key = line.substr(0, blank);
        const std::string_view value = line.substr(std::min(blank + 1, line.size()));
        if (std::exchange(isFirst, false)) {
            if (key != "indaro-release" || value != "1")
                return Error(Errc::ReleaseNotOne); // a later form: the program that reads it comes by another way
        } else if (key == "version") {
            const auto version = Version::parse(value);
            if (!version)
                return damaged("RELEASE");
            out.version = *version;
            hasVersion = true;
        } else if (key == "day") {
            out.day = value;
        } else if (key == "system") {
            const std::size_t gap = value.find(' ');
            if (gap == std::string_view::npos)
                return damaged("RELEASE");
            out.systems.push_back({std::string(value.substr(0, gap)), std::string(value.substr(gap + 1))});
        }
    }
    if (!hasVersion || out.systems.empty())
        return damaged("RELEASE");
    return {};
}

/// The names of the keys that have signed these bytes, each once.
std::vector<std::string> signersOf(const std::filesystem::path &folder, const std::vector<ReleaseKey> &keys,
                                   base::ByteView list, std::string &comment)
{
    std::vector<std::string> out;
    std::vector<crypto::SignPublicKey> counted;
    for (std::size_t i = 1; i <= MostKeys; ++i) {
        const auto bytes = base::readFile(folder / ("SHA256SUMS." + std::to_string(i) + ".minisig"), LargestSmallFile);
        if (!bytes)
            continue;
        const auto signature = crypto::readMinisignSignature(base::asText(*bytes));
        if (!signature)
            continue; // of no use, and does no harm
        for (const ReleaseKey &key : keys) {
            if (std::ranges::find(counted, key.key.key) != counted.end() ||
                !crypto::verifyMinisign(key.key, *signature, list))
                continue;
            counted.push_back(key.key.key);
            if (out.empty())
                comment = signature->trustedComment;
            out.push_back(key.name);
        }
    }
    return out;
}

/// Goes on where the last file ended.
class Reading
{
public:
    Reading(std::uint64_t total, const Progress &progress) : m_total(std::max<std::uint64_t>(total, 1)), m_progress(progress)
    {
    }
    /// Errors: Cancelled.
    [[nodiscard]] Result<void> add(std::uint64_t bytes)
    {
        m_done += bytes;
        constexpr std::uint64_t Whole = 1000;
        if (m_progress && !m_progress(static_cast<int>(m_done * Whole / m_total)))
            return Error(Errc::Cancelled);
        return {};
    }

private:
    std::uint64_t m_total, m_done = 0;
    const Progress &m_progress;
};

Result<void> checkFile(const std::filesystem::path &folder, const ListedFile &file, Reading &reading)
{
    std::ifstream in(folder / file.path, std::ios::binary);
    if (!in)
        return damaged(file.path);
    crypto::Sha256 sha;
    std::vector<char> piece(PieceSize);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        sha.update({reinterpret_cast<const std::byte *>(piece.data()), got});
        INDARO_TRY(reading.add(got));
    }
    const crypto::Digest digest = sha.finish();
    if (in.bad() || base::toHex(digest) != file.digest)
        return damaged(file.path);
    return {};
}

} // namespace

Result<std::vector<ReleaseKey>> readReleaseKeys(const std::filesystem::path &folder)
{
    std::vector<ReleaseKey> out;
    std::error_code ec;
    for (const auto &entry : std::filesystem::directory_iterator(folder, ec)) {
        if (entry.path().extension() != ".pub")
            continue;
        const auto bytes = base::readFile(entry.path(), LargestSmallFile);
        const auto key = bytes ? crypto::readMinisignKey(base::asText(*bytes)) : bytes.error();
        if (!key)
            return damaged(base::utf8Of(entry.path().filename()));
        const bool isKnown = std::ranges::any_of(out, [&](const ReleaseKey &other) { return other.key.key == key->key; });
        if (!isKnown) // two names for one key are one holder
            out.push_back({base::utf8Of(entry.path().stem()), *key});
    }
    std::ranges::sort(out, {}, &ReleaseKey::name);
    if (out.size() < static_cast<std::size_t>(NeededSignatures))
        return Error(Errc::ReleaseKeysMissing);
    return out;
}

Result<Release> readStick(const std::filesystem::path &folder, const std::vector<ReleaseKey> &keys, const Progress &progress)
{
    const auto list = base::readFile(folder / "SHA256SUMS", LargestList);
    std::error_code ec;
    if (!list || !std::filesystem::is_regular_file(folder / "RELEASE", ec))
        return Error(Errc::ReleaseNotOne);
    Release out;
    out.signedBy = signersOf(folder, keys, *list, out.comment);
    if (out.signedBy.size() < static_cast<std::size_t>(NeededSignatures))
        return Error(Errc::ReleaseNotSigned,
                     {{"good", static_cast<std::int64_t>(out.signedBy.size())}, {"needed", std::int64_t{NeededSignatures}}});
    INDARO_TRY_ASSIGN(const std::vector<ListedFile> files, readList(base::asText(*list)));
    if (std::ranges::find(files, "RELEASE", &ListedFile::path) == files.end())
        return damaged("SHA256SUMS");
    std::uint64_t total = 0;
    for (const ListedFile &file : files) {
        const auto size = std::filesystem::file_size(folder / file.path, ec);
        if (ec)
            return damaged(file.path);
        out.files.push_back({file.path, size});
        total += size;
    }
    Reading reading(total, progress);
    for (const ListedFile &file : files)
        INDARO_TRY(checkFile(folder, file, reading));
    INDARO_TRY_ASSIGN(const base::Bytes description, base::readFile(folder / "RELEASE", LargestSmallFile));
    INDARO_TRY(readDescription(base::asText(description), out));
    return out;
}

Result<void> mayFollow(const Release &release, const Version &installed, const std::optional<Version> &mark,
                       const System &here)
{
    const Version highest = mark ? std::max(*mark, installed) : installed;
    if (release.version <= installed || release.version < highest)
        return Error(Errc::ReleaseNotNewer, {{"offered", release.version.toString()}, {"here", highest.toString()}});
    if (std::ranges::find(release.systems, here) == release.systems.end())
        return Error(Errc::ReleaseOtherSystem, {{"here", here.folder()}});
    return {};
}

Result<System> thisSystem(const std::filesystem::path &osRelease)
{
#if defined(__x86_64__)
    const std::string architecture = "amd64";
#elif defined(__aarch64__)
    const std::string architecture = "arm64";
#elif defined(__i386__)
    const std::string architecture = "i386";
#else
    const std::string architecture;
#endif
    std::ifstream in(osRelease);
    std::string line;
    constexpr std::string_view Key = "VERSION_CODENAME=";
    while (std::getline(in, line)) {
        if (!line.starts_with(Key))
            continue;
        std::string codename = line.substr(Key.size());
        std::erase(codename, '"');
        if (!codename.empty() && !architecture.empty())
            return System{codename, architecture};
    }
    return Error(Errc::ReleaseOtherSystem);
}

} // namespace indaro::release
