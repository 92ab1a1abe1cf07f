// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/people/commands.h"
#include "core/crypto/sign.h"
#include "core/sop/pack.h"
#include "core/sop/pack_signature.h"
#include "tests/ui/start/program.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/settings/pack_editor.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTreeWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace indaro::tests;

namespace {

constexpr int Patience = 30'000; // a key is derived and a whole procedure read, on whatever machine this is

/// What stands on the screen for an English text.
QString said(const char *english)
{
    const QString text = QCoreApplication::translate("indaro", english);
    return text.isEmpty() ? QString::fromLatin1(english) : text;
}

/// The pack that comes with the program, one revision on: a step more.
sop::Pack nextRevision()
{
    sop::Pack pack = sop::readShippedPack()->pack;
    ++pack.revision;
    for (sop::Phase &phase : pack.phases) {
        if (phase.track != sop::Track::Person)
            continue;
        sop::Step step = phase.steps.front();
        step.id = u"2.99"_s;
        step.title = {u"A new step"_s, u"Une étape nouvelle"_s, u"Intambuko nshasha"_s};
        step.guards.clear();
        step.blocks = false;
        phase.steps.push_back(step);
        break;
    }
    return pack;
}

/// The whole program with a house in it, and its director signed in.
struct House : Program
{
    explicit House(const QString &folder) : Program(folder) { INDARO_CHECK(signIn()); }
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    casework::CaseId admit(const char *name) const
    {
        casework::Admission admission;
        admission.person.displayName = std::string_view(name);
        admission.person.sex = "F";
        admission.person.estimatedAge = 30;
        return run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); }).value().id;
    }
    casework::Checklist listOf(casework::CaseId who) const
    {
        return run([who](casework::Desk &desk) { return casework::loadChecklist(desk, who); }).value();
    }
    pages::ChecklistPage *open(casework::CaseId who) const
    {
        INDARO_CHECK(frame()->openPage(pages::ChecklistPageId, pages::OpenChecklist{who}));
        return qobject_cast<pages::ChecklistPage *>(frame()->currentPage());
    }
    /// Ticks a step on the page of somebody, by the keyboard.
    void tick(casework::CaseId who, const QString &step) const
    {
        auto *page = open(who);
        page->findChild<QComboBox *>()->setCurrentIndex(2); // everything
        auto *tree = page->findChild<QTreeWidget *>();
        const auto line = [&]() -> QTreeWidgetItem * {
            const auto found = tree->findItems(step + u"  "_s, Qt::MatchStartsWith | Qt::MatchRecursive);
            return found.isEmpty() ? nullptr : found.first();
        };
        QVERIFY(!page->isEnabled()); // what it shows is the last one's until the door has answered
        QTRY_VERIFY_WITH_TIMEOUT(page->isEnabled() && line() != nullptr, Patience);
        tree->setCurrentItem(line());
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(isTicked(who, step), Patience);
    }
    [[nodiscard]] bool isTicked(casework::CaseId who, const QString &step) const
    {
        const auto list = listOf(who);
        return std::ranges::any_of(list.lines, [&](const casework::ChecklistLine &line) {
            return line.line.step->id == step && line.line.state == sop::StepState::Done;
        });
    }
    [[nodiscard]] bool says(const QString &part) const
    {
        for (const auto *label : frame()->currentPage()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(part))
                return true;
        }
        return false;
    }
    template <class Widget> Widget *named(const char *name) const
    {
        return frame()->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }
};

} // namespace

