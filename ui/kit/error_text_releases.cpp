// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/error_text_releases.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::kit {

using base::Errc;

namespace {

struct ReleaseSay
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString nothingInstalled()
{
    return ReleaseSay::tr("Nothing was installed; the program on this computer goes on working.");
}

} // namespace

ErrorText releaseErrorText(const base::Error &e)
{
    switch (e.code) {
    case Errc::ReleaseNotOne:
        return {ReleaseSay::tr("There is no new version of Indaro in this folder."), nothingInstalled(),
                ReleaseSay::tr("Choose the folder on the stick in which the file RELEASE is.")};
    case Errc::ReleaseKeysMissing:
        return {ReleaseSay::tr("This program does not know who may sign new versions, so it trusts none."),
                nothingInstalled(),
                ReleaseSay::tr("Ask the people who installed it: it was built without the keys of releases.")};
    case Errc::ReleaseNotSigned:
        return {ReleaseSay::tr("This version is not signed by two of the people who may sign. It may be a forgery."),
                nothingInstalled(), ReleaseSay::tr("Do not install it, and tell the people who gave you the stick.")};
    case Errc::ReleaseDamaged:
        return {ReleaseSay::tr("A file of this version is missing, or is not as it was signed: %1")
                    .arg(QString::fromStdString(e.text("file"))),
                nothingInstalled(),
                ReleaseSay::tr("Copy the whole folder to the stick again. If it happens again, do not install it and call "
                               "your support.")};
    case Errc::ReleaseNotNewer:
        return {ReleaseSay::tr("The stick holds version %1, and this computer has had version %2 already.")
                    .arg(QString::fromStdString(e.text("offered")), QString::fromStdString(e.text("here"))),
                nothingInstalled(),
                ReleaseSay::tr("There is nothing to do. An older version is never installed: its weaknesses are known.")};
    case Errc::ReleaseOtherSystem:
        return {ReleaseSay::tr("This version is not made for the system of this computer."), nothingInstalled(),
                ReleaseSay::tr("Ask for a stick that is made for this system.")};
    case Errc::UpdateFailed:
        if (e.text("why") == "administrator")
            return {ReleaseSay::tr("The password of the computer’s administrator was not given."), nothingInstalled(),
                    ReleaseSay::tr("Try again with the person who looks after this computer.")};
        if (e.text("why") == "no answer")
            return {
                ReleaseSay::tr("The installer ended without saying how."),
                ReleaseSay::tr("Nothing of your data was deleted; if the new version had begun to read them, a whole copy "
                               "stands beside their folder."),
                ReleaseSay::tr("Do not delete anything, and call your support.")};
        if (e.number("undone") == 1)
            return {ReleaseSay::tr("The new version did not work here."),
                    ReleaseSay::tr("Nothing is lost: the former version and your data are in place again."),
                    ReleaseSay::tr("Go on working, and tell your support.")};
        return {ReleaseSay::tr("The new version did not work here, and not everything could be put back."),
                ReleaseSay::tr("Nothing is lost: a whole copy of your data stands beside its folder."),
                ReleaseSay::tr("Do not delete anything, and call your support.")};
    default:
        return {};
    }
}

} // namespace indaro::ui::kit
