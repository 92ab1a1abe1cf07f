// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/publications.h"

#include <filesystem>
#include <vector>

namespace indaro::reports {

/// A publication as files for everybody: one CSV a table, what was suppressed, how each number is counted, and a list of
/// these files with their checksums. Only what suppression.h let through is in them, and nothing of a single house.

struct ReleaseFile
{
    QString name{};
    base::Bytes bytes{};
    friend bool operator==(const ReleaseFile &, const ReleaseFile &) = default;
};
/// UTF-8 with the mark that spreadsheets look for, RFC 4180, cells that could be a formula neutralised with an apostrophe;
/// "manifest.json" last. The same publication and language give the same bytes. Thread: any.
[[nodiscard]] std::vector<ReleaseFile> releaseFiles(const Publication &publication, QStringView language);
/// "indaro-2025-1": year and number.
[[nodiscard]] QString releaseFolderName(const Publication &publication);
/// Writes them into `folder`/`name` in one step: into a folder beside it first, which is renamed when all of it is on the
/// disk. Nothing is written over; the same files already there are success. Errors: FileNotWritable, DiskFull, RecordExists
/// (a folder of this name with something else in it). Thread: any, never the GUI's.
[[nodiscard]] base::Result<void> writeReleaseFolder(const std::filesystem::path &folder, const QString &name,
                                                    const std::vector<ReleaseFile> &files);

/// One cell of a CSV file: quoted where it must be, and neutralised where a spreadsheet would take it for a formula.
[[nodiscard]] QString csvCell(const QString &text);

/// What another release of the same period shows otherwise.
struct ShownChange
{
    Question question{};
    CellPlace place{};
    PublishedCell before{};
    PublishedCell after{};
    friend bool operator==(const ShownChange &, const ShownChange &) = default;
};
/// Cells that read differently; a figure that only was Kept reads the same. Tables that are in one of them alone (a quarter
/// that came late) with their total. Thread: any.
[[nodiscard]] std::vector<ShownChange> changesBetween(const Release &before, const Release &after);

} // namespace indaro::reports