/// A second revision of the procedure comes while cases run on the first [issue 5, Proof], through Settings.
class TestNewerProcedure : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstWordsOfAStepKeepTheMarkAndTheFrench()
    {
        const QString draft = u"Sigurira umuntu mu rurimi rwiwe ico iki kigo ari co n’ukuntu akirwa"_s;
        const QString french = u"Expliquer à la personne, dans sa langue, ce qu’est la maison et comment on y vit"_s;
        const QString first = pages::StepTexts::firstWords(draft + u"° · "_s + french + u"\nla suite"_s);
        const QStringList halves = first.split(u"° · "_s);
        QCOMPARE(halves.size(), 2);
        for (const auto &[half, whole] : {std::pair(halves[0], draft), std::pair(halves[1], french)}) {
            QVERIFY2(half.endsWith(u'…') && half.size() > 20 && half.size() <= 39, qPrintable(half));
            QVERIFY2(whole.startsWith(half.chopped(1)), qPrintable(half)); // whole words from the beginning
            QVERIFY2(!whole.at(half.size() - 1).isLetter(), qPrintable(half));
        }
        QCOMPARE(pages::StepTexts::firstWords(u"Ikaze° · Accueil"_s), u"Ikaze° · Accueil"_s);
        QCOMPARE(pages::StepTexts::firstWords(u"Une ligne\nune autre"_s), u"Une ligne"_s);
        const QString alone = pages::StepTexts::firstWords(french + u" "_s + french);
        QVERIFY(alone.endsWith(u'…') && alone.size() <= 81 && french.startsWith(alone.left(60)));
        QCOMPARE(pages::StepTexts::firstWords(u"x"_s.repeated(200)).size(), 81); // one word that has no end
    }

    void initTestCase() { QVERIFY(crypto::initialise().hasValue()); }

    void aSecondRevisionComesWhileCasesRunOnTheFirst_data()
    {
        QTest::addColumn<kit::Language>("language");
        QTest::newRow("fr") << kit::Language::French;
        QTest::newRow("rn") << kit::Language::Kirundi;
    }
    void aSecondRevisionComesWhileCasesRunOnTheFirst()
    {
        QFETCH(const kit::Language, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        QTemporaryDir home;
        forgetPreferences(home.path());
        [[maybe_unused]] const auto kit = makeVault(home.filePath(u"vault"_s));
        House house(home.filePath(u"vault"_s));
        house.composition->translations().setLanguage(language);
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        for (const auto who : {rose, aline})
            house.tick(who, u"2.1"_s);
        const int first = house.listOf(rose).pack->revision;

        // It comes on a stick, signed; the director compares the digits.
        const sop::Pack pack = nextRevision();
        house.files->path = home.filePath(u"stick.toml"_s);
        {
            QFile stick(house.files->path);
            const QByteArray bytes = sop::signPack(sop::writePack(pack), crypto::makeSignKeyPair());
            QVERIFY(stick.open(QIODevice::WriteOnly) && stick.write(bytes) == bytes.size());
        }
        QVERIFY(house.settings(said("Procedures")) != nullptr);
        house.named<QPushButton>("importPack")->click();
        QTRY_VERIFY_WITH_TIMEOUT(house.named<QPushButton>("acceptPackKey")->isVisible(), Patience);
        picture(house.window(), u"procedure-import-"_s + tag);
        house.named<QPushButton>("acceptPackKey")->click();
        QTRY_COMPARE_WITH_TIMEOUT(house.named<QListWidget>("packList")->count(), 2, Patience);

        // Who comes now follows it; nobody else does until somebody looks at the difference and moves her.
        QCOMPARE(house.listOf(house.admit("Claire")).pack->revision, pack.revision);
        house.open(rose);
        QTRY_VERIFY_WITH_TIMEOUT(button(house.frame(), said("See and move")) != nullptr, Patience);
        QCOMPARE(house.listOf(rose).pack->revision, first);
        QVERIFY(press(house.frame(), said("See and move")));
        QTRY_VERIFY_WITH_TIMEOUT(house.says(language == kit::Language::French ? u"2.99 Une étape nouvelle"_s : u"2.99 "_s),
                                 Patience);
        QTRY_VERIFY_WITH_TIMEOUT(button(house.frame(), said("Move this checklist to it")) != nullptr, Patience);
        picture(house.window(), u"procedure-difference-"_s + tag);
        QCOMPARE(house.listOf(rose).pack->revision, first);
        QVERIFY(press(house.frame(), said("Move this checklist to it")));
        QTRY_COMPARE_WITH_TIMEOUT(house.listOf(rose).pack->revision, pack.revision, Patience);
        QCOMPARE(house.listOf(aline).pack->revision, first);
        QVERIFY(house.isTicked(rose, u"2.1"_s)); // what was ticked stays ticked
        QTRY_VERIFY_WITH_TIMEOUT(button(house.frame(), said("See and move")) == nullptr, Patience);

        // Then the house writes its own from it: a copy of a step, with other words.
        QVERIFY(house.settings(said("Procedures")) != nullptr);
        auto *list = house.named<QListWidget>("packList");
        QTRY_VERIFY_WITH_TIMEOUT(list->count() == 2 && list->currentRow() == 0, Patience);
        house.named<QPushButton>("editPack")->click();
        auto *editor = house.frame()->currentPage()->findChild<pages::PackEditor *>();
        QTRY_VERIFY_WITH_TIMEOUT(editor->isVisible() && house.named<QPushButton>("keepPack")->isEnabled(), Patience);
        auto *tree = editor->findChild<QTreeWidget *>();
        tree->setCurrentItem(tree->findItems(u"2.99  "_s, Qt::MatchStartsWith | Qt::MatchRecursive).value(0));
        house.named<QPushButton>("copyStep")->click();
        auto *title = editor->findChild<QLineEdit *>(u"stepTitle"_s);
        title->selectAll();
        QTest::keyClicks(title, u"Montrer la chambre"_s);
        editor->flush();
        QTRY_VERIFY_WITH_TIMEOUT(house.named<QPushButton>("keepPack")->isEnabled(), Patience);
        picture(house.window(), u"procedure-editor-"_s + tag);
        house.named<QPushButton>("keepPack")->click();
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 3, Patience);

        // Aline, who still is on the very first, is moved to that one at once.
        house.open(aline);
        QTRY_VERIFY_WITH_TIMEOUT(button(house.frame(), said("See and move")) != nullptr, Patience);
        QVERIFY(press(house.frame(), said("See and move")));
        QTRY_VERIFY_WITH_TIMEOUT(
            house.says(u"2.99b"_s) && button(house.frame(), said("Move this checklist to it")) != nullptr, Patience);
        picture(house.window(), u"procedure-own-"_s + tag);
        QVERIFY(press(house.frame(), said("Move this checklist to it")));
        QTRY_VERIFY_WITH_TIMEOUT(house.listOf(aline).pack->id.endsWith(u"-own"_s), Patience);
        QVERIFY(house.isTicked(aline, u"2.1"_s));
        const auto own = house.listOf(aline);
        QVERIFY(own.pack->findStep(u"2.99b"_s)->title.fr == u"Montrer la chambre"_s && !own.newerRevision);
        QCOMPARE(house.listOf(rose).pack->revision, pack.revision);
        house.open(rose); // and Rose, who follows the issuer's, could go there too
        QTRY_VERIFY_WITH_TIMEOUT(button(house.frame(), said("See and move")) != nullptr, Patience);
    }
};

QTEST_MAIN(TestNewerProcedure)
#include "test_newer_procedure.moc"
