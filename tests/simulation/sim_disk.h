// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace indaro::tests {

/// A disk in memory under SQLite's own interface, so that the real SQLCipher reads and writes it. It keeps apart what was
/// synced and what was only written: after a power cut some of the unsynced writes are there, torn or not, and some are
/// not. It can refuse writes for a while as a full or failing disk does.
class SimDisk
{
public:
    using Image = std::map<std::string, base::Bytes>; ///< file names and what is in them

    SimDisk() = default;
    /// Whole again, and with its luck from this seed. Its files stay until restore().
    void renew(std::uint64_t seed);

    /// From now on every file that SQLite opens under `folder` lies on this disk; until the disk goes away.
    void mount(const std::string &folder);
    ~SimDisk();
    SimDisk(const SimDisk &) = delete;
    SimDisk &operator=(const SimDisk &) = delete;

    [[nodiscard]] Image image() const;
    /// A file that is open stays open on what it has now; for SQLite somebody else has written it.
    void restore(const Image &image);

    enum class Failure : std::uint8_t { Full, Broken };
    /// After so many further writes, `count` of them fail.
    void failAfter(std::uint64_t writes, std::uint64_t count, Failure failure);
    /// After so many further writes the power goes: nothing reaches the disk until powerOn().
    void powerOffAfter(std::uint64_t writes);
    void powerOff() { powerOffAfter(0); }
    [[nodiscard]] bool isOff() const { return m_isOff; }
    /// Settles what the cut left of the writes that were not synced. No file may be open.
    void powerOn();
    /// No more failures than there were.
    void repair()
    {
        m_failures = 0;
        m_goesOff = false;
    }
    /// Whether a write failed, or the power, since this was asked last.
    [[nodiscard]] bool takeTrouble();

    // What SQLite's calls come to; codes are SQLite's.
    struct File;
    [[nodiscard]] int open(const std::string &name, bool creates, std::shared_ptr<File> &out);
    [[nodiscard]] int write(File &file, base::ByteView bytes, std::uint64_t at);
    [[nodiscard]] int truncate(File &file, std::uint64_t size);
    [[nodiscard]] int sync(File &file);
    [[nodiscard]] int remove(const std::string &name, bool isSynced);
    [[nodiscard]] bool exists(const std::string &name) const { return m_files.contains(name); }

private:
    [[nodiscard]] int spend();
    struct Lost
    {
        std::string name;
        std::shared_ptr<File> file;
    };
    std::mt19937_64 m_dice;
    std::string m_folder;
    std::map<std::string, std::shared_ptr<File>> m_files;
    std::vector<Lost> m_removed; ///< and the folder was not synced since
    std::uint64_t m_untilFailure = 0, m_failures = 0;
    std::uint64_t m_untilOff = 0;
    Failure m_failure = Failure::Broken;
    bool m_goesOff = false, m_isOff = false, m_hadTrouble = false;
};

} // namespace indaro::tests
