// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/install_update.h"
#include "app/desktop/preferences.h"
#include "core/base/process.h"
#include "core/crypto/initialise.h"

#include <QtCore/QCommandLineParser>
#include <QtWidgets/QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    indaro::base::hardenProcess();
    indaro::base::keepTemporaryFilesInMemory();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"indaro"_s);
    QApplication::setApplicationName(u"indaro"_s);
    QApplication::setApplicationVersion(QStringLiteral(INDARO_VERSION));
    if (const auto ready = indaro::crypto::initialise(); !ready) {
        std::fprintf(stderr, "indaro: %s\n", ready.error().toString().c_str());
        return 1;
    }
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addVersionOption();
    const QCommandLineOption vaultOption(u"vault"_s, u"Open the vault in this folder."_s, u"folder"_s);
    arguments.addOption(vaultOption);
    // From the process before this one, which locked: the code of what it could not save.
    QCommandLineOption unsavedOption(u"unsaved"_s, QString(), u"code"_s);
    unsavedOption.setFlags(QCommandLineOption::HiddenFromHelp);
    arguments.addOption(unsavedOption);
    // From the process before this one, which has closed its vault for a new version.
    QCommandLineOption installOption(u"install-update"_s, QString(), u"folder"_s),
        installForOption(u"install-for"_s, QString(), u"account"_s),
        installVersionOption(u"install-version"_s, QString(), u"version"_s);
    for (QCommandLineOption *option : {&installOption, &installForOption, &installVersionOption}) {
        option->setFlags(QCommandLineOption::HiddenFromHelp);
        arguments.addOption(*option);
    }
    arguments.process(application);
    const QString folder =
        arguments.isSet(vaultOption) ? arguments.value(vaultOption) : indaro::desktop::Preferences::vaultFolder();
    if (arguments.isSet(installOption))
        return indaro::desktop::runInstallation({arguments.value(installOption), folder, arguments.value(installForOption),
                                                 arguments.value(installVersionOption)},
                                                QCoreApplication::applicationFilePath());
    indaro::desktop::Parts parts;
    std::vector<std::string> again;
    if (arguments.isSet(vaultOption))
        again = {"--vault", folder.toStdString()};
    for (const auto code : indaro::base::allErrc()) {
        if (arguments.value(unsavedOption).toStdString() == indaro::base::errcName(code))
            parts.unsaved = code;
    }
    parts.replaceProcess = [again](std::optional<indaro::base::Errc> unsaved) {
        std::vector<std::string> words = again;
        if (unsaved)
            words.insert(words.end(), {"--unsaved", std::string(indaro::base::errcName(*unsaved))});
        indaro::base::replaceProcess(words);
        QCoreApplication::exit(1); // only when replacing failed: ending keeps the promise of locking too
    };
    parts.install = [again](const indaro::ui::pages::Installation &what) {
        indaro::base::replaceProcess(indaro::desktop::installArguments(what));
        indaro::base::replaceProcess(again); // back to the sign-in, if that is possible at least
        QCoreApplication::exit(1);
    };
    indaro::desktop::Composition composition(std::move(parts), folder);
    composition.start();
    return QApplication::exec();
}
