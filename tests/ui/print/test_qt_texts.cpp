// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt itself shows (file and print dialogs, context menus, standard buttons) is French in French and in
// Kirundi.
#include "ui/kit/ask.h"
#include "ui/kit/translations.h"

#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtTest/QtTest>
#include <QtWidgets/QCalendarWidget>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeView>

using namespace indaro::ui::kit;
using namespace Qt::StringLiterals;

namespace {

/// Sits below the program's catalogues, so it is asked only for what they do not have.
class Untranslated final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(context) + u'\t' + QString::fromUtf8(source);
        // The direction of writing is no text: every language here is written from left to right, as Qt
        // assumes.
        if (context[0] == 'Q' && text != u"QGuiApplication\tQT_LAYOUT_DIRECTION" && !m_texts.contains(text))
            m_texts.append(text);
        return {};
    }
    [[nodiscard]] QStringList texts() const { return m_texts; }

private:
    mutable QStringList m_texts;
};

QStringList actionTexts(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions()) {
        if (!action->isSeparator())
            texts << action->text().remove(u'&').section(u'\t', 0, 0);
    }
    return texts;
}

QFileDialog *shownFileDialog(QWidget &parent)
{
    DialogFileAsk().saveFile(&parent, u"Titre"_s, u"fiche.pdf"_s, u"PDF (*.pdf)"_s, [](const QString &) {});
    return parent.findChild<QFileDialog *>();
}

} // namespace

class TestQtTexts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::installTranslator(&m_untranslated);
    }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_untranslated); }

    void contextMenusAreFrench_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("French") << int(Language::French);
        QTest::newRow("Kirundi falls back to French") << int(Language::Kirundi);
    }

    void contextMenusAreFrench()
    {
        QFETCH(int, language);
        Translations translations;
        translations.setLanguage(Language(language));
        const QStringList expected{u"Annuler"_s, u"Rétablir"_s,  u"Couper"_s,           u"Copier"_s,
                                   u"Coller"_s,  u"Supprimer"_s, u"Tout sélectionner"_s};
        QLineEdit line;
        const std::unique_ptr<QMenu> lineMenu(line.createStandardContextMenu());
        QCOMPARE(actionTexts(*lineMenu).mid(0, expected.size()), expected);
        QPlainTextEdit text;
        const std::unique_ptr<QMenu> textMenu(text.createStandardContextMenu());
        QCOMPARE(actionTexts(*textMenu).mid(0, expected.size()), expected);
    }

    void theFileDialogIsQtsOwnAndFrench()
    {
        Translations translations;
        translations.setLanguage(Language::French);
        QWidget window;
        QFileDialog *dialog = shownFileDialog(window);
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->testOption(QFileDialog::DontUseNativeDialog));
        QStringList labels;
        for (const auto *label : dialog->findChildren<QLabel *>())
            labels << label->text().remove(u'&');
        QVERIFY2(labels.contains(u"Nom de fichier\u00a0:"_s), qPrintable(labels.join(u'|')));
        QVERIFY2(labels.contains(u"Regarder dans\u00a0:"_s), qPrintable(labels.join(u'|')));
        const auto *buttons = dialog->findChild<QDialogButtonBox *>();
        QCOMPARE(buttons->button(QDialogButtonBox::Cancel)->text().remove(u'&'), u"Annuler"_s);
        QCOMPARE(buttons->button(QDialogButtonBox::Save)->text().remove(u'&'), u"Enregistrer"_s);
    }

    void theFileDialogWritesDatesAsWeDo()
    {
        Translations translations;
        translations.setLanguage(Language::French);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"fiche.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        // 10 February 2026, 22:30 in UTC, is the 11th in Burundi.
        QVERIFY(file.setFileTime(QDateTime(QDate(2026, 2, 10), QTime(22, 30), Qt::UTC), QFileDevice::FileModificationTime));
        file.close();
        QWidget window;
        QFileDialog *dialog = shownFileDialog(window);
        dialog->setNameFilter(u"*"_s);
        dialog->setDirectory(folder.path());
        const auto *view = dialog->findChild<QTreeView *>();
        QVERIFY(view != nullptr);
        const auto date = [view] { return view->model()->index(0, 3, view->rootIndex()).data().toString(); };
        QTRY_COMPARE(date(), u"11/02/2026 00:30"_s);
    }

    void nothingQtShowsIsLeftInEnglish()
    {
        Translations translations;
        translations.setLanguage(Language::French);
        QWidget window;
        shownFileDialog(window);
        QPrinter printer;
        QPrintDialog print(&printer, &window);
        print.show();
        QDialogButtonBox buttons(QDialogButtonBox::StandardButtons(0x0ffffc00));
        buttons.show();
        QLineEdit line;
        const std::unique_ptr<QMenu> menu(line.createStandardContextMenu());
        QCalendarWidget calendar;
        calendar.show();
        // A newer Qt may ask for texts this one does not know; those are added when it is tried.
        if (QLibraryInfo::version() < QVersionNumber(6, 5))
            QVERIFY2(m_untranslated.texts().isEmpty(), qPrintable(m_untranslated.texts().join(u'\n')));
    }

    void visitedFoldersAreNotWrittenDown()
    {
        const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/QtProject.conf"_s;
        QFile::remove(own); // of an earlier run, in the test's own folder
        Translations translations;
        translations.setLanguage(Language::French);
        {
            QWidget parent;
            QFileDialog *dialog = shownFileDialog(parent);
            dialog->setDirectory(QDir::tempPath());
            dialog->reject();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!QFile::exists(own));
    }

private:
    Untranslated m_untranslated;
};

QTEST_MAIN(TestQtTexts)
#include "test_qt_texts.moc"
