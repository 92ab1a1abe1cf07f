// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/findings.h"

#include "ui/kit/error_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace indaro::ui::pages {

namespace {

struct Say
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
public:
    static QString anchor(session::AnchorFinding finding);
    static QString device(const session::UnlockReport &report, const QString &series);
    static QString unsaved(const QString &why);
};

QString Say::anchor(session::AnchorFinding finding)
{
    using enum session::AnchorFinding;
    switch (finding) {
    case Good:
        return {};
    case Missing:
        return tr("A small file that proves that this vault is the newest one is missing. If nobody removed "
                  "it on purpose, "
                  "somebody may have put a former copy of the vault in its place: look whether the last days "
                  "are there. "
                  "The file is made anew now.");
    case Damaged:
        return tr("A small file that proves that this vault is the newest one is damaged. If the disk had no "
                  "fault, somebody "
                  "may have put a former copy of the vault in its place: look whether the last days are "
                  "there. The file is "
                  "made anew now.");
    case Older:
    case OtherHistory:
        return tr("This vault is not the one that was written last on this computer: it is older. Somebody "
                  "may have put a "
                  "former copy in its place, or the disk has lost what it had promised to keep. Look whether "
                  "the last days "
                  "are there, compare with the newest backup, and tell the director. What is missing here "
                  "may be in that "
                  "backup. The event is noted in the audit.");
    }
    return {};
}

QString Say::device(const session::UnlockReport &report, const QString &series)
{
    if (report.formerSeries.empty())
        return {};
    const QString former = QString::fromStdString(report.formerSeries);
    return report.wasElsewhere ? tr("This vault was copied or moved here, or comes from another computer. So "
                                    "that no number is given twice, it "
                                    "goes on as a new computer: its numbers begin with %1 and no longer with "
                                    "%2. Do not go on working in both.")
                                     .arg(series, former)
                               : tr("So that no number is given twice, this computer's numbers begin with %1 "
                                    "from now on and no longer with %2.")
                                     .arg(series, former);
}

QString Say::unsaved(const QString &why)
{
    return tr("What was typed in the last moments before the lock could not be saved; everything before it "
              "is. %1 After "
              "signing in, look at the last field and type it again.")
        .arg(why);
}

} // namespace

QString findingsText(const session::UnlockReport &report, const QString &series)
{
    QStringList texts{Say::anchor(report.anchor), Say::device(report, series)};
    texts.removeAll(QString());
    return texts.join(QStringLiteral("\n\n"));
}

QString unsavedText(base::Errc why)
{
    const kit::ErrorText text = kit::errorText(base::Error(why));
    return Say::unsaved(text.what + QLatin1Char(' ') + text.next);
}

} // namespace indaro::ui::pages
