// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/packet_files.h"

#include "core/base/file.h"
#include "core/casework/referrals/package.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/error_text.h"
#include "ui/pages/commission/figure_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype MostPackets = 500; // at once; a country has fewer shelters

struct PacketSay
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::PacketSay)
};

struct PacketBytes
{
    QString name;
    base::Result<base::Bytes> bytes;
};

std::vector<PacketBytes> readPackets(const QStringList &paths)
{
    std::vector<PacketBytes> files;
    for (const QString &path : paths)
        files.push_back({QFileInfo(path).fileName(), base::readFile(path.toStdU16String(), casework::MostPackageBytes)});
    return files;
}

base::Result<PacketOutcomes> openAll(casework::Desk &desk, const std::vector<PacketBytes> &files)
{
    auto outcomes = std::make_shared<std::vector<PacketOutcome>>();
    for (const PacketBytes &file : files) {
        PacketOutcome outcome{file.name, {}, {}};
        auto opened =
            file.bytes ? reports::openCounts(desk, *file.bytes) : base::Result<reports::OpenedCounts>(file.bytes.error());
        if (opened)
            outcome.opened = std::move(opened).value();
        else
            outcome.refused = opened.error();
        outcomes->push_back(std::move(outcome));
    }
    return PacketOutcomes(std::move(outcomes));
}

void takeInPackets(const kit::PageContext &context, QWidget *page, std::function<QStringList()> paths,
                   std::function<void(PacketOutcomes)> done)
{
    kit::runInBackground(
        page, [paths = std::move(paths)] { return std::make_shared<const std::vector<PacketBytes>>(readPackets(paths())); },
        [context, page, done = std::move(done)](const std::shared_ptr<const std::vector<PacketBytes>> &files) {
            context.workspace->ask(
                page, [files](casework::Desk &desk) { return openAll(desk, *files); },
                [done](const base::Result<PacketOutcomes> &outcomes) {
                    if (outcomes)
                        done(*outcomes);
                });
        });
}

} // namespace

QString PacketOutcome::text() const
{
    if (refused) {
        if (refused->code == base::Errc::PackageReplayed)
            return PacketSay::tr("Not taken in again: this packet was opened here before. Nothing is counted twice.");
        QString text = kit::errorText(*refused).whole();
        if (const std::string digits = refused->text("digits"); !digits.empty())
            text += u' ' + PacketSay::tr("The digits of its key: %1").arg(QString::fromStdString(digits));
        return text;
    }
    const reports::PacketLine &line = opened->line;
    const QString period = FigureWords::period(line.period);
    QStringList said;
    if (!line.holds)
        said << PacketSay::tr("%1, %2: kept as revision %3. A later one is here already, and that one counts.")
                    .arg(line.senderName, period)
                    .arg(line.revision);
    else if (line.revision > 1)
        said << PacketSay::tr("%1, %2: revision %3 replaces the one before.").arg(line.senderName, period).arg(line.revision)
             << PacketSay::tr("%n table(s) changed.", nullptr, int(opened->changes.size()));
    else
        said << PacketSay::tr("%1, %2: taken in.").arg(line.senderName, period);
    if (!opened->missing.empty())
        said << PacketSay::tr("%n table(s) are not in it, because another version of the program made it: they count as not "
                              "sent.",
                              nullptr, int(opened->missing.size()));
    if (opened->unknown > 0)
        said << PacketSay::tr("%n table(s) in it are not known to this version: they are kept and not counted.", nullptr,
                              opened->unknown);
    if (line.isLate)
        said << PacketSay::tr("It is late: the figures of this year were published before.");
    return said.join(u' ');
}

void chooseFolderOfPackets(const kit::PageContext &context, QWidget *page, std::function<void(PacketOutcomes)> done)
{
    context.files->chooseFolder(page, PacketSay::tr("The stick or folder with the packets"), {},
                                [context, page, done = std::move(done)](const QString &folder) {
                                    takeInPackets(
                                        context, page,
                                        [folder] {
                                            QStringList paths;
                                            const QDir dir(folder);
                                            const QStringList names =
                                                dir.entryList({u"*.counts"_s}, QDir::Files, QDir::Name);
                                            for (const QString &name : names.mid(0, MostPackets))
                                                paths << dir.filePath(name);
                                            return paths;
                                        },
                                        done);
                                });
}

void choosePacket(const kit::PageContext &context, QWidget *page, std::function<void(PacketOutcomes)> done)
{
    context.files->openFile(page, PacketSay::tr("The numbers of a shelter"), PacketSay::tr("Sealed numbers (*.counts)"),
                            [context, page, done = std::move(done)](const QString &path) {
                                takeInPackets(
                                    context, page, [path] { return QStringList{path}; }, done);
                            });
}

void writePacket(QObject *page, const QString &folder, std::shared_ptr<const reports::SealedCounts> sealed,
                 std::function<void(const base::Result<void> &)> done)
{
    kit::runInBackground(
        page,
        [folder, sealed = std::move(sealed)] {
            return base::writeFileDurably(QDir(folder).filePath(sealed->fileName).toStdU16String(), sealed->bytes);
        },
        [done = std::move(done)](const base::Result<void> &written) { done(written); });
}

} // namespace indaro::ui::pages
