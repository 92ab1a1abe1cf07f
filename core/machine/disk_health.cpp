// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/disk_health.h"

#include "core/machine/block_devices.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sstream>

using namespace Qt::StringLiterals;

namespace indaro::machine {

namespace fs = std::filesystem;

namespace {

/// pre_eol_info of JEDEC's eMMC: 1 normal, 2 eighty per cent of the reserve used, 3 ninety per cent.
DiskHealth wearOfCard(const Surroundings &here, const std::string &disk)
{
    const auto said = here.firstLine(fs::path("/sys/block") / disk / "device/pre_eol_info");
    if (said == "0x01")
        return DiskHealth::Good;
    return said == "0x02" || said == "0x03" ? DiskHealth::Failing : DiskHealth::NotKnown;
}

DiskHealth bySmartctl(const Surroundings &here, const std::string &disk)
{
    const fs::path program = here.program("smartctl");
    if (program.empty() || !here.ask)
        return DiskHealth::NotKnown;
    const auto answer = here.ask({program.string(), "-j", "-H", "/dev/" + disk});
    if (!answer)
        return DiskHealth::NotKnown;
    // The exit code says more than health (an old error in its log): only this is what the disk says of itself.
    const QJsonValue passed = QJsonDocument::fromJson(QByteArray::fromStdString(answer->output))
                                  .object()
                                  .value("smart_status"_L1)
                                  .toObject()
                                  .value("passed"_L1);
    if (!passed.isBool())
        return DiskHealth::NotKnown;
    return passed.toBool() ? DiskHealth::Good : DiskHealth::Failing;
}

/// The value of "    Name:   value" in what udisksctl says; empty when there is none.
std::string propertyOf(const std::string &said, const std::string &name)
{
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) {
        const auto begin = line.find_first_not_of(' ');
        if (begin == std::string::npos || line.compare(begin, name.size() + 1, name + ":") != 0)
            continue;
        const auto value = line.find_first_not_of(" '", begin + name.size() + 1);
        if (value == std::string::npos)
            return {};
        return line.substr(value, line.find_last_not_of(" '") - value + 1);
    }
    return {};
}

DiskHealth byUdisks(const Surroundings &here, const std::string &disk)
{
    const fs::path program = here.program("udisksctl");
    if (program.empty() || !here.ask)
        return DiskHealth::NotKnown;
    const auto block = here.ask({program.string(), "info", "-b", "/dev/" + disk});
    const std::string path = block ? propertyOf(block->output, "Drive") : std::string();
    const std::string drive = path.substr(path.find_last_of('/') + 1);
    if (drive.empty())
        return DiskHealth::NotKnown;
    const auto answer = here.ask({program.string(), "info", "-d", drive});
    if (!answer || answer->exitCode != 0)
        return DiskHealth::NotKnown;
    const std::string &said = answer->output;
    if (const std::string warning = propertyOf(said, "SmartCriticalWarning"); !warning.empty())
        return DiskHealth::Failing; // NVMe lists what is wrong
    if (propertyOf(said, "SmartFailing") == "true")
        return DiskHealth::Failing;
    // False is also what stands there before the disk was ever asked.
    const std::string updated = propertyOf(said, "SmartUpdated");
    const bool isAsked = !updated.empty() && updated != "0";
    return isAsked &&
                   (propertyOf(said, "SmartFailing") == "false" || said.find("SmartCriticalWarning:") != std::string::npos)
               ? DiskHealth::Good
               : DiskHealth::NotKnown;
}

DiskHealth healthOf(const Surroundings &here, const std::string &disk)
{
    for (const auto ask : {wearOfCard, bySmartctl, byUdisks}) {
        if (const DiskHealth said = ask(here, disk); said != DiskHealth::NotKnown)
            return said;
    }
    return DiskHealth::NotKnown;
}

bool hasFileSystemErrors(const Surroundings &here)
{
    const auto system = fileSystemOf(here, here.vault);
    if (!system)
        return false;
    const std::string name = deviceName(here, system->device);
    const auto count = here.firstLine(fs::path("/sys/fs/ext4") / name / "errors_count");
    return !name.empty() && count && !count->empty() && *count != "0";
}

} // namespace

DiskHealth diskHealth(const Surroundings &here)
{
    bool isKnown = false;
    bool isOneUnknown = false;
    for (const std::string &disk : disksBelow(here, here.vault)) {
        const DiskHealth health = healthOf(here, disk);
        if (health == DiskHealth::Failing)
            return health;
        isKnown = isKnown || health == DiskHealth::Good;
        isOneUnknown = isOneUnknown || health == DiskHealth::NotKnown;
    }
    if (hasFileSystemErrors(here))
        return DiskHealth::FileSystemErrors;
    return isKnown && !isOneUnknown ? DiskHealth::Good : DiskHealth::NotKnown;
}

} // namespace indaro::machine
