// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_disk.h"

#include "tests/simulation/sim_coverage.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <utility>

namespace indaro::tests {

struct SimDisk::File
{
    struct Write
    {
        std::uint64_t at;
        base::Bytes bytes; ///< none: cut off at `at`
    };
    base::Bytes now;
    base::Bytes synced;
    std::vector<Write> since; ///< what was done since the last sync
    bool isCreated = false;   ///< the folder knows it for sure

    static void apply(base::Bytes &to, const Write &write)
    {
        if (write.bytes.empty()) {
            to.resize(write.at);
            return;
        }
        if (to.size() < write.at + write.bytes.size())
            to.resize(write.at + write.bytes.size());
        std::copy(write.bytes.begin(), write.bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(write.at));
    }
};

namespace {

constexpr std::size_t Sector = 512;

std::map<std::string, SimDisk *> &mounts()
{
    static std::map<std::string, SimDisk *> all;
    return all;
}

SimDisk *diskOf(const char *name)
{
    const std::string text(name != nullptr ? name : "");
    const auto at = mounts().find(text.substr(0, text.rfind('/')));
    return at != mounts().end() ? at->second : nullptr;
}

/// What SQLite holds of an open file; it gives the memory and never runs a constructor or destructor.
struct OpenFile
{
    sqlite3_file base;
    SimDisk *disk;
    std::shared_ptr<SimDisk::File> *file;
};

OpenFile &of(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file);
}

int closeFile(sqlite3_file *file)
{
    delete of(file).file;
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *out, int amount, sqlite3_int64 at)
{
    OpenFile &open = of(file);
    if (open.disk->isOff())
        return SQLITE_IOERR_READ;
    const auto &bytes = (*open.file)->now;
    const auto from = std::min<std::size_t>(static_cast<std::size_t>(at), bytes.size());
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(amount), bytes.size() - from);
    std::memcpy(out, bytes.data() + from, count);
    if (count == static_cast<std::size_t>(amount))
        return SQLITE_OK;
    std::memset(static_cast<char *>(out) + count, 0, static_cast<std::size_t>(amount) - count);
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 at)
{
    return of(file).disk->write(**of(file).file, {static_cast<const std::byte *>(bytes), static_cast<std::size_t>(amount)},
                                static_cast<std::uint64_t>(at));
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return of(file).disk->truncate(**of(file).file, static_cast<std::uint64_t>(size));
}

int syncFile(sqlite3_file *file, int)
{
    return of(file).disk->sync(**of(file).file);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = static_cast<sqlite3_int64>((*of(file).file)->now.size());
    return of(file).disk->isOff() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int noLock(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int noReservedLock(sqlite3_file *, int *out)
{
    *out = 0;
    return SQLITE_OK;
}

int noControl(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file *)
{
    return static_cast<int>(Sector);
}

int noPromises(sqlite3_file *)
{
    return 0;
}

const sqlite3_io_methods Methods = {1,       closeFile, readFile,       writeFile, truncateFile, syncFile,   sizeOfFile,
                                    noLock,  noLock,    noReservedLock, noControl, sectorSize,   noPromises, nullptr,
                                    nullptr, nullptr,   nullptr,        nullptr,   nullptr};

sqlite3_vfs *systemVfs = nullptr;

/// Everything outside a mounted folder goes to the system, through whose own memory behind ours.
int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    SimDisk *disk = diskOf(name);
    if (disk == nullptr)
        return systemVfs->xOpen(systemVfs, name, file, flags, outFlags);
    file->pMethods = nullptr;
    std::shared_ptr<SimDisk::File> found;
    if (const int rc = disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0, found); rc != SQLITE_OK)
        return rc;
    of(file).disk = disk;
    of(file).file = new std::shared_ptr<SimDisk::File>(std::move(found));
    file->pMethods = &Methods;
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs *, const char *name, int isSynced)
{
    SimDisk *disk = diskOf(name);
    return disk == nullptr ? systemVfs->xDelete(systemVfs, name, isSynced) : disk->remove(name, isSynced != 0);
}

