// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace indaro::transport {

/// The few things an exchange does with the files of a folder. A test puts a stick here that lies, fills up or breaks.
class ExchangeFolder
{
public:
    virtual ~ExchangeFolder() = default;
    /// Names of the plain files, sorted; empty when there is no folder yet. Errors: FileNotReadable.
    [[nodiscard]] virtual base::Result<std::vector<std::string>> list() = 0;
    /// From the medium itself as far as the system allows, not from memory. Errors: FileNotFound, FileNotReadable,
    /// FileTooLarge.
    [[nodiscard]] virtual base::Result<base::Bytes> read(const std::string &name, std::size_t limit) = 0;
    /// Whole or not at all, also when the stick is pulled out. Errors: FileNotWritable, DiskFull.
    [[nodiscard]] virtual base::Result<void> write(const std::string &name, base::ByteView content) = 0;
    /// A file that is not there does no harm. Errors: FileNotWritable.
    [[nodiscard]] virtual base::Result<void> remove(const std::string &name) = 0;
};

/// A folder `data` inside the one that was chosen (a stick, a network drive), so that nothing of ours lies between
/// other files. Names are neutral: nothing on the stick says what it is for.
class DiskFolder final : public ExchangeFolder
{
public:
    explicit DiskFolder(const std::filesystem::path &chosen) : m_chosen(chosen), m_folder(chosen / "data") {}
    [[nodiscard]] base::Result<std::vector<std::string>> list() override;
    [[nodiscard]] base::Result<base::Bytes> read(const std::string &name, std::size_t limit) override;
    [[nodiscard]] base::Result<void> write(const std::string &name, base::ByteView content) override;
    [[nodiscard]] base::Result<void> remove(const std::string &name) override;

private:
    std::filesystem::path m_chosen;
    std::filesystem::path m_folder;
};

} // namespace indaro::transport
