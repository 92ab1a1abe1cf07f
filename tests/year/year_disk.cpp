// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_disk.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sqlite3.h>
#include <utility>

namespace indaro::tests {

namespace {

constexpr std::size_t Sector = 512;

std::map<std::string, YearDisk *> &mounts()
{
    static std::map<std::string, YearDisk *> all;
    return all;
}

YearDisk *diskOf(const char *name)
{
    const std::string text(name != nullptr ? name : "");
    const auto at = mounts().find(text.substr(0, text.rfind('/')));
    return at != mounts().end() ? at->second : nullptr;
}

sqlite3_vfs *systemVfs = nullptr;

/// What SQLite holds of an open file; the system's own part of it follows in the same memory.
struct OpenFile
{
    sqlite3_file base;
    YearDisk *disk;
    std::string *name;
};
constexpr std::size_t Behind = (sizeof(OpenFile) + 15) / 16 * 16;

OpenFile &of(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + Behind);
}

std::uint64_t sizeOf(sqlite3_file *real)
{
    sqlite3_int64 size = 0;
    return real->pMethods->xFileSize(real, &size) == SQLITE_OK ? static_cast<std::uint64_t>(size) : 0;
}

/// What stands there now, as far as there is anything.
base::Bytes standing(sqlite3_file *real, std::uint64_t at, std::uint64_t amount, std::uint64_t size)
{
    base::Bytes bytes(at < size ? static_cast<std::size_t>(std::min(amount, size - at)) : 0);
    if (!bytes.empty())
        INDARO_CHECK(real->pMethods->xRead(real, bytes.data(), static_cast<int>(bytes.size()),
                                           static_cast<sqlite3_int64>(at)) == SQLITE_OK);
    return bytes;
}

int closeFile(sqlite3_file *file)
{
    delete of(file).name;
    return realOf(file)->pMethods->xClose(realOf(file));
}

int readFile(sqlite3_file *file, void *out, int amount, sqlite3_int64 at)
{
    return of(file).disk->isOff() ? SQLITE_IOERR_READ : realOf(file)->pMethods->xRead(realOf(file), out, amount, at);
}

int writeFile(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 at)
{
    OpenFile &open = of(file);
    if (const int rc = open.disk->spend(SQLITE_IOERR_WRITE); rc != SQLITE_OK)
        return rc;
    sqlite3_file *real = realOf(file);
    const auto size = sizeOf(real);
    const auto from = static_cast<std::uint64_t>(at);
    const auto count = static_cast<std::uint64_t>(amount);
    if (from + count > size) {
        if (const int rc = open.disk->grow(from + count - size); rc != SQLITE_OK)
            return rc;
    }
    auto before = standing(real, from, count, size);
    const int rc = real->pMethods->xWrite(real, bytes, amount, at);
    if (rc == SQLITE_OK)
        open.disk->noteWrite(*open.name, from, std::move(before),
                             {static_cast<const std::byte *>(bytes), static_cast<std::size_t>(amount)}, size);
    return rc;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    OpenFile &open = of(file);
    if (const int rc = open.disk->spend(SQLITE_IOERR_TRUNCATE); rc != SQLITE_OK)
        return rc;
    sqlite3_file *real = realOf(file);
    const auto former = sizeOf(real);
    const auto at = static_cast<std::uint64_t>(size);
    if (at < former)
        open.disk->noteCutOff(*open.name, at, standing(real, at, former - at, former), former);
    return real->pMethods->xTruncate(real, size);
}

int syncFile(sqlite3_file *file, int)
{
    OpenFile &open = of(file);
    if (const int rc = open.disk->spend(SQLITE_IOERR_FSYNC); rc != SQLITE_OK)
        return rc;
    open.disk->noteSynced(*open.name);
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return of(file).disk->isOff() ? SQLITE_IOERR_FSTAT : realOf(file)->pMethods->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}

int isReserved(sqlite3_file *file, int *out)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), out);
}

int controlFile(sqlite3_file *file, int what, void *argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), what, argument);
}

