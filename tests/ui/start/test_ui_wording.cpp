// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/wording/wording.h"
#include "tests/ui/start/program.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/wording/wording_texts.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTableView>

using namespace indaro;
using namespace indaro::tests;

namespace {

constexpr int Patience = 20'000;

/// The page as its reader sees it.
struct Review
{
    explicit Review(const Program &p) : program(p), page(p.frame()->currentPage()) {}
    [[nodiscard]] QString cell(int row, int column) const
    {
        const auto *table = page->findChild<QTableView *>();
        return table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] int rows() const { return page->findChild<QTableView *>()->model()->rowCount(); }
    [[nodiscard]] QString chosen(int column) const
    {
        return cell(page->findChild<QTableView *>()->currentIndex().row(), column);
    }
    template <class Field> [[nodiscard]] Field *field(const char *name) const
    {
        return page->findChild<Field *>(QLatin1String(name));
    }
    /// The list with just this text in it.
    bool find(const QString &words) const
    {
        field<QComboBox>("wordingWhich")->setCurrentIndex(2); // all texts
        field<QLineEdit>("wordingSearch")->setText(words);
        return QTest::qWaitFor([this] { return rows() > 0; }, Patience);
    }
    void choose(const QString &french) const
    {
        auto *table = page->findChild<QTableView *>();
        for (int row = 0; row < rows(); ++row) {
            if (cell(row, 1) == french)
                table->setCurrentIndex(table->model()->index(row, 0));
        }
    }
    void settle() const
    {
        INDARO_CHECK(QTest::qWaitFor([this] { return program.composition->workspace()->pendingJobs() == 0; }, Patience));
        QCoreApplication::processEvents();
    }
    const Program &program;
    kit::Page *page;
};

} // namespace

