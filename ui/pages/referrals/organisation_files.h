// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package.h"
#include "ui/kit/page.h"

#include <functional>
#include <memory>

namespace indaro::ui::pages {

/// The files that houses and partners give each other: read from and written to a stick or a folder, on a thread of their
/// own. GUI thread.

/// Writes what was sealed into this folder, in one durable step, under its own name, which says nothing. `done` has the
/// whole path. Errors: FileNotWritable, DiskFull.
void writeSealed(QObject *page, const QString &folder, std::shared_ptr<const casework::SealedPackage> sealed,
                 std::function<void(const base::Result<QString> &)> done);

/// What was prepared is written into this folder in one durable step; only then does `record`, on the store's thread, say
/// that it left. Where that is refused the file is taken away again, and nothing has left. `done` has the whole path; an
/// error, and whether the file is still there all the same: a stick that was pulled out holds it.
void writeThenRecord(const kit::PageContext &context, QObject *page, const QString &folder,
                     std::shared_ptr<const casework::SealedPackage> sealed,
                     std::function<base::Result<void>(casework::Desk &)> record,
                     std::function<void(const base::Result<QString> &written, bool isLeftBehind)> done);

/// Asks for a stick or folder, and whether anything can be written there, before anything is sealed or recorded. `title`: of
/// the dialog. `failed` hears of a folder that takes nothing: FileNotWritable, DiskFull.
void chooseWritableFolder(const kit::PageContext &context, QWidget *page, const QString &title,
                          std::function<void(const QString &)> chosen, std::function<void(const base::Error &)> failed);

/// What a file that came turned out to be: a package that was opened, or the answer to one.
struct TakenFile
{
    std::optional<casework::IncomingPackage> package;
    std::optional<casework::TakenAnswer> answer;
};
/// Asks for a file, opens it and takes in what it is. Errors: openPackage's, takeInPackageAnswer's, FileNotFound,
/// FileNotReadable, FileTooLarge, PackageNotOne.
void chooseAndTakeIn(const kit::PageContext &context, QWidget *page,
                     std::function<void(const base::Result<std::shared_ptr<const TakenFile>> &)> done);

} // namespace indaro::ui::pages
