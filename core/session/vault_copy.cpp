// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/vault_copy.h"

#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/session/vault.h"

#include <array>
#include <fstream>
#include <vector>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// What a vault consists of (vault.h); the lock is not copied.
constexpr std::array<const char *, 6> VaultFiles{"slots.a", "slots.b", "vault.db", "vault.db-journal", "anchor", "attempts"};
/// Stands in the copy when it is whole.
constexpr const char *WholeMark = "whole";
constexpr std::size_t PieceSize = std::size_t{1} << 20;

bool isThere(const std::filesystem::path &path)
{
    std::error_code ec;
    return std::filesystem::exists(path, ec);
}

/// Writes the content of one file into another, which keeps its identity if it is there.
Result<void> copyInto(const std::filesystem::path &from, const std::filesystem::path &to)
{
    INDARO_TRY(base::ensurePrivateFile(to));
    std::ifstream in(from, std::ios::binary);
    std::fstream out(to, std::ios::binary | std::ios::in | std::ios::out);
    if (!in)
        return Error(Errc::FileNotReadable);
    if (!out)
        return Error(Errc::FileNotWritable);
    std::vector<char> piece(PieceSize);
    std::uintmax_t size = 0;
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const std::streamsize got = in.gcount();
        out.write(piece.data(), got);
        size += static_cast<std::uintmax_t>(got);
    }
    out.flush();
    if (in.bad())
        return Error(Errc::FileNotReadable);
    if (!out)
        return Error(Errc::DiskFull);
    out.close();
    std::error_code ec;
    std::filesystem::resize_file(to, size, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    return base::syncFile(to);
}

/// From the medium, not from memory.
Result<void> compare(const std::filesystem::path &one, const std::filesystem::path &other)
{
    base::forgetCached(other);
    std::ifstream a(one, std::ios::binary);
    std::ifstream b(other, std::ios::binary);
    if (!a || !b)
        return Error(Errc::FileNotReadable);
    std::vector<char> x(PieceSize);
    std::vector<char> y(PieceSize);
    while (a && b) {
        a.read(x.data(), static_cast<std::streamsize>(x.size()));
        b.read(y.data(), static_cast<std::streamsize>(y.size()));
        if (a.gcount() != b.gcount() || !std::equal(x.begin(), x.begin() + a.gcount(), y.begin()))
            return Error(Errc::BackupVerifyFailed);
    }
    return {};
}

Result<void> copyAll(const std::filesystem::path &from, const std::filesystem::path &to)
{
    std::error_code ec;
    for (const char *name : VaultFiles) {
        if (isThere(from / name)) {
            INDARO_TRY(copyInto(from / name, to / name));
            INDARO_TRY(compare(from / name, to / name));
        } else if (!std::filesystem::remove(to / name, ec) && ec) {
            return Error(Errc::FileNotWritable); // a journal of later would undo what was put back
        }
    }
    return base::syncFolder(to);
}

} // namespace

std::filesystem::path vaultCopyFolder(const std::filesystem::path &vault)
{
    std::filesystem::path folder = vault.lexically_normal();
    if (!folder.has_filename())
        folder = folder.parent_path(); // "vault/"
    folder += "-before-update";
    return folder;
}

bool hasVaultCopy(const std::filesystem::path &vault)
{
    return isThere(vaultCopyFolder(vault) / WholeMark);
}

Result<base::FileLock> keepVaultCopy(const std::filesystem::path &vault)
{
    if (!isVault(vault))
        return Error(Errc::VaultNotFound);
    INDARO_TRY_ASSIGN(base::FileLock lock, base::FileLock::acquire(vault / "vault.lock"));
    const std::filesystem::path copy = vaultCopyFolder(vault);
    std::filesystem::path next = copy;
    next += ".new";
    std::error_code ec;
    std::filesystem::remove_all(next, ec);
    INDARO_TRY(base::ensurePrivateFolder(next));
    if (const auto copied = copyAll(vault, next); !copied) {
        std::filesystem::remove_all(next, ec); // half a copy only takes room
        return copied.error();
    }
    INDARO_TRY(base::writeFileDurably(next / WholeMark, base::asBytes("1\n")));
    INDARO_TRY(dropVaultCopy(vault));
    std::filesystem::rename(next, copy, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    INDARO_TRY(base::syncFolder(copy.parent_path()));
    return lock;
}

Result<void> putVaultCopyBack(const std::filesystem::path &vault)
{
    if (!hasVaultCopy(vault))
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const base::FileLock lock, base::FileLock::acquire(vault / "vault.lock"));
    return copyAll(vaultCopyFolder(vault), vault);
}

Result<void> dropVaultCopy(const std::filesystem::path &vault)
{
    const std::filesystem::path copy = vaultCopyFolder(vault);
    std::error_code ec;
    std::filesystem::remove(copy / WholeMark, ec); // never a half-removed copy that calls itself whole
    std::filesystem::remove_all(copy, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    return {};
}

} // namespace indaro::session
