// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/organisation_files.h"

#include "core/base/file.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype ProbeSize = 65536; // more than a common package

struct FileTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::PackageWords)
};

base::Result<std::shared_ptr<const TakenFile>> takeInBytes(casework::Desk &desk, const base::Bytes &file)
{
    auto taken = std::make_shared<TakenFile>();
    switch (wire::organisationFileOf(file)) {
    case wire::OrganisationFile::Package: {
        INDARO_TRY_ASSIGN(taken->package, casework::openPackage(desk, file));
        break;
    }
    case wire::OrganisationFile::Reply: {
        INDARO_TRY_ASSIGN(taken->answer, casework::takeInPackageAnswer(desk, file));
        break;
    }
    case wire::OrganisationFile::Neither:
        return base::Error(base::Errc::PackageNotOne);
    }
    return std::shared_ptr<const TakenFile>(std::move(taken));
}

} // namespace

void writeSealed(QObject *page, const QString &folder, std::shared_ptr<const casework::SealedPackage> sealed,
                 std::function<void(const base::Result<QString> &)> done)
{
    kit::runInBackground(
        page,
        [folder, sealed = std::move(sealed)]() -> base::Result<QString> {
            const QString path = QDir(folder).filePath(sealed->fileName);
            INDARO_TRY(base::writeFileDurably(path.toStdU16String(), sealed->bytes));
            return path;
        },
        [done = std::move(done)](const base::Result<QString> &written) { done(written); });
}

void writeThenRecord(const kit::PageContext &context, QObject *page, const QString &folder,
                     std::shared_ptr<const casework::SealedPackage> sealed,
                     std::function<base::Result<void>(casework::Desk &)> record,
                     std::function<void(const base::Result<QString> &, bool)> done)
{
    writeSealed(page, folder, std::move(sealed),
                [workspace = context.workspace, page, record = std::move(record),
                 done = std::move(done)](const base::Result<QString> &written) {
                    if (!written)
                        return done(written.error(), false);
                    workspace->ask(page, record, [page, done, path = *written](const base::Result<void> &recorded) {
                        if (recorded)
                            return done(path, false);
                        kit::runInBackground(
                            page, [path] { return QFile::remove(path) || !QFile::exists(path); },
                            [done, error = recorded.error()](bool isGone) { done(error, !isGone); });
                    });
                });
}

void chooseWritableFolder(const kit::PageContext &context, QWidget *page, const QString &title,
                          std::function<void(const QString &)> chosen, std::function<void(const base::Error &)> failed)
{
    context.files->chooseFolder(
        page, title, {}, [page, chosen = std::move(chosen), failed = std::move(failed)](const QString &folder) {
            kit::runInBackground(
                page,
                [folder]() -> base::Result<void> {
                    QTemporaryFile probe(QDir(folder).filePath(u"indaro-XXXXXX"_s)); // gone again at once
                    if (!probe.open())
                        return base::Error(base::Errc::FileNotWritable);
                    const QByteArray block(ProbeSize, '\0');
                    const bool isWritten = probe.write(block) == block.size() && probe.flush();
                    return isWritten ? base::Result<void>() : base::Error(base::Errc::DiskFull);
                },
                [folder, chosen, failed](const base::Result<void> &writable) {
                    if (writable)
                        chosen(folder);
                    else
                        failed(writable.error());
                });
        });
}

void chooseAndTakeIn(const kit::PageContext &context, QWidget *page,
                     std::function<void(const base::Result<std::shared_ptr<const TakenFile>> &)> done)
{
    context.files->openFile(
        page, FileTexts::tr("A sealed package, or the answer to one"), FileTexts::tr("Sealed files (*.indaro)"),
        [context, page, done = std::move(done)](const QString &path) {
            kit::runInBackground(
                page, [path] { return base::readFile(path.toStdU16String(), casework::MostPackageBytes); },
                [context, page, done](const base::Result<base::Bytes> &file) {
                    if (!file)
                        return done(file.error());
                    context.workspace->ask(
                        page, [bytes = *file](casework::Desk &desk) { return takeInBytes(desk, bytes); },
                        [done](const base::Result<std::shared_ptr<const TakenFile>> &taken) { done(taken); });
                });
        });
}

} // namespace indaro::ui::pages