int accessFile(sqlite3_vfs *, const char *name, int flags, int *out)
{
    SimDisk *disk = diskOf(name);
    if (disk == nullptr)
        return systemVfs->xAccess(systemVfs, name, flags, out);
    *out = disk->exists(name) ? 1 : 0;
    return disk->isOff() ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int fullName(sqlite3_vfs *, const char *name, int size, char *out)
{
    SimDisk *disk = diskOf(name);
    if (disk == nullptr)
        return systemVfs->xFullPathname(systemVfs, name, size, out);
    std::snprintf(out, static_cast<std::size_t>(size), "%s", name);
    return SQLITE_OK;
}

int noSystemError(sqlite3_vfs *, int, char *)
{
    return 0;
}

void registerOnce()
{
    static sqlite3_vfs vfs;
    if (systemVfs != nullptr)
        return;
    systemVfs = sqlite3_vfs_find(nullptr);
    vfs = *systemVfs;
    vfs.pNext = nullptr;
    vfs.szOsFile = std::max(systemVfs->szOsFile, static_cast<int>(sizeof(OpenFile)));
    vfs.zName = "indaro-simulated";
    vfs.xOpen = openFile;
    vfs.xDelete = removeFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullName;
    vfs.xGetLastError = noSystemError;
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace

void SimDisk::mount(const std::string &folder)
{
    registerOnce();
    m_folder = folder;
    mounts()[folder] = this;
}

SimDisk::~SimDisk()
{
    if (const auto at = mounts().find(m_folder); at != mounts().end() && at->second == this)
        mounts().erase(at);
}

SimDisk::Image SimDisk::image() const
{
    Image out;
    for (const auto &[name, file] : m_files)
        out[name.substr(m_folder.size() + 1)] = file->now;
    return out;
}

void SimDisk::renew(std::uint64_t seed)
{
    m_dice.seed(seed);
    m_untilFailure = m_failures = m_untilOff = 0;
    m_goesOff = m_isOff = m_hadTrouble = false;
}

void SimDisk::restore(const Image &image)
{
    const auto before = std::exchange(m_files, {});
    m_removed.clear();
    for (const auto &[name, bytes] : image) {
        const std::string whole = m_folder + '/' + name;
        const auto open = before.find(whole);
        auto file = open != before.end() ? open->second : std::make_shared<File>();
        file->now = file->synced = bytes;
        file->since.clear();
        file->isCreated = true;
        m_files[whole] = std::move(file);
    }
}

void SimDisk::failAfter(std::uint64_t writes, std::uint64_t count, Failure failure)
{
    m_untilFailure = writes;
    m_failures = count;
    m_failure = failure;
}

void SimDisk::powerOffAfter(std::uint64_t writes)
{
    m_goesOff = writes > 0;
    m_untilOff = writes;
    m_isOff = m_isOff || writes == 0;
    m_hadTrouble = m_hadTrouble || m_isOff;
}

bool SimDisk::takeTrouble()
{
    return std::exchange(m_hadTrouble, m_isOff);
}

int SimDisk::spend()
{
    if (m_goesOff && --m_untilOff == 0) {
        m_goesOff = false;
        m_isOff = m_hadTrouble = true;
    }
    if (m_isOff)
        return SQLITE_IOERR_WRITE;
    if (m_failures > 0 && (m_untilFailure == 0 || --m_untilFailure == 0)) {
        --m_failures;
        count(Event::DiskFailure);
        m_hadTrouble = true;
        return m_failure == Failure::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return SQLITE_OK;
}

int SimDisk::open(const std::string &name, bool creates, std::shared_ptr<File> &out)
{
    if (m_isOff)
        return SQLITE_CANTOPEN;
    const auto at = m_files.find(name);
    if (at == m_files.end() && !creates)
        return SQLITE_CANTOPEN;
    auto &file = m_files[name];
    if (file == nullptr)
        file = std::make_shared<File>();
    out = file;
    return SQLITE_OK;
}

int SimDisk::write(File &file, base::ByteView bytes, std::uint64_t at)
{
    if (const int rc = spend(); rc != SQLITE_OK)
        return rc;
    file.since.push_back({at, {bytes.begin(), bytes.end()}});
    File::apply(file.now, file.since.back());
    return SQLITE_OK;
}

int SimDisk::truncate(File &file, std::uint64_t size)
{
    if (const int rc = spend(); rc != SQLITE_OK)
        return rc == SQLITE_FULL ? SQLITE_IOERR_TRUNCATE : rc;
    file.since.push_back({size, {}});
    File::apply(file.now, file.since.back());
    return SQLITE_OK;
}

int SimDisk::sync(File &file)
{
    if (const int rc = spend(); rc != SQLITE_OK)
        return SQLITE_IOERR_FSYNC;
    for (const auto &write : file.since)
        File::apply(file.synced, write);
    file.since.clear();
    file.isCreated = true; // SQLite syncs the folder with a new file's first sync
    return SQLITE_OK;
}

int SimDisk::remove(const std::string &name, bool isSynced)
{
    const auto at = m_files.find(name);
    if (at == m_files.end())
        return SQLITE_IOERR_DELETE_NOENT;
    if (const int rc = spend(); rc != SQLITE_OK)
        return SQLITE_IOERR_DELETE;
    if (isSynced)
        m_removed.clear();
    else
        m_removed.push_back({name, at->second});
    m_files.erase(at);
    return SQLITE_OK;
}

void SimDisk::powerOn()
{
    for (auto &[name, file] : m_removed) { // the folder may not have noticed
        if (m_dice() % 2 == 0 && !m_files.contains(name))
            m_files[name] = std::move(file);
    }
    m_removed.clear();
    std::erase_if(m_files, [this](const auto &entry) { return !entry.second->isCreated && m_dice() % 2 == 0; });
    for (auto &[name, file] : m_files) {
        File settled;
        settled.now = file->synced;
        for (const auto &write : file->since) {
            const auto luck = m_dice() % 3;
            if (luck == 0) {
                count(Event::WriteLost);
                continue;
            }
            File::Write part = write;
            if (luck == 1 && part.bytes.size() > Sector) {
                part.bytes.resize(Sector * (1 + m_dice() % (part.bytes.size() / Sector)));
                count(Event::WriteTorn, part.bytes.size() < write.bytes.size() ? 1 : 0);
            }
            File::apply(settled.now, part);
        }
        settled.synced = settled.now;
        settled.isCreated = true;
        *file = std::move(settled);
    }
    m_isOff = m_goesOff = m_hadTrouble = false;
    m_failures = 0;
}

} // namespace indaro::tests
