// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/house.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/model/field_table.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/full_file_paper.h"
#include "ui/pages/case_file/whole_file.h"
#include "ui/pages/settings/offences_section.h"

#include <QCheckBox>
#include <QListWidget>
#include <QTableWidget>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

QString textOf(QWidget *in, const QString &name)
{
    const auto *label = in->findChild<QLabel *>(name);
    return label == nullptr ? u"(no such label)"_s : label->text();
}

/// The box of a code in the editor of a set in sight.
QCheckBox *boxOf(QWidget *in, sync::FieldId field, const QString &text)
{
    auto *edit = fieldOf(in, field);
    for (auto *box : edit != nullptr ? edit->findChildren<QCheckBox *>() : QList<QCheckBox *>()) {
        if (box->text().contains(text))
            return box;
    }
    return nullptr;
}

pages::RegistryPage *registryOf(Program &program, casework::CaseId person)
{
    auto *page = program.open<pages::RegistryPage>(pages::RegistryPageId, pages::OpenRegistry{person});
    if (!QTest::qWaitFor([page] { return page->findChild<QFrame *>(u"elementsCard"_s)->isVisible(); }))
        qFatal("the page is not read");
    return page;
}

} // namespace

class TestUiRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theElementsAreExplainedAsTheyAreTicked()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = registryOf(program, rose);
        QVERIFY(textOf(page, u"elementLines"_s).contains(u"Act: nothing is written yet"_s));
        QVERIFY(textOf(page, u"elementConclusion"_s).contains(u"the act, the means, the purpose"_s));
        program.shot("registry-empty");
        auto *act = boxOf(page, fields::registry::Acts, u"transport"_s);
        QVERIFY(act != nullptr);
        act->click();
        fieldOf(page, fields::registry::Acts)->flush();
        QTRY_VERIFY(textOf(page, u"elementLines"_s).contains(u"Act: transport"_s));
        QVERIFY(says(page, u"an adult today"_s)); // how old she was then is asked
        typeInto(page, fields::registry::AgeWhenTrafficked, u"15"_s);
        QTRY_VERIFY(textOf(page, u"elementLines"_s).contains(u"this person was a child then"_s));
        boxOf(page, fields::registry::Purposes, u"servitude"_s)->click();
        fieldOf(page, fields::registry::Purposes)->flush();
        QTRY_VERIFY(textOf(page, u"elementConclusion"_s).contains(u"every element the law asks for"_s));
        QVERIFY(textOf(page, u"elementConclusion"_s).contains(u"no finding"_s));
        program.shot("registry-elements");
        const auto held = program.run([rose](casework::Desk &desk) { return casework::loadRegistry(desk, rose); }).value();
        QCOMPARE(held.record.text(fields::registry::Acts), u"transport"_s);
        QCOMPARE(held.record.value(fields::registry::AgeWhenTrafficked).integerOr(0), 15);
    }

    void bothAuthorsStandBesideEachOther()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = registryOf(program, rose);
        QVERIFY(textOf(page, u"statusOfHouse"_s).contains(u"nothing concluded yet"_s));
        buttonOf(page, u"Write down the conclusion of the house…"_s)->click();
        typeInto(page, fields::status_decision::Status, u"presumed"_s);
        typeInto(page, fields::status_decision::DecidedOn, u"23/11/2026"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(textOf(page, u"statusOfHouse"_s).contains(u"nothing concluded yet"_s)); // without reasons it is none
        QVERIFY(fieldOf(page, fields::status_decision::Reasons) != nullptr);            // and the form stays
        typeInto(page, fields::status_decision::Reasons, u"Trois signes."_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(textOf(page, u"statusOfHouse"_s).contains(u"presumed"_s));
        buttonOf(page, u"Write down what an authority decided…"_s)->click();
        typeInto(page, fields::status_decision::Organ, u"Police"_s);
        typeInto(page, fields::status_decision::Status, u"not_victim"_s);
        typeInto(page, fields::status_decision::DecidedOn, u"24/11/2026"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(textOf(page, u"statusOfAuthority"_s).contains(u"Police"_s));
        QVERIFY(textOf(page, u"statusOfHouse"_s).contains(u"presumed"_s)); // stands as it was
        program.shot("registry-status");
        auto *table = page->findChild<QFrame *>(u"statusPanel"_s)->findChild<QTableWidget *>();
        QCOMPARE(table->rowCount(), 2);
        table->setCurrentCell(1, 0);
        QTRY_VERIFY(buttonOf(page, u"It never was: take it back…"_s) != nullptr);
        buttonOf(page, u"It never was: take it back…"_s)->click();
        typeInto(page, fields::status_decision::Reasons, u"Autre dossier."_s);
        buttonOf(page, u"Take it back"_s)->click();
        QTRY_VERIFY(textOf(page, u"statusOfAuthority"_s).contains(u"nothing decided yet"_s));
        QCOMPARE(table->rowCount(), 3); // what was wrong stays to be seen
        const auto list = program.run([rose](casework::Desk &desk) { return casework::loadChecklist(desk, rose); }).value();
        QCOMPARE(list.situation.facts.value(u"status"_s), u"presumed"_s);
    }

    void aRouteIsWrittenLegByLeg()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = registryOf(program, rose);
        buttonOf(page, u"Write down an episode"_s)->click();
        QTRY_VERIFY(buttonOf(page, u"Add a leg"_s) != nullptr);
        QTRY_VERIFY(fieldOf(page, fields::episode::Work) != nullptr && fieldOf(page, fields::episode::Work)->isEnabled());
        typeInto(page, fields::episode::Work, u"menage"_s);
        buttonOf(page, u"Add a leg"_s)->click();
        auto *route = page->findChild<QListWidget *>(u"route"_s);
        QTRY_COMPARE(route->count(), 1);
        QTRY_VERIFY(fieldOf(page, fields::route_leg::ToCountry) != nullptr &&
                    fieldOf(page, fields::route_leg::ToCountry)->isEnabled());
        typeInto(page, fields::route_leg::ToCountry, u"OM"_s);
        QTRY_VERIFY(route->item(0)->text().contains(u"Oman"_s));
        buttonOf(page, u"Add a leg"_s)->click();
        QTRY_COMPARE(route->count(), 2);
        QTRY_VERIFY(route->item(1)->text().contains(u"Oman"_s)); // it begins where the first ended
        QVERIFY(buttonOf(page, u"Earlier on the way"_s) != nullptr);
        buttonOf(page, u"Earlier on the way"_s)->click();
        QTRY_VERIFY(route->item(0)->text().contains(u"Oman →"_s));
        program.shot("registry-route");
        const auto episodes =
            program.run([rose](casework::Desk &desk) { return casework::listEpisodesOf(desk, rose); }).value();
        QCOMPARE(episodes.size(), std::size_t{1});
        QCOMPARE(episodes.front().record.text(fields::episode::Work), u"menage"_s);
    }

    void aQualificationIsChosenFromTheOffencesAndMarked()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = registryOf(program, rose);
        QVERIFY(textOf(page, u"qualificationSummary"_s).contains(u"Nobody has qualified"_s));
        buttonOf(page, u"Write down a qualification…"_s)->click();
        QComboBox *offences = nullptr;
        for (auto *box : page->findChild<QFrame *>(u"qualifications"_s)->findChildren<QComboBox *>()) {
            if (box->isVisible() && box->findText(u"art. 10"_s, Qt::MatchContains) >= 0)
                offences = box;
        }
        QVERIFY(offences != nullptr);
        offences->setCurrentIndex(offences->findText(u"art. 10"_s, Qt::MatchContains));
        typeInto(page, fields::qualification::DecidedOn, u"20/11/2026"_s);
        typeInto(page, fields::qualification::Authority, u"police"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(textOf(page, u"qualificationSummary"_s).contains(u"still holds"_s));
        QVERIFY(textOf(page, u"qualificationSummary"_s).contains(u"to be verified by a jurist"_s));
        program.shot("registry-qualification");
    }

    void aCaseIsOpenedAndPeopleAreJoinedByTheirCode()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        const auto held =
            program.run([rose](casework::Desk &desk) { return desk.log.load(fields::case_file::CaseCode, rose); });
        const QString code = QString::fromStdString(held.value().textOr({}));
        auto *page = program.open<pages::TraffickingCasesPage>(pages::TraffickingCasesPageId);
        QTRY_VERIFY(says(page, u"No trafficking case yet"_s));
        program.shot("cases-empty");
        act(page, u"Open a trafficking case"_s);
        typeInto(page, fields::trafficking_case::Title, u"Filiere du Golfe"_s);
        buttonOf(page, u"Open it"_s)->click();
        QTRY_VERIFY(says(page, u"Trafficking case BCDF-2026-0001"_s));
        auto *line = page->findChild<QLineEdit *>(u"victimCode"_s);
        QTRY_VERIFY(line->isVisible());
        typeKeys(line, u"QQQQ-QQQQ-Q"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(page->findChild<QFrame *>(u"victims"_s) != nullptr && hasMessage(page));
        line->clear();
        typeKeys(line, code);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(buttonWith(page, code) != nullptr);
        buttonOf(page, u"A new suspect…"_s)->click();
        typeInto(page, fields::suspect::KnownAs, u"Karenzo"_s);
        buttonOf(page, u"Write it down"_s)->click();
        auto *suspects = page->findChild<QFrame *>(u"suspectsPanel"_s)->findChild<QTableWidget *>();
        QTRY_COMPARE(suspects->rowCount(), 1);
        QVERIFY(!suspects->item(0, 0)->text().contains(u"Karenzo"_s)); // a code stands for the name
        program.shot("cases");
        QTRY_VERIFY(buttonWith(page, code) != nullptr); // the lines were made anew, and show with the next event
        buttonWith(page, code)->click();
        auto *registry = qobject_cast<pages::RegistryPage *>(program.window->currentPage());
        QVERIFY(registry != nullptr);
        QTRY_VERIFY(buttonWith(registry, u"BCDF-2026-0001"_s) != nullptr);
        // The title is seen by more people than names: one that says a name is told of.
        auto *again = program.open<pages::TraffickingCasesPage>(pages::TraffickingCasesPageId);
        QTRY_VERIFY(fieldOf(again, fields::trafficking_case::Title) != nullptr);
        QVERIFY(program
                    .run([rose](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY(casework::setField(desk, fields::identity::FamilyName, rose, "Ndayizeye"));
                        INDARO_TRY_ASSIGN(const auto cases, casework::listTraffickingCases(desk));
                        INDARO_TRY(casework::setField(desk, fields::trafficking_case::Title, cases.front().id,
                                                      "Affaire Ndayizeye"));
                        return {};
                    })
                    .hasValue());
        QTRY_VERIFY(says(again, u"says a name"_s));
    }

    void aSuspectWrittenByMistakeGoesWithAReason()
    {
        Program program;
        const auto karenzo =
            program
                .run([](casework::Desk &desk) -> base::Result<sync::RecordId> {
                    INDARO_TRY_ASSIGN(const auto network, casework::openTraffickingCase(desk, {.title = "Filiere"}));
                    INDARO_TRY_ASSIGN(const auto suspect, casework::addSuspect(desk, {.knownAs = "Karenzo"}));
                    INDARO_TRY(casework::putSuspectInCase(desk, network, suspect, {}, {}));
                    return suspect;
                })
                .value();
        auto *page = program.open<pages::TraffickingCasesPage>(pages::TraffickingCasesPageId);
        auto *panel = page->findChild<QFrame *>(u"suspectsPanel"_s);
        QTRY_VERIFY(buttonOf(panel, u"Not in this case"_s) != nullptr);
        QVERIFY(buttonOf(panel, u"A suspect written down by mistake…"_s) == nullptr); // a case names this one
        buttonOf(panel, u"Not in this case"_s)->click();
        QTRY_VERIFY(buttonOf(panel, u"A suspect written down by mistake…"_s) != nullptr);
        buttonOf(panel, u"A suspect written down by mistake…"_s)->click();
        auto *form = panel->findChild<QWidget *>(u"suspectMistake"_s);
        QTRY_VERIFY(form->isVisible());
        auto *who = form->findChild<QComboBox *>();
        QCOMPARE(who->count(), 2);
        who->setCurrentIndex(1);
        buttonOf(form, u"Take this suspect out"_s)->click();
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(form->isVisible()); // without a reason nobody goes
        typeInto(form, fields::suspect::Note, u"Deux fois le meme."_s);
        program.shot("suspect-mistake");
        buttonOf(form, u"Take this suspect out"_s)->click();
        QTRY_VERIFY(!form->isVisible());
        QTRY_VERIFY(buttonOf(panel, u"A suspect written down by mistake…"_s) == nullptr);
        const auto left = program.run([](casework::Desk &desk) { return casework::listSuspects(desk); });
        QVERIFY(left.value().empty());
        const auto history =
            program.run([karenzo](casework::Desk &desk) {
                       return desk.log.history({fields::suspect::Table, karenzo});
                   })
                .value();
        QVERIFY(std::ranges::any_of(
            history, [](const sync::HistoryEntry &was) { return was.value == base::Value("Deux fois le meme."); }));
    }

    void whoMayNotReadItSeesHowMany()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        const auto other = sync::UserId::make(program.random);
        QVERIFY(program
                    .run([rose, other, user = program.user](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto network, casework::openTraffickingCase(desk, {.title = "Filiere"}));
                        INDARO_TRY(casework::joinVictim(desk, network, rose, {}));
                        INDARO_TRY_ASSIGN(const auto suspect, casework::addSuspect(desk, {.knownAs = "Karenzo"}));
                        INDARO_TRY(casework::putSuspectInCase(desk, network, suspect, {}, {}));
                        INDARO_TRY(casework::addPerpetrator(desk, rose, {.name = "Karenzo"}));
                        for (const auto &[id, role] : {std::pair(other, u"director"_s), std::pair(user, u"director"_s)})
                            INDARO_TRY(casework::saveStaff(
                                desk, {.id = id, .name = u"Aline"_s, .position = {}, .phone = {}, .role = role}));
                        return casework::giveRoles(desk, user, {casework::Role::Psychologist}, "alone");
                    })
                    .hasValue());
        auto *page = registryOf(program, rose);
        QTRY_VERIFY(textOf(page, u"toldCount"_s).contains(u"told of: 1"_s));
        QVERIFY(!everyText(page).contains(u"Karenzo"_s));
        auto *cases = program.open<pages::TraffickingCasesPage>(pages::TraffickingCasesPageId);
        QTRY_VERIFY(textOf(cases, u"suspectCount"_s).contains(u"in this case: 1"_s));
        QVERIFY(!everyText(cases).contains(u"Karenzo"_s));
        QVERIFY(buttonOf(cases, u"A new suspect…"_s) == nullptr);
        program.shot("cases-psychologist");
    }

    void theFileLeadsToTheRegistryByItsKeys()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *file = program.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{rose});
        QTRY_VERIFY(hasAction(file, u"Registry"_s));
        const auto actions = file->toolbarActions();
        auto *registry = *std::ranges::find(actions, u"Registry"_s, &QAction::text);
        QTRY_VERIFY(registry->isEnabled());
        QCOMPARE(registry->shortcut(), QKeySequence(u"Ctrl+Shift+R"_s));
        registry->trigger();
        QTRY_VERIFY(qobject_cast<pages::RegistryPage *>(program.window->currentPage()) != nullptr);
        auto *people = program.open<pages::PeoplePage>(pages::PeoplePageId);
        QTRY_VERIFY(hasAction(people, u"Trafficking cases"_s));
    }

    void anOffenceIsVerifiedAndAChangeOpensTheQuestionAgain()
    {
        Program program;
        kit::PageContext context;
        context.workspace = program.workspace.get();
        context.clock = &program.clock;
        context.translations = &program.translations;
        context.navigator = program.window.get();
        pages::OffencesSection section(context, nullptr);
        section.resize(900, 700);
        section.show();
        section.refresh();
        auto *table = section.findChild<QTableWidget *>();
        QTRY_VERIFY(table->rowCount() >= 4);
        const auto rowOf = [table](const QString &article) {
            for (int row = 0; row < table->rowCount(); ++row) {
                if (table->item(row, 1)->text() == article)
                    return row;
            }
            return -1;
        };
        QVERIFY(rowOf(u"10"_s) >= 0);
        table->setCurrentCell(rowOf(u"10"_s), 0);
        QTRY_VERIFY(says(&section, u"No jurist has verified it"_s));
        buttonOf(&section, u"A jurist has verified it…"_s)->click();
        typeInto(&section, fields::offence::VerifiedBy, u"juriste"_s);
        typeInto(&section, fields::offence::VerifiedOn, u"20/11/2026"_s);
        buttonOf(&section, u"Keep it"_s)->click();
        QTRY_VERIFY(says(&section, u"Verified on"_s));
        buttonOf(&section, u"Change what is written…"_s)->click();
        typeInto(&section, fields::offence::Penalty, u" (loi)"_s);
        buttonOf(&section, u"Keep it"_s)->click();
        QTRY_VERIFY(says(&section, u"No jurist has verified it"_s));
        QVERIFY(buttonOf(&section, u"Not used any more"_s) != nullptr);
        buttonOf(&section, u"Not used any more"_s)->click();
        QTRY_VERIFY(buttonOf(&section, u"Use it again"_s) != nullptr);
        const auto offences = program.run([](casework::Desk &desk) { return casework::listOffences(desk); }).value();
        QVERIFY(offences.back().isRetired() && offences.back().article == u"10"_s);
    }

    void theFullFileHoldsTheRegistry()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(
            program
                .run([rose](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY(casework::putRegistry(
                        desk, rose, {{fields::registry::Acts, "transport"}, {fields::registry::Purposes, "servitude"}}));
                    INDARO_TRY(
                        casework::recordStatusDecision(desk, rose, {.decidedOn = "2026-11-20", .reasons = "Trois signes."}));
                    INDARO_TRY(casework::recordQualification(
                        desk, {.person = rose, .words = "enlevement", .decidedOn = "2026-11-21", .authority = "police"}));
                    INDARO_TRY_ASSIGN(const auto network, casework::openTraffickingCase(desk, {.title = "Filiere"}));
                    return casework::joinVictim(desk, network, rose, {});
                })
                .hasValue());
        const auto whole = program
                               .run([rose](casework::Desk &desk) -> base::Result<std::shared_ptr<pages::WholeFile>> {
                                   INDARO_TRY_ASSIGN(auto read, pages::readWholeFile(desk, rose));
                                   return std::make_shared<pages::WholeFile>(std::move(read));
                               })
                               .value();
        QCOMPARE(whole->traffickingCases.size(), std::size_t{1});
        const auto paper = laidOut(pages::fullFilePaper(*whole, u"en"_s, *program.workspace, program.clock));
        QVERIFY(paper.hasValue());
        const QString words = wordsOn(*paper).join(u' ');
        for (const char *said :
             {"Act: transport", "Means: nothing is written yet", "enlevement", "Trois signes.", "BCDF-2026-0001"})
            QVERIFY2(words.contains(QString::fromLatin1(said)), said);
        QVERIFY(!words.contains(u"Filiere"_s)); // of a case its number goes, and no title
        keepPaper(*paper, u"paper-registry"_s);
    }

private:
    static bool hasMessage(QWidget *page)
    {
        const auto rows = page->findChildren<kit::FormRow *>();
        return std::ranges::any_of(rows, [](const kit::FormRow *row) { return row->isVisible() && row->hasMessage(); });
    }
    static QString everyText(QWidget *in)
    {
        QStringList texts;
        for (const auto *label : in->findChildren<QLabel *>())
            texts << label->text();
        for (const auto *button : in->findChildren<QPushButton *>())
            texts << button->text();
        for (const auto *box : in->findChildren<QComboBox *>()) {
            for (int at = 0; at < box->count(); ++at)
                texts << box->itemText(at);
        }
        for (const auto *table : in->findChildren<QTableWidget *>()) {
            for (int row = 0; row < table->rowCount(); ++row) {
                for (int cell = 0; cell < table->columnCount(); ++cell) {
                    if (const auto *item = table->item(row, cell))
                        texts << item->text();
                }
            }
        }
        return texts.join(u'\n');
    }
};

QTEST_MAIN(TestUiRegistry)
#include "test_ui_registry.moc"
