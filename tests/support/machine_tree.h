// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/machine/surroundings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <map>

namespace indaro::tests {

/// A folder that stands for the / of a laptop: its disks, what stands on them, what is mounted, what programs would say.
class MachineTree
{
public:
    /// A laptop of which nothing is known yet but that it is one of 8 GiB with a running kernel.
    MachineTree()
    {
        write("/proc/meminfo", "MemTotal:        8000000 kB\nMemFree:         100 kB\n");
        write("/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/mapper/house-root ro quiet\n");
        write("/proc/swaps", Headings);
        write("/etc/os-release", "ID=debian\n");
    }

    void write(const char *path, const QByteArray &content) const
    {
        const std::filesystem::path whole = real(path);
        std::filesystem::create_directories(whole.parent_path());
        QFile file(QString::fromStdString(whole.string()));
        INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    void writeProgram(const char *path, const QByteArray &script) const
    {
        write(path, script);
        INDARO_CHECK(QFile::setPermissions(QString::fromStdString(real(path).string()),
                                           QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    void link(const char *from, const char *to) const
    {
        const std::filesystem::path whole = real(from);
        std::filesystem::create_directories(whole.parent_path());
        std::filesystem::create_symlink(to, whole);
    }
    void remove(const char *path) const { std::filesystem::remove_all(real(path)); }

    /// A disk that is built in.
    void disk(const std::string &name, const std::string &number)
    {
        device("/sys/devices/" + name, name, number);
        write(("/sys/devices/" + name + "/removable").c_str(), "0\n");
        std::filesystem::create_directories(real("/sys/devices/" + name + "/device"));
        alias("/sys/block/" + name, "/sys/devices/" + name);
    }
    void partition(const std::string &disk, const std::string &name, const std::string &number)
    {
        device("/sys/devices/" + disk + "/" + name, name, number);
        write(("/sys/devices/" + disk + "/" + name + "/partition").c_str(), "1\n");
    }
    /// What stands on other devices, given by their folders below /sys/devices: dm-crypt, LVM, RAID.
    void mapped(const std::string &name, const std::string &number, const std::string &mapName, const std::string &uuid,
                const std::vector<std::string> &below)
    {
        device("/sys/devices/" + name, name, number);
        write(("/sys/devices/" + name + "/dm/name").c_str(), QByteArray::fromStdString(mapName + "\n"));
        write(("/sys/devices/" + name + "/dm/uuid").c_str(), QByteArray::fromStdString(uuid + "\n"));
        for (const std::string &slave : below) {
            const std::filesystem::path folder(slave);
            alias("/sys/devices/" + name + "/slaves/" + folder.filename().string(), "/sys/devices/" + slave);
        }
    }
    void mount(const std::string &point, const std::string &number, const std::string &type, const std::string &source)
    {
        m_mounts += "36 35 " + number + " / " + point + " rw,relatime shared:1 - " + type + " " + source + " rw\n";
        write("/proc/self/mountinfo", QByteArray::fromStdString(m_mounts));
    }
    void swap(const QByteArray &lines) const { write("/proc/swaps", QByteArray(Headings) + lines); }

    /// The usual laptop of Debian's installer with "encrypted LVM": sda1 in the clear for /boot, the rest below dm-crypt.
    void encryptedLaptop()
    {
        disk("sda", "8:0");
        partition("sda", "sda1", "8:1");
        partition("sda", "sda5", "8:5");
        mapped("dm-0", "254:0", "sda5_crypt", "CRYPT-LUKS2-0123-sda5_crypt", {"sda/sda5"});
        mapped("dm-1", "254:1", "house-root", "LVM-abc", {"dm-0"});
        mapped("dm-2", "254:2", "house-swap_1", "LVM-def", {"dm-0"});
        mount("/", "254:1", "ext4", "/dev/mapper/house-root");
        mount("/boot", "8:1", "ext4", "/dev/sda1");
        swap("/dev/dm-2 partition 8388608 0 -2\n");
    }
    /// The same without encryption.
    void plainLaptop()
    {
        disk("sda", "8:0");
        partition("sda", "sda1", "8:1");
        partition("sda", "sda5", "8:5");
        mount("/", "8:1", "ext4", "/dev/sda1");
        swap("/dev/sda5 partition 8388608 0 -2\n");
    }

    /// What a program is to say when it is asked with exactly these words.
    void says(const std::string &words, const std::string &answer, int exitCode = 0)
    {
        m_answers[words] = {exitCode, answer};
        write(words.substr(0, words.find(' ')).c_str(), "");
    }

    [[nodiscard]] machine::Surroundings surroundings() const
    {
        machine::Surroundings here;
        here.root = m_root;
        here.vault = "/home/odette/house";
        here.temporary = "/tmp";
        here.ask = [answers = m_answers](const std::vector<std::string> &words) -> std::optional<base::ProgramAnswer> {
            std::string line;
            for (const std::string &word : words)
                line += (line.empty() ? "" : " ") + word;
            const auto found = answers.find(line);
            return found == answers.end() ? std::nullopt : std::optional(found->second);
        };
        here.room = [](const std::filesystem::path &) {
            return machine::Room{std::uint64_t{40} << 30, std::uint64_t{200} << 30};
        };
        here.dumpsMemory = [] { return false; };
        here.now = Now;
        return here;
    }
    [[nodiscard]] std::filesystem::path root() const { return m_root; }
    [[nodiscard]] std::filesystem::path real(const std::filesystem::path &path) const
    {
        return m_root / path.relative_path();
    }
    static constexpr base::UtcMs Now = 1'795'000'000'000; // in November 2026

private:
    static constexpr const char *Headings = "Filename\tType\tSize\tUsed\tPriority\n";

    void alias(const std::string &from, const std::string &to) const
    {
        std::filesystem::create_directories(real(from).parent_path());
        std::filesystem::create_directory_symlink(real(to), real(from));
    }
    void device(const std::string &folder, const std::string &name, const std::string &number)
    {
        write((folder + "/dev").c_str(), QByteArray::fromStdString(number + "\n"));
        std::filesystem::create_directories(real(folder + "/slaves"));
        alias("/sys/dev/block/" + number, folder);
        alias("/sys/class/block/" + name, folder);
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_root = std::filesystem::canonical(m_folder.path().toStdString());
    std::string m_mounts;
    std::map<std::string, base::ProgramAnswer> m_answers;
};

} // namespace indaro::tests
