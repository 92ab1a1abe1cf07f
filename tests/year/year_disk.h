// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace indaro::tests {

/// The disk of one laptop: the real files of a real folder, under SQLite's own interface, where the power can go between
/// any two writes. Killing the process instead (tests/faults) leaves all that was written, because the system goes on; a
/// power cut does not. What SQLite has not synced yet is remembered here with what stood there before, and when the power
/// comes back some of it is there, some torn, some not. The host's own power does not go, so nothing is really synced: that
/// makes a year short. Of the vault's files only those of SQLite are under it; the slots and the anchor are replaced whole
/// (base::writeFileDurably), and tests/core/session cuts them.
class YearDisk
{
public:
    explicit YearDisk(std::uint64_t seed) : m_dice(seed) {}
    ~YearDisk();
    YearDisk(const YearDisk &) = delete;
    YearDisk &operator=(const YearDisk &) = delete;

    /// From now on every file SQLite opens in `folder` is on this disk; one folder at a time.
    void mount(const std::filesystem::path &folder);

    /// After so many further writes, at least one, nothing is written nor read any more, until powerOn().
    void cutAfter(std::uint64_t writes);
    /// The same after the next transaction: its journal is gone, so that all of it is there.
    void cutOnceSaved() { m_goesOffOnceSaved = true; }
    [[nodiscard]] bool isOff() const { return m_isOff; }
    [[nodiscard]] bool isToGoOff() const { return m_untilOff.has_value() || m_goesOffOnceSaved; }
    void cutNow() { m_isOff = true; }
    /// Settles what the cut left. No file may be open.
    void powerOn();

    /// So many bytes are left; nothing: as many as one likes.
    void setFree(std::optional<std::uint64_t> bytes) { m_free = bytes; }

    struct Counts
    {
        std::uint64_t cuts = 0;
        std::uint64_t unfinished = 0; ///< cuts that found something written and not synced
        std::uint64_t lost = 0;       ///< writes that were not there afterwards
        std::uint64_t torn = 0;
        std::uint64_t refused = 0; ///< for want of space
    };
    [[nodiscard]] const Counts &counts() const { return m_counts; }

    // What SQLite's calls come to; codes are SQLite's. `size`: of the file before.
    [[nodiscard]] int spend(int codeWhenOff);
    [[nodiscard]] int grow(std::uint64_t bytes);
    void noteCreated(const std::string &name) { m_files[name].isNew = true; }
    void noteWrite(const std::string &name, std::uint64_t at, base::Bytes before, base::ByteView after, std::uint64_t size);
    void noteCutOff(const std::string &name, std::uint64_t at, base::Bytes before, std::uint64_t size);
    void noteSynced(const std::string &name);
    void noteRemoved(const std::string &name, std::uint64_t size);

private:
    struct Change
    {
        std::uint64_t at = 0;
        base::Bytes before; ///< what stood there
        base::Bytes after;  ///< empty: the file was cut off at `at`
        std::uint64_t size = 0;
    };
    struct File
    {
        std::vector<Change> since; ///< the last sync
        bool isNew = false;        ///< the folder may not know it yet
    };
    void settle(const std::string &name, const File &file);

    std::mt19937_64 m_dice;
    std::string m_folder;
    std::map<std::string, File> m_files;
    std::optional<std::uint64_t> m_untilOff, m_free;
    bool m_isOff = false;
    bool m_goesOffOnceSaved = false;
    Counts m_counts;
};

} // namespace indaro::tests
