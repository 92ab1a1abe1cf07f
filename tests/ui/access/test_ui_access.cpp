// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/ui/access/contrast.h"
#include "tests/ui/access/keyboard.h"
#include "tests/ui/access/screen_reader.h"
#include "tests/ui/start/every_page.h"
#include "tests/ui/start/survey.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <set>

namespace indaro::tests {

/// Every page of the program as somebody has it who sees little, nothing, or cannot hold a mouse. CTest runs the parts
/// beside each other (CMakeLists.txt); each lists all its faults, page by page.
class TestUiAccess : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    std::unique_ptr<House> m_house;
    bool m_isInHouse = false;

    /// Opens one page after the other; `number` of `parts` parts of them. Those of a house that exchanges come last.
    void throughThePages(const std::function<void(QMainWindow &, const QString &)> &look, std::size_t number = 0,
                         std::size_t parts = 1)
    {
        House &house = *m_house;
        QMainWindow &window = *house.composition->window();
        const auto go = [&](const std::vector<Place> &all) {
            for (std::size_t i = all.size() * number / parts; i < all.size() * (number + 1) / parts; ++i) {
                all[i].open(house);
                house.wait();
                look(window, QString::fromLatin1(all[i].name));
            }
        };
        go(places());
        if (!m_isInHouse) {
            auto &translations = house.composition->translations();
            const auto language = translations.language();
            translations.setLanguage(kit::Language::English); // in which it is begun
            house.beginExchange();
            translations.setLanguage(language);
            m_isInHouse = true;
        }
        go(placesInHouse());
    }
    static void bringToFront(QWidget *window)
    {
        window->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
    }
    void init()
    {
        if (m_house != nullptr || QByteArrayView(QTest::currentTestFunction()).startsWith("theFirst"))
            return; // these have programs of their own
        const QString folder = m_home.filePath(u"house"_s);
        makeVault(folder);
        m_house = std::make_unique<House>(folder);
    }
    void cleanupTestCase() { m_house.reset(); }

    void aReaderIsToldWhatIsThere_data()
    {
        QTest::addColumn<kit::Language>("language");
        for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English})
            QTest::newRow(qPrintable(kit::Translations::code(language))) << language;
    }
    void aReaderIsToldWhatIsThere()
    {
        QFETCH(const kit::Language, language);
        m_house->composition->translations().setLanguage(language);
        QStringList faults;
        throughThePages([&](QMainWindow &window, const QString &name) {
            settleAt(window, WholeScreen);
            faults += readerFaults(window, name);
            settleAt(window, HalfScreen); // where buttons keep their pictures only
            faults += readerFaults(window, name + u"-683"_s);
        });
        QVERIFY(isEmptyOrTold(faults));
    }

    void wordsStandOut_data()
    {
        QTest::addColumn<kit::ThemeKind>("theme");
        QTest::addColumn<int>("part");
        for (int part = 0; part < static_cast<int>(Parts); ++part) {
            QTest::addRow("light-%d", part + 1) << kit::ThemeKind::Light << part;
            QTest::addRow("dark-%d", part + 1) << kit::ThemeKind::Dark << part;
        }
    }
    void wordsStandOut()
    {
        QFETCH(const kit::ThemeKind, theme);
        QFETCH(const int, part);
        m_house->composition->translations().setLanguage(kit::Language::French);
        kit::applyTheme(*qApp, theme);
        QStringList faults;
        throughThePages([&faults](QMainWindow &window, const QString &name) { faults += contrastFaults(window, name); },
                        static_cast<std::size_t>(part), Parts);
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        QVERIFY(isEmptyOrTold(faults));
    }

    void noPageNeedsAMouse_data()
    {
        QTest::addColumn<int>("part");
        for (int part = 0; part < static_cast<int>(Parts); ++part)
            QTest::addRow("%d", part + 1) << part;
    }
    void noPageNeedsAMouse()
    {
        QFETCH(const int, part);
        m_house->composition->translations().setLanguage(kit::Language::English);
        QStringList faults;
        throughThePages(
            [&faults](QMainWindow &window, const QString &name) {
                settleAt(window, WholeScreen);
                bringToFront(&window);
                faults += keyboardFaults(window, name, KeyboardRules::Everything);
            },
            static_cast<std::size_t>(part), Parts);
        QVERIFY(isEmptyOrTold(faults));
    }

    void theFirstPagesAreForEverybody_data()
    {
        QTest::addColumn<int>("walk");
        for (int walk = 0; walk < static_cast<int>(firstWalks().size()); ++walk)
            QTest::newRow(firstWalks()[static_cast<std::size_t>(walk)].name) << walk;
    }
    void theFirstPagesAreForEverybody()
    {
        QFETCH(const int, walk);
        const Walk &each = firstWalks()[static_cast<std::size_t>(walk)];
        QStringList faults;
        each.go(m_home.filePath(QString::fromLatin1(each.name)), [&faults](Program &p, const QString &name) {
            QMainWindow &window = *p.composition->window();
            for (const auto theme : {kit::ThemeKind::Dark, kit::ThemeKind::Light}) {
                kit::applyTheme(*qApp, theme);
                faults += contrastFaults(window, name + (theme == kit::ThemeKind::Dark ? u"-dark"_s : u"-light"_s));
            }
            settleAt(window, WholeScreen);
            for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English}) {
                p.composition->translations().setLanguage(language);
                settleAt(window, WholeScreen);
                faults += readerFaults(window, u"%1-%2"_s.arg(name, kit::Translations::code(language)));
            }
            bringToFront(&window);
            faults += keyboardFaults(window, name, KeyboardRules::Everything);
        });
        QVERIFY(isEmptyOrTold(faults));
    }

    /// Otherwise a new page would be left out by whoever forgets it in every_page.cpp.
    void everyPageIsLookedAt()
    {
        static const QRegularExpression Id(u"PageId (\\w+)\\{\"(\\w+)\"\\}"_s);
        std::set<QString> known;
        for (const char *file : {"ui/pages/page_ids.h", "ui/roads/sync_page.h"}) {
            QFile header(QStringLiteral(INDARO_SOURCE_DIR "/") + QString::fromLatin1(file));
            QVERIFY(header.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(header.readAll());
            for (auto found = Id.globalMatch(text); found.hasNext();)
                known.insert(found.next().captured(2));
        }
        QVERIFY(known.size() > 40);
        const auto isLookedAt = [&known](const std::string_view id) {
            known.erase(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())));
        };
        m_house->composition->translations().setLanguage(kit::Language::English);
        throughThePages([&](QMainWindow &, const QString &) { isLookedAt(m_house->frame()->currentPage()->id().name()); });
        // What only a vault to practise in and the commission have: theFirstPagesAreForEverybody() goes there.
        for (const auto page :
             {pages::ExercisesPageId, pages::PacketsPageId, pages::NationalPageId, pages::PublicationsPageId})
            isLookedAt(page.name());
        QStringList left;
        for (const QString &each : known)
            left.append(each);
        QCOMPARE(left, QStringList());
    }

private:
    static constexpr std::size_t Parts = 3;
};

} // namespace indaro::tests

QTEST_MAIN(indaro::tests::TestUiAccess)
#include "test_ui_access.moc"
