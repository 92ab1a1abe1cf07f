// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/viewer_window.h"

#include "core/base/clock.h"
#include "core/base/process.h"
#include "core/crypto/initialise.h"
#include "ui/kit/theme.h"

#include <QtCore/QCommandLineParser>
#include <QtWidgets/QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    indaro::base::hardenProcess();
    indaro::base::keepTemporaryFilesInMemory();
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"indaro-open-package"_s);
    QApplication::setApplicationVersion(QStringLiteral(INDARO_VERSION));
    if (const auto ready = indaro::crypto::initialise(); !ready) {
        std::fprintf(stderr, "indaro-open-package: %s\n", ready.error().toString().c_str());
        return 1;
    }
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addVersionOption();
    const QCommandLineOption language(u"lang"_s, u"Language of the window: fr, rn or en."_s, u"code"_s, u"fr"_s);
    arguments.addOption(language);
    arguments.process(application);
    indaro::ui::kit::Translations translations;
    translations.setLanguage(indaro::ui::kit::Translations::fromCode(arguments.value(language)));
    indaro::ui::kit::applyTheme(application, indaro::ui::kit::ThemeKind::Light);
    indaro::ui::kit::DialogFileAsk files;
    const indaro::base::SystemClock clock;
    indaro::viewer::ViewerWindow window({&translations, &files, &clock});
    constexpr int Width = 820;
    constexpr int Height = 900;
    window.resize(Width, Height);
    window.show();
    return QApplication::exec();
}
