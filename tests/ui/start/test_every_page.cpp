// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/start/test_every_page.h"

#include "tests/ui/start/every_page.h"
#include "tests/ui/start/survey.h"
#include "ui/forms/form_sections.h"

namespace indaro::tests {

TestEveryPage::TestEveryPage() = default;
TestEveryPage::~TestEveryPage() = default;

void TestEveryPage::initTestCase()
{
    QVERIFY(crypto::initialise().hasValue());
    forgetPreferences(m_home.path());
    makeVault(m_home.filePath(u"house"_s));
    m_house = std::make_unique<House>(m_home.filePath(u"house"_s));
}

void TestEveryPage::cleanupTestCase()
{
    m_house.reset();
}

void TestEveryPage::theFirstPagesFit_data()
{
    QTest::addColumn<int>("walk");
    for (int walk = 0; walk < static_cast<int>(firstWalks().size()); ++walk)
        QTest::newRow(firstWalks()[static_cast<std::size_t>(walk)].name) << walk;
}

void TestEveryPage::theFirstPagesFit()
{
    QFETCH(const int, walk);
    QStringList faults;
    const Walk &each = firstWalks()[static_cast<std::size_t>(walk)];
    each.go(m_home.filePath(QString::fromLatin1(each.name)), [&faults](Program &p, const QString &name) {
        faults += cutWordsEverywhere(*p.composition->window(), p.composition->translations(), name);
    });
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::thePagesFit_data()
{
    QTest::addColumn<kit::Language>("language");
    QTest::addColumn<bool>("isInHouse");
    // A row for each language: all pages there are change with it, and a row has its time.
    for (const bool isInHouse : {false, true}) {
        for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English})
            QTest::addRow("%s, %s", isInHouse ? "a laptop of a house that exchanges" : "a laptop alone",
                          qPrintable(kit::Translations::code(language)))
                << language << isInHouse;
    }
}

void TestEveryPage::thePagesFit()
{
    QFETCH(const kit::Language, language);
    QFETCH(const bool, isInHouse);
    House &house = *m_house;
    auto &translations = house.composition->translations();
    if (isInHouse && !m_isInHouse) {
        translations.setLanguage(kit::Language::English);
        house.beginExchange();
        m_isInHouse = true;
    }
    translations.setLanguage(language);
    QStringList faults;
    for (const Place &place : isInHouse ? placesInHouse() : places()) {
        place.open(house);
        house.wait();
        faults += cutWordsOnBothScreens(*house.composition->window(), translations, QString::fromLatin1(place.name));
    }
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::everySectionOfAnInterviewFits()
{
    House &house = *m_house;
    auto &window = *house.composition->window();
    auto &translations = house.composition->translations();
    translations.setLanguage(kit::Language::English); // in which the pages are found by their words
    settleAt(window, HalfScreen);
    auto *page = house.interview();
    auto &form = page->session()->form();
    auto *view = page->formView();
    const auto answer = [&](const char *name, const QString &value) {
        const auto *item = form.definition().findByName(QString::fromLatin1(name));
        INDARO_CHECK(item != nullptr && form.setAnswer(item->path, value).hasValue());
    };
    for (const char *name : {"consent_understood", "consent_interview", "consent_keep_file"})
        answer(name, u"yes"_s);
    answer("age_gate", u"adult"_s);
    view->showChanges(true);
    QStringList faults;
    for (const auto language : {kit::Language::French, kit::Language::Kirundi}) {
        translations.setLanguage(language);
        int shownSections = 0;
        for (const auto &section : ui::forms::sectionsOf(form)) {
            if (!section.isRelevant || section.paths.isEmpty())
                continue;
            QVERIFY2(!section.isBlocked, qPrintable(section.paths.first()));
            view->goTo(section.paths.first());
            house.wait();
            settleAt(window, HalfScreen);
            QVERIFY(view->isVisible());
            ++shownSections;
            const QString name = u"%1 in %2"_s.arg(section.paths.first(), kit::Translations::code(language));
            for (const QString &fault : cutWords(window, HalfScreen))
                faults.append(name + u": "_s + fault);
        }
        QVERIFY2(shownSections >= 12, qPrintable(QString::number(shownSections))); // A to N, but what only some are asked
    }
    QVERIFY(isEmptyOrTold(faults));
}

} // namespace indaro::tests