class TestUiWording : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;

    /// What the vault keeps.
    static std::vector<casework::WordingRemark> kept(const Program &p)
    {
        std::optional<std::vector<casework::WordingRemark>> remarks;
        p.composition->workspace()->ask(
            p.window(), [](casework::Desk &desk) { return casework::listWordingRemarks(desk); },
            [&](base::Result<std::vector<casework::WordingRemark>> found) { remarks = std::move(found).value(); });
        INDARO_CHECK(QTest::qWaitFor([&] { return remarks.has_value(); }, Patience));
        return std::move(*remarks);
    }
    static bool openFromKeys(const Program &p)
    {
        p.window()->activateWindow();
        if (!QTest::qWaitForWindowActive(p.window()))
            return false;
        QTest::keyClick(p.window(), Qt::Key_F9, Qt::ShiftModifier);
        return QTest::qWaitFor([&] { return p.frame()->currentPage()->id() == pages::WordingPageId; }, Patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
    }

    void everyTextOfTheProgramIsThereOnce()
    {
        QSet<QString> seen;
        int withFrench = 0;
        for (const auto &text : pages::wordingTexts()) {
            QVERIFY2(!seen.contains(text.kind + u'/' + text.key), qPrintable(text.key));
            seen.insert(text.kind + u'/' + text.key);
            withFrench += text.french.isEmpty() ? 0 : 1;
            QCOMPARE(text.kirundi.isEmpty(), text.level == u"none"_s);
        }
        QVERIFY(seen.contains(u"screens/Lock"_s));
        QVERIFY(seen.contains(u"code lists/sex/F"_s));
        QVERIFY(withFrench > 3000);
    }

    /// From any page, its texts; a correction stands on the screens at once, marked, and outlives the program.
    void aTextIsCorrectedWhereItStands()
    {
        const QString folder = m_home.filePath(u"house"_s);
        makeVault(folder);
        {
            Program p(folder);
            QVERIFY(p.signIn());
            p.composition->translations().setLanguage(kit::Language::Kirundi);
            QVERIFY(p.frame()->openPage(pages::PeoplePageId));
            QVERIFY(openFromKeys(p));
            const Review review(p);
            QTRY_VERIFY_WITH_TIMEOUT(review.rows() > 0, Patience);
            QCOMPARE(review.field<QComboBox>("wordingWhich")->currentIndex(), 0); // of the page before
            QStringList onThePage;
            for (int row = 0; row < review.rows(); ++row)
                onThePage.append(review.cell(row, 1));
            QVERIFY2(onThePage.contains(u"Admettre une personne"_s), qPrintable(onThePage.join(u'\n')));
            QVERIFY2(!onThePage.contains(u"Enregistrer les remarques sur le kirundi"_s), "of another page");

            review.choose(u"Admettre une personne"_s);
            review.settle();
            QCOMPARE(review.chosen(1), u"Admettre une personne"_s);
            auto *kirundi = review.field<QPlainTextEdit>("wordingKirundi");
            QCOMPARE(kirundi->toPlainText(), u"Akira umuntu"_s);
            kirundi->setPlainText(u"Akira umushitsi"_s);
            const QString correct = QCoreApplication::translate("indaro", "Correct it so");
            QTRY_VERIFY_WITH_TIMEOUT(button(review.page, correct) != nullptr, Patience);
            // Without a name nothing is written, and what was typed stays.
            QVERIFY(press(review.page, correct));
            review.settle();
            QVERIFY(kept(p).empty());
            QCOMPARE(kirundi->toPlainText(), u"Akira umushitsi"_s);
            review.field<QLineEdit>("wordingReviewer")->setText(u"Odette"_s);
            QVERIFY(press(review.page, correct));
            QTRY_COMPARE_WITH_TIMEOUT(kept(p).size(), std::size_t{1}, Patience);
            QCOMPARE(kept(p).front().kirundi, u"Akira umushitsi"_s);
            QVERIFY(p.frame()->openPage(pages::PeoplePageId));
            QTRY_VERIFY_WITH_TIMEOUT(QCoreApplication::translate("indaro", "Admit a person").contains(u"Akira umushitsi"_s),
                                     Patience);
            // It is a draft still: with the French.
            QVERIFY(QCoreApplication::translate("indaro", "Admit a person").contains(u"Admettre une personne"_s));
        }
        Program again(folder);
        QVERIFY(again.signIn());
        again.composition->translations().setLanguage(kit::Language::Kirundi);
        QTRY_VERIFY_WITH_TIMEOUT(QCoreApplication::translate("indaro", "Admit a person").contains(u"Akira umushitsi"_s),
                                 Patience);
        // Taken back, the draft stands again.
        QVERIFY(again.frame()->openPage(pages::WordingPageId));
        const Review review(again);
        review.settle();
        QVERIFY(review.find(u"admettre une personne"_s));
        review.choose(u"Admettre une personne"_s);
        const QString back = QCoreApplication::translate("indaro", "Take the remark back");
        QTRY_VERIFY_WITH_TIMEOUT(button(review.page, back) != nullptr, Patience);
        QVERIFY(press(review.page, back));
        QTRY_VERIFY_WITH_TIMEOUT(QCoreApplication::translate("indaro", "Admit a person").contains(u"Akira umuntu"_s),
                                 Patience);
        QVERIFY(kept(again).empty());
        again.composition->translations().setLanguage(kit::Language::English);
    }

    void theRemarksAreSavedAsAFile()
    {
        const QString folder = m_home.filePath(u"saving"_s);
        makeVault(folder);
        Program p(folder);
        QVERIFY(p.signIn());
        QVERIFY(p.frame()->openPage(pages::WordingPageId));
        const Review review(p);
        review.settle();
        QAction *save = p.frame()->currentPage()->toolbarActions().front();
        QVERIFY(!save->isEnabled()); // nothing to save yet
        review.field<QLineEdit>("wordingReviewer")->setText(u"Odette"_s);
        QVERIFY(review.find(u"Verrouiller"_s));
        review.choose(u"Verrouiller"_s);
        QVERIFY(press(review.page, u"Good as it is"_s));
        QTRY_COMPARE_WITH_TIMEOUT(kept(p).size(), std::size_t{1}, Patience);
        review.settle();
        QVERIFY(save->isEnabled());
        p.files->path = m_home.filePath(u"remarks.tsv"_s);
        save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(p.files->path), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(review.page->findChild<kit::Banner *>()->isVisible(), Patience);
        QFile file(p.files->path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].startsWith("screens\tLock\tgood\tKinga\t\tOdette\t"), lines[1].constData());
    }

    /// Going on to the next text keeps what was typed; what cannot be kept is said, and the words with it.
    void whatWasTypedIsKeptWhenOneGoesOn()
    {
        const QString folder = m_home.filePath(u"going-on"_s);
        makeVault(folder);
        Program p(folder);
        QVERIFY(p.signIn());
        QVERIFY(p.frame()->openPage(pages::WordingPageId));
        const Review review(p);
        review.settle();
        QVERIFY(review.find(u"verrou"_s));
        QVERIFY(review.rows() > 1);
        review.choose(u"Verrouiller"_s);
        auto *kirundi = review.field<QPlainTextEdit>("wordingKirundi");
        auto *table = review.page->findChild<QTableView *>();
        const auto goOn = [&] {
            const int row = table->currentIndex().row();
            table->setCurrentIndex(table->model()->index(row == 0 ? 1 : 0, 0));
            review.settle();
        };
        kirundi->setPlainText(u"Ugara"_s);
        goOn(); // nobody's name stands there yet
        QVERIFY(kept(p).empty());
        auto *banner = review.page->findChild<kit::Banner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->text().contains(u"Ugara"_s), Patience);
        review.field<QLineEdit>("wordingReviewer")->setText(u"Odette"_s);
        review.choose(u"Verrouiller"_s);
        kirundi->setPlainText(u"Ugara %1"_s); // nothing is put in there
        goOn();
        QVERIFY(kept(p).empty());
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->text().contains(u"Ugara %1"_s), Patience);
        review.choose(u"Verrouiller"_s);
        kirundi->setPlainText(u"Ugara"_s);
        goOn();
        QTRY_COMPARE_WITH_TIMEOUT(kept(p).size(), std::size_t{1}, Patience);
        QCOMPARE(kept(p).front().kirundi, u"Ugara"_s);
    }

    /// F9 alone hides an interview and must go on doing so.
    void theKeyIsNobodyElses()
    {
        const QString folder = m_home.filePath(u"keys"_s);
        makeVault(folder);
        Program p(folder);
        QVERIFY(p.signIn());
        p.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(p.window()));
        const auto before = p.frame()->currentPage()->id();
        QTest::keyClick(p.window(), Qt::Key_F9);
        QCoreApplication::processEvents();
        QVERIFY(p.frame()->currentPage()->id() == before);
    }
};

QTEST_MAIN(TestUiWording)
#include "test_ui_wording.moc"