int sectorSize(sqlite3_file *file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int promises(sqlite3_file *file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

const sqlite3_io_methods Methods = {1,        closeFile,  readFile,   writeFile,   truncateFile, syncFile, sizeOfFile,
                                    lockFile, unlockFile, isReserved, controlFile, sectorSize,   promises, nullptr,
                                    nullptr,  nullptr,    nullptr,    nullptr,     nullptr};

/// Everything outside a mounted folder is the system's.
int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    YearDisk *disk = diskOf(name);
    if (disk == nullptr)
        return systemVfs->xOpen(systemVfs, name, file, flags, outFlags);
    file->pMethods = nullptr;
    if (disk->isOff())
        return SQLITE_CANTOPEN;
    int isThere = 0;
    (void)systemVfs->xAccess(systemVfs, name, SQLITE_ACCESS_EXISTS, &isThere);
    const int rc = systemVfs->xOpen(systemVfs, name, realOf(file), flags, outFlags);
    if (rc != SQLITE_OK)
        return rc;
    of(file).disk = disk;
    of(file).name = new std::string(name);
    file->pMethods = &Methods;
    if (isThere == 0)
        disk->noteCreated(name);
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs *, const char *name, int isSynced)
{
    YearDisk *disk = diskOf(name);
    if (disk == nullptr)
        return systemVfs->xDelete(systemVfs, name, isSynced);
    if (const int rc = disk->spend(SQLITE_IOERR_DELETE); rc != SQLITE_OK)
        return rc;
    std::error_code error;
    const auto size = std::filesystem::file_size(name, error);
    const int rc = systemVfs->xDelete(systemVfs, name, 0); // EXTRA syncs the folder with it: there is no half of this
    if (rc == SQLITE_OK)
        disk->noteRemoved(name, error ? 0 : size);
    return rc;
}

int accessFile(sqlite3_vfs *, const char *name, int flags, int *out)
{
    const YearDisk *disk = diskOf(name);
    return disk != nullptr && disk->isOff() ? SQLITE_IOERR_ACCESS : systemVfs->xAccess(systemVfs, name, flags, out);
}

int fullName(sqlite3_vfs *, const char *name, int size, char *out)
{
    return systemVfs->xFullPathname(systemVfs, name, size, out);
}

void registerOnce()
{
    static sqlite3_vfs vfs;
    if (systemVfs != nullptr)
        return;
    systemVfs = sqlite3_vfs_find(nullptr);
    vfs = *systemVfs;
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(Behind) + systemVfs->szOsFile;
    vfs.zName = "indaro-year";
    vfs.xOpen = openFile;
    vfs.xDelete = removeFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullName;
    sqlite3_vfs_register(&vfs, 1);
}

void writeAt(const std::string &name, std::uint64_t at, base::ByteView bytes)
{
    std::fstream file(name, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(at));
    file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    INDARO_CHECK(file.good());
}

} // namespace

YearDisk::~YearDisk()
{
    if (const auto at = mounts().find(m_folder); at != mounts().end() && at->second == this)
        mounts().erase(at);
}

void YearDisk::mount(const std::filesystem::path &folder)
{
    registerOnce();
    mounts().erase(m_folder);
    m_folder = std::filesystem::weakly_canonical(folder).string(); // as SQLite names its files
    m_files.clear();
    mounts()[m_folder] = this;
}

void YearDisk::cutAfter(std::uint64_t writes)
{
    INDARO_CHECK(writes > 0);
    m_untilOff = writes;
}

int YearDisk::spend(int codeWhenOff)
{
    if (m_isOff)
        return codeWhenOff;
    if (m_untilOff && --*m_untilOff == 0) {
        m_isOff = true; // from the next call on: this one still reaches the disk
        m_untilOff.reset();
    }
    return SQLITE_OK;
}

int YearDisk::grow(std::uint64_t bytes)
{
    if (!m_free)
        return SQLITE_OK;
    if (*m_free < bytes) {
        ++m_counts.refused;
        return SQLITE_FULL;
    }
    *m_free -= bytes;
    return SQLITE_OK;
}

void YearDisk::noteWrite(const std::string &name, std::uint64_t at, base::Bytes before, base::ByteView after,
                         std::uint64_t size)
{
    m_files[name].since.push_back({at, std::move(before), {after.begin(), after.end()}, size});
}

void YearDisk::noteCutOff(const std::string &name, std::uint64_t at, base::Bytes before, std::uint64_t size)
{
    if (m_free)
        *m_free += before.size();
    m_files[name].since.push_back({at, std::move(before), {}, size});
}

void YearDisk::noteSynced(const std::string &name)
{
    File &file = m_files[name];
    file.since.clear();
    file.isNew = false; // SQLite syncs the folder with a new file's first sync
}

void YearDisk::noteRemoved(const std::string &name, std::uint64_t size)
{
    if (m_free)
        *m_free += size;
    m_files.erase(name);
    if (m_goesOffOnceSaved) { // SQLite removes no other file
        m_isOff = true;
        m_goesOffOnceSaved = false;
    }
}

/// Back to what was synced, then forward again through what luck left of the writes since.
void YearDisk::settle(const std::string &name, const File &file)
{
    if (!std::filesystem::exists(name))
        return;
    if (file.isNew && m_dice() % 2 == 0) {
        std::filesystem::remove(name);
        m_counts.lost += file.since.size();
        return;
    }
    for (auto change = file.since.rbegin(); change != file.since.rend(); ++change) {
        if (!change->before.empty())
            writeAt(name, change->at, change->before);
        std::filesystem::resize_file(name, change->size);
    }
    for (const Change &change : file.since) {
        const auto luck = m_dice() % 3;
        if (luck == 0) {
            ++m_counts.lost;
            continue;
        }
        if (change.after.empty()) {
            if (std::filesystem::file_size(name) > change.at)
                std::filesystem::resize_file(name, change.at);
            continue;
        }
        std::size_t count = change.after.size();
        if (luck == 1 && count > Sector) {
            count = Sector * (1 + m_dice() % (count / Sector));
            m_counts.torn += count < change.after.size() ? 1 : 0;
        }
        writeAt(name, change.at, base::ByteView(change.after).first(count));
    }
}

void YearDisk::powerOn()
{
    bool isUnfinished = false;
    for (const auto &[name, file] : m_files) {
        isUnfinished = isUnfinished || !file.since.empty();
        if (!file.since.empty() || file.isNew)
            settle(name, file);
    }
    ++m_counts.cuts;
    m_counts.unfinished += isUnfinished ? 1 : 0;
    m_files.clear();
    m_untilOff.reset();
    m_goesOffOnceSaved = false;
    m_isOff = false;
}

} // namespace indaro::tests
