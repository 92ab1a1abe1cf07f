// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/journal.h"
#include "core/casework/audit/openings.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/consents/consents.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/row_values.h"
#include "core/documents/serial.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/support/fakes.h"
#include "tests/support/for_whom.h"
#include "tests/ui/access/keyboard.h"
#include "tests/ui/access/screen_reader.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/start/program.h"
#include "tests/ui/start/survey.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/full_file_paper.h"
#include "ui/pages/door/file_door.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/settings/journal_paper.h"
#include "ui/pages/settings/journal_texts.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableView>

#include <QPrintDialog>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using casework::AuditVerb;

namespace {

constexpr int Patience = 20'000;
const QString Second = u"cinq autres mots assez longs"_s;

/// A house whose director is m1, with a social worker m2.
struct House : Program
{
    explicit House(const QString &folder, desktop::Parts parts = {}) : Program(folder, std::move(parts)) {}
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    [[nodiscard]] bool signInAs(const QString &account, const QString &passphrase)
    {
        auto *accounts = [this] {
            (void)QTest::qWaitFor([this] { return shown<QComboBox>(window()) && shown<QComboBox>(window())->count() > 1; });
            return shown<QComboBox>(window());
        }();
        accounts->setCurrentText(account);
        return signIn(passphrase);
    }
    void wait() const
    {
        INDARO_CHECK(QTest::qWaitFor([this] { return composition->workspace()->pendingJobs() == 0; }, Patience));
        QCoreApplication::processEvents();
    }
    casework::CaseId admit(const char *name) const
    {
        casework::Admission admission;
        admission.person.familyName = std::string_view(name);
        admission.person.displayName = std::string_view("Rose");
        admission.person.sex = "F";
        return run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); }).value().id;
    }
    /// What only a director reads of them, whoever is signed in.
    [[nodiscard]] std::vector<casework::AuditEntry> lines(AuditVerb verb) const
    {
        using Lines = std::vector<casework::AuditEntry>;
        return run([verb](casework::Desk &desk) -> base::Result<Lines> {
                   INDARO_TRY_ASSIGN(auto rows,
                                     desk.log.connection().prepare(
                                         "SELECT sequence, at, user, verb, object, detail FROM audit WHERE verb = "
                                         "?1 ORDER BY sequence"));
                   rows.bind(1, casework::auditVerbName(verb));
                   Lines found;
                   INDARO_TRY(casework::forEachRow(rows, [&]() -> base::Result<void> {
                       found.push_back({rows.integer(0), rows.integer(1), *rows.id<sync::UserTag>(2), rows.text(3),
                                        rows.id<sync::RecordTag>(4), rows.text(5)});
                       return {};
                   }));
                   return found;
               })
            .value();
    }
    [[nodiscard]] ui::pages::FileDoor *door() const { return window()->findChild<ui::pages::FileDoor *>(); }
};

/// "when · who · what · why" of each row that is shown.
QStringList rowsOf(QWidget *page)
{
    const auto *model = page->findChild<QTableView *>(u"journal"_s)->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells.append(model->index(row, column).data().toString());
        rows.append(cells.join(u" · "_s));
    }
    return rows;
}

bool anyContains(const QStringList &rows, const QString &part)
{
    return std::ranges::any_of(rows, [&](const QString &row) { return row.contains(part); });
}

QString textOf(const QList<ui::print::Page> &papers)
{
    QStringList texts;
    for (const auto &paper : papers) {
        for (const auto &item : paper.texts)
            texts.append(item.text);
    }
    return texts.join(u'\n');
}

/// Into the folder of the pictures, where one is named.
void picturePaper(const QList<ui::print::Page> &papers, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDARO_PICTURES");
    constexpr double PixelsPerMm = 6;
    for (qsizetype i = 0; !folder.isEmpty() && i < papers.size(); ++i) {
        QImage image(int(papers[i].width * PixelsPerMm), int(papers[i].height * PixelsPerMm), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        ui::print::paintPage(painter, papers[i], PixelsPerMm);
        painter.end();
        QDir().mkpath(folder);
        image.save(u"%1/%2-%3.png"_s.arg(folder, name).arg(i + 1));
    }
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
    }
    void init() { desktop::Preferences::setLanguage(kit::Language::English); }

    void everyLineHasASentence()
    {
        QVERIFY(!casework::auditVerbs().empty());
        tests::SeededRandom random{2};
        for (const AuditVerb verb : casework::auditVerbs()) {
            QVERIFY2(ui::pages::JournalTexts::has(verb), std::string(casework::auditVerbName(verb)).c_str());
            casework::JournalLine line{
                {1, 0, sync::UserId::make(random), std::string(casework::auditVerbName(verb)), {}, "2026-11-16"},
                {},
                {},
                {},
                {}};
            line.caseCode = u"K7Q2-9FXM"_s;
            const QString said = ui::pages::JournalTexts::what(line);
            QVERIFY2(!said.isEmpty() && !said.contains(u'%'), qPrintable(said));
        }
    }

    void everyPageAboutSomebodyIsBehindTheDoor()
    {
        tests::SeededRandom random{1};
        const auto id = sync::RecordId::make(random);
        using namespace ui::pages;
        for (const kit::PageArgument &argument :
             {kit::PageArgument(OpenCaseFile{id}), kit::PageArgument(OpenChecklist{id}), kit::PageArgument(OpenStay{id}),
              kit::PageArgument(OpenPlan{id}), kit::PageArgument(OpenErase{id}), kit::PageArgument(OpenInterview{id, {}}),
              kit::PageArgument(OpenReferral{id, {}}), kit::PageArgument(OpenClosing{id}),
              kit::PageArgument(OpenConsents{id}), kit::PageArgument(OpenRegistry{id}),
              kit::PageArgument(OpenJustice{id})}) {
            const auto opening = openingOf(argument);
            QVERIFY(opening && opening->person == id);
        }
        QVERIFY(!openingOf(kit::PageArgument(OpenChecklist{})));
        QVERIFY(!openingOf(kit::PageArgument()));
    }

    void whatIsOpenedIsInTheJournalInPlainWords()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"journal"_s));
        House p(at(u"journal"_s));
        QVERIFY(p.signIn());
        const auto rose = p.admit("Ndayizeye");
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
        p.wait();
        QVERIFY(p.frame()->openPage(pages::PlanPageId, pages::OpenPlan{rose}));
        p.wait();
        QVERIFY(p.frame()->openPage(pages::PeoplePageId));
        p.wait();
        const auto opened = p.lines(AuditVerb::FileOpened);
        QCOMPARE(opened.size(), std::size_t{2});
        QCOMPARE(opened.front().detail, std::string("own_case file"));
        QCOMPARE(p.lines(AuditVerb::ListShown).size(), std::size_t{1});

        QWidget *page = p.settings(u"Journal"_s);
        QVERIFY(page != nullptr);
        p.wait();
        QTRY_VERIFY(anyContains(rowsOf(page), u"Opened the file "_s));
        const QStringList rows = rowsOf(page);
        QVERIFY(anyContains(rows, u"Opened the plan of "_s) && anyContains(rows, u"own case"_s));
        QVERIFY(anyContains(rows, u"Signed in"_s));
        QVERIFY(!rows.join(u'\n').contains(u"Ndayizeye"_s) && !rows.join(u'\n').contains(u"Rose"_s));
        auto *chains = page->findChild<kit::Banner *>(u"journalChains"_s);
        QTRY_VERIFY(chains->text().startsWith(u"Nothing was removed or changed"_s));

        auto *kinds = page->findChild<QComboBox *>(u"journalKind"_s);
        kinds->setCurrentText(u"Sign-ins"_s);
        QTRY_VERIFY(!rowsOf(page).isEmpty() && !anyContains(rowsOf(page), u"Opened"_s));
        kinds->setCurrentText(u"Emergency openings"_s);
        QTRY_VERIFY(rowsOf(page).isEmpty());
        kinds->setCurrentText(u"Everything"_s);
        QTRY_VERIFY(!rowsOf(page).isEmpty());

        // One file alone, as Home leads there.
        const auto other = p.admit("Ininahazwe");
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{other}));
        p.wait();
        QVERIFY(p.frame()->openPage(pages::SettingsPageId, pages::OpenJournal{rose}));
        p.wait();
        QTRY_COMPARE(rowsOf(page).size(), 2);

        p.composition->translations().setLanguage(kit::Language::French);
        p.wait();
        QTRY_VERIFY(anyContains(rowsOf(page), u"A ouvert le dossier "_s));
        picture(p.window(), u"journal"_s);
    }

    void aLineTakenOutIsSaidAtOnce()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"tampered"_s));
        House p(at(u"tampered"_s));
        QVERIFY(p.signIn());
        const auto rose = p.admit("Ndayizeye");
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
        p.wait();
        const auto line = p.lines(AuditVerb::FileOpened).front().sequence;
        QVERIFY(p.run([line](casework::Desk &desk) -> base::Result<void> {
                     INDARO_TRY(desk.log.connection().execute("DROP TRIGGER audit_keeps_rows"));
                     return desk.log.connection().execute("UPDATE audit SET verb = 'signed_in' WHERE sequence = " +
                                                          std::to_string(line));
                 }).hasValue());
        QWidget *page = p.settings(u"Journal"_s);
        auto *chains = page->findChild<kit::Banner *>(u"journalChains"_s);
        QTRY_VERIFY(chains->text().contains(u"tampered with at line %1"_s.arg(line)));
    }

    /// Whoever has the files and a passphrase cuts the end of the journal off: every line that is left is whole.
    void theLastLinesTakenOutAreSaidAtTheNextSignIn()
    {
        const QString folder = at(u"cut"_s);
        [[maybe_unused]] const auto kit = makeVault(folder);
        {
            House p(folder);
            QVERIFY(p.signIn());
            const auto rose = p.admit("Ndayizeye");
            QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
            p.wait();
        } // what was written last is noted outside the vault
        std::int64_t last = 0;
        {
            crypto::SystemRandom random;
            const base::SystemClock clock;
            const session::VaultEnvironment environment{random, clock, casework::migrations(), quickKdf(), {}, {}};
            auto vault = session::unlock(environment, folder.toStdString(), "m1", secretOf(Passphrase));
            QVERIFY(vault.hasValue());
            auto db = vault->takeConnection();
            QVERIFY(db.execute("DROP TRIGGER audit_keeps_rows").hasValue());
            QVERIFY(db.execute("DELETE FROM audit WHERE verb = 'file_opened' OR sequence > (SELECT sequence FROM audit "
                               "WHERE verb = 'file_opened')")
                        .hasValue());
            auto left = db.prepare("SELECT max(sequence) FROM audit");
            QVERIFY(left && left->step().value());
            last = left->integer(0);
        }
        House p(folder);
        QVERIFY(p.signIn());
        const auto isOlder = [](const QString &text) { return text.contains(u"it is older"_s); };
        QTRY_VERIFY2(std::ranges::any_of(p.ask->asked, isOlder), qPrintable(p.ask->asked.join(u'\n')));
        p.wait();
        const auto said = p.lines(AuditVerb::OlderThanAnchor);
        QVERIFY(said.size() == 1 && said.front().sequence == last + 1); // there it was cut
        QVERIFY(p.lines(AuditVerb::FileOpened).empty());
        QWidget *page = p.settings(u"Journal"_s);
        QTRY_VERIFY(anyContains(rowsOf(page), u"was not the one that was last written"_s));
        picture(p.window(), u"journal-cut"_s);
    }

    /// What a role does not write is said before anybody is asked about it, not when the person has told it.
    void whatARoleDoesNotWriteIsSaidBeforeAnInterview_data()
    {
        QTest::addColumn<QStringList>("closed");
        QTest::newRow("legal_assistant") << QStringList{u"health"_s};
        QTest::newRow("psychologist") << QStringList{u"names"_s, u"alleged perpetrators"_s};
    }
    void whatARoleDoesNotWriteIsSaidBeforeAnInterview()
    {
        QFETCH(const QStringList, closed);
        const QString role = QLatin1StringView(QTest::currentDataTag());
        [[maybe_unused]] const auto kit = makeVault(at(role));
        std::optional<casework::CaseId> rose;
        const auto saidTo = [&rose](House &p) {
            INDARO_CHECK(p.frame()->openPage(pages::IntakePageId, pages::OpenInterview{*rose, {}}));
            auto *said = p.frame()->currentPage()->findChild<QLabel *>(u"closedParts"_s);
            INDARO_CHECK(QTest::qWaitFor([&] { return said->parentWidget()->isVisible(); }, Patience));
            p.wait();
            return said;
        };
        {
            House p(at(role));
            QVERIFY(p.signIn());
            QVERIFY(p.frame()->openPage(pages::SettingsPageId)); // for the vault
            const auto account = p.vault()->addAccount("m2", secretOf(Second), p.vault()->approveAlone().value());
            QVERIFY(account.hasValue());
            casework::StaffMember member{.id = *account, .name = u"Odette"_s, .position = {}, .phone = {}};
            member.role = role;
            QVERIFY(p.run([member](casework::Desk &desk) { return casework::saveStaff(desk, member); }).hasValue());
            rose = p.admit("Ndayizeye");
            QVERIFY(!saidTo(p)->isVisible()); // the director writes everything
        }
        House p(at(role));
        QVERIFY(p.signInAs(u"m2"_s, Second));
        QVERIFY(
            p.run([rose](casework::Desk &desk) {
                 return casework::noteOpening(desk, {*rose, casework::OpenedThing::File, {}, {u"stands_in"_s, u"Essai."_s}});
             }).hasValue());
        const auto *said = saidTo(p);
        QTRY_VERIFY(said->isVisible());
        for (const QString &part : {u"health"_s, u"names"_s, u"alleged perpetrators"_s})
            QVERIFY2(said->text().contains(part) == closed.contains(part), qPrintable(said->text()));
        picture(p.window(), u"closed-parts-"_s + role);
    }

    void aFileOfOthersAsksWhyBeforeAnythingIsShown()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"door"_s));
        std::optional<casework::CaseId> found, otherFound;
        {
            House p(at(u"door"_s));
            QVERIFY(p.signIn());
            QVERIFY(p.frame()->openPage(pages::SettingsPageId)); // for the vault
            const auto added = p.vault()->addAccount("m2", secretOf(Second), p.vault()->approveAlone().value());
            QVERIFY(added.hasValue());
            casework::StaffMember worker{.id = *added, .name = u"Jean"_s, .position = {}, .phone = {}};
            worker.role = u"social_worker"_s;
            QVERIFY(p.run([worker](casework::Desk &desk) { return casework::saveStaff(desk, worker); }).hasValue());
            found = p.admit("Ndayizeye");
            otherFound = p.admit("Ininahazwe");
        }
        const auto rose = *found;
        const auto other = *otherFound;
        {
            House p(at(u"door"_s));
            QVERIFY(p.signInAs(u"m2"_s, Second));
            QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
            QTRY_VERIFY(p.door()->isVisible());
            QVERIFY(p.lines(AuditVerb::FileOpened).empty());
            QVERIFY(p.frame()->currentPage()->findChildren<QLineEdit *>().isEmpty() ||
                    !p.frame()->currentPage()->isVisible());
            QVERIFY(p.window()->findChildren<QLabel *>().isEmpty() || !anyContains(shownTexts(p.window()), u"Ndayizeye"_s));
            picture(p.window(), u"door"_s);
            const QStringList byKey = keyboardFaults(*qobject_cast<QMainWindow *>(p.window()), u"door"_s);
            QVERIFY2(byKey.isEmpty(), qPrintable(byKey.join(u'\n')));
            QCOMPARE(readerFaults(*p.window(), u"door"_s), QStringList());
            p.window()->resize(WholeScreen);
            for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English}) {
                p.composition->translations().setLanguage(language);
                QCOMPARE(cutWordsOnBothScreens(*qobject_cast<QMainWindow *>(p.window()), p.composition->translations(),
                                               u"door"_s),
                         QStringList());
            }

            QVERIFY(press(p.door(), u"Open the file"_s)); // without a reason
            p.wait();
            QVERIFY(p.door()->isVisible() && p.lines(AuditVerb::FileOpened).empty());
            for (auto *edit : p.door()->findChildren<ui::pages::ValueEdit *>()) {
                if (edit->field() == fields::file_opening::Reason)
                    edit->findChild<QComboBox *>()->setCurrentIndex(
                        edit->findChild<QComboBox *>()->findData(u"stands_in"_s));
            }
            QVERIFY(press(p.door(), u"Open the file"_s));
            QTRY_VERIFY(!p.door()->isVisible() && p.frame()->currentPage()->isVisible());
            QTRY_VERIFY(!p.lines(AuditVerb::FileOpened).empty());
            QVERIFY(QByteArray::fromStdString(p.lines(AuditVerb::FileOpened).back().detail).startsWith("outside file"));
            QVERIFY(p.frame()->openPage(pages::PlanPageId, pages::OpenPlan{rose})); // the same shift
            p.wait();
            QVERIFY(!p.door()->isVisible());

            QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{other}));
            QTRY_VERIFY(p.door()->isVisible());
            QVERIFY(press(p.door(), u"Not now"_s));
            p.wait();
            QTRY_COMPARE(p.frame()->currentPage()->id().name(), pages::PlanPageId.name());
            QVERIFY(!p.door()->isVisible());

            // The journal is the director's.
            QWidget *page = p.settings(u"Journal"_s);
            QTRY_VERIFY(anyContains(shownTexts(page), u"Only a director reads the journal."_s));
            QVERIFY(p.run([rose](casework::Desk &desk) {
                         return casework::breakGlass(desk, rose, casework::bitOf(sync::Compartment::Health),
                                                     {u"emergency"_s, {}});
                     }).hasValue());
        }
        House p(at(u"door"_s));
        QVERIFY(p.signInAs(u"m1"_s, Passphrase));
        p.wait();
        auto *seen = p.frame()->currentPage()->findChild<QPushButton *>(u"glassesSeen"_s);
        QTRY_VERIFY((seen = p.frame()->currentPage()->findChild<QPushButton *>(u"glassesSeen"_s)) != nullptr);
        picture(p.window(), u"home-glass"_s);
        seen->click();
        QTRY_COMPARE(p.lines(AuditVerb::GlassSeen).size(), std::size_t{1});
        QTRY_VERIFY(p.frame()->currentPage()->findChild<QPushButton *>(u"glassesSeen"_s) == nullptr);
        QWidget *page = p.settings(u"Journal"_s);
        page->findChild<QComboBox *>(u"journalKind"_s)->setCurrentText(u"Files opened that are not own cases"_s);
        QTRY_COMPARE(rowsOf(page).size(), 2); // the file and its plan
        QVERIFY(anyContains(rowsOf(page), u"stands in for a colleague"_s) && anyContains(rowsOf(page), u"Jean"_s));
    }

    void anEmergencyOpensForHalfAnHourWhatARoleDoesNotShow()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"glass"_s));
        std::optional<casework::CaseId> found;
        {
            House p(at(u"glass"_s));
            QVERIFY(p.signIn());
            const auto nurse = p.vault()->addAccount("m2", secretOf(Second), p.vault()->approveAlone().value()).value();
            casework::StaffMember member{.id = nurse, .name = u"Odette"_s, .position = {}, .phone = {}};
            member.role = u"nurse"_s;
            QVERIFY(p.run([member](casework::Desk &desk) { return casework::saveStaff(desk, member); }).hasValue());
            found = p.admit("Ndayizeye");
            // Her case from now on, on the page of the file.
            QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{*found}));
            auto *worker = p.frame()->currentPage()->findChild<QComboBox *>(u"caseWorker"_s);
            QTRY_VERIFY(worker->isEnabled() && worker->findText(u"Odette"_s) > 0);
            QCOMPARE(worker->currentText(), u"Who opened the file"_s);
            worker->setCurrentIndex(worker->findText(u"Odette"_s));
            Q_EMIT worker->activated(worker->currentIndex());
            QTRY_COMPARE(p.lines(AuditVerb::CaseWorkerNamed).size(), std::size_t{1});
            QVERIFY(
                !p.frame()->currentPage()->findChild<QPushButton *>(u"breakGlass"_s)->isVisible()); // she sees everything
            QVERIFY(p.run([person = *found](casework::Desk &desk) -> base::Result<void> {
                         INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                         INDARO_TRY(desk.log.birth({fields::perpetrator::Table, sync::RecordId::make(desk.random)},
                                                   {{fields::perpetrator::CaseFile, casework::idValue(person)},
                                                    {fields::perpetrator::Place, "Bujumbura"}}));
                         return transaction.commit();
                     }).hasValue());
        }
        House p(at(u"glass"_s));
        QVERIFY(p.signInAs(u"m2"_s, Second));
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{*found}));
        p.wait();
        QVERIFY(!p.door()->isVisible()); // her case
        auto *page = p.frame()->currentPage();
        auto *begin = page->findChild<QPushButton *>(u"breakGlass"_s);
        QTRY_VERIFY(begin->isVisible());
        QVERIFY(!anyContains(shownTexts(page), u"Bujumbura"_s));
        begin->click();
        auto *panel = page->findChild<QWidget *>(u"emergency"_s);
        QTRY_VERIFY(button(panel, u"Open it now"_s) != nullptr);
        for (auto *edit : panel->findChildren<ui::pages::ValueEdit *>()) {
            if (edit->field() == fields::file_opening::Reason)
                edit->findChild<QComboBox *>()->setCurrentIndex(edit->findChild<QComboBox *>()->findData(u"emergency"_s));
        }
        QVERIFY(press(panel, u"Open it now"_s)); // and which part?
        p.wait();
        QVERIFY(p.lines(AuditVerb::GlassBroken).empty());
        for (auto *box : panel->findChildren<QCheckBox *>()) {
            if (box->isVisible() && box->text() == u"alleged perpetrators"_s)
                box->setChecked(true);
        }
        QVERIFY(press(panel, u"Open it now"_s));
        QTRY_COMPARE(p.lines(AuditVerb::GlassBroken).size(), std::size_t{1});
        QTRY_VERIFY(anyContains(shownTexts(panel), u"Bujumbura"_s));
        picture(p.window(), u"emergency"_s);
    }

    void thePageOfTheWeekIsOnePageAndIsDueUntilItIsPrinted()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"week"_s));
        auto clock = std::make_shared<tests::FakeClock>(QDateTime::currentMSecsSinceEpoch());
        const auto begin = [&] {
            desktop::Parts parts;
            parts.clock = clock;
            return parts;
        };
        {
            House p(at(u"week"_s), begin());
            QVERIFY(p.signIn());
            const auto rose = p.admit("Ndayizeye");
            QVERIFY(p.run([rose](casework::Desk &desk) { return casework::noteOpening(desk, {rose}); }).value().has_value());
            QVERIFY(!p.run([](casework::Desk &desk) { return casework::dueJournalWeek(desk); }).value());
        }
        clock->advance(qint64{7} * 24 * 3600 * 1000); // while nobody is signed in: else it locks
        House p(at(u"week"_s), begin());
        QVERIFY(p.signIn());
        const auto due = p.run([](casework::Desk &desk) { return casework::dueJournalWeek(desk); }).value();
        QVERIFY(due && due->dayOfWeek() == 1);
        QTRY_VERIFY(p.frame()->currentPage()->findChild<QPushButton *>(u"printWeek"_s) != nullptr);
        p.frame()->currentPage()->findChild<QPushButton *>(u"printWeek"_s)->click();
        p.wait();
        p.files->path = at(u"week.pdf"_s);
        p.ask->choice = 1; // where to save, and not the printer
        QVERIFY(press(p.frame()->currentPage(), u"Save the page of last week"_s));
        QTRY_COMPARE(p.lines(AuditVerb::WeeklyPagePrinted).size(), std::size_t{1});
        QVERIFY(QFile::exists(at(u"week.pdf"_s)));
        QCOMPARE(p.lines(AuditVerb::WeeklyPagePrinted).front().detail, due->toString(Qt::ISODate).toStdString());
        QVERIFY(!p.run([](casework::Desk &desk) { return casework::dueJournalWeek(desk); }).value());
    }

    void aBusyWeekStillFitsOnOnePage()
    {
        tests::SeededRandom random{3};
        casework::JournalWeek week{QDate(2026, 11, 16)};
        week.laptop = u"Bureau de la direction"_s;
        week.series = u"BCDF"_s;
        for (int i = 0; i < 14; ++i)
            week.accounts.push_back({sync::UserId::make(random), u"Niyonsaba Marie-Espérance %1"_s.arg(i + 1), 12,
                                     i == 2 ? 3 : 0, 48, i, i % 3, i % 4, 9, i == 0 ? 1 : 0});
        for (int i = 0; i < 20; ++i) {
            casework::ReasonedOpening opening{
                sync::RecordId::make(random), {}, u"K7Q2-9FX%1"_s.arg(i % 10), u"Rose"_s, sync::UserId::make(random)};
            opening.by = u"Niyonsaba Marie-Espérance"_s;
            opening.at = 1'795'000'000'000 + i * 3'600'000;
            opening.reason = {u"stands_in"_s, u"ma collègue est à l’hôpital avec une autre personne jusqu’à vendredi"_s};
            (i % 3 == 0 ? week.glasses : week.outside).push_back(opening);
            if (i % 3 == 0) {
                week.glasses.back().isGlass = true;
                week.glasses.back().compartments = 14;
            }
        }
        week.audit.lines = 12'345;
        week.log.lines = 1'234'567;
        week.lastLine = 12'300;
        week.digits = "0123456789";
        const auto papers = tests::laidOut(ui::pages::journalWeekPaper(week, 1'795'478'400'000)).value();
        picturePaper(papers, u"week"_s);
        QCOMPARE(papers.size(), 1);
        const QString text = textOf(papers);
        QVERIFY(text.contains(u"DOCUMENT INTERNE"_s) && text.contains(u"01234 56789"_s));
        QVERIFY(!text.contains(u"Rose"_s)); // residents by the code of their file
        week.accounts.clear();
        week.outside.clear();
        week.glasses.clear();
        week.audit.fault = sync::ChainFault{sync::ChainFault::Kind::LineMissing, 77};
        const auto quiet = tests::laidOut(ui::pages::journalWeekPaper(week, 1'795'478'400'000)).value();
        QCOMPARE(quiet.size(), 1);
        QVERIFY(textOf(quiet).contains(u"ALTÉRÉ à la ligne 77"_s));
    }

    void theWholeFileIsADirectorsWithASecondPerson()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"whole"_s));
        House p(at(u"whole"_s));
        QVERIFY(p.signIn());
        const auto rose = p.admit("Ndayizeye");
        QVERIFY(p.run([rose](casework::Desk &desk) {
                     return casework::addNote(desk, rose, "Première nuit", "Elle a peu dormi.", "observation");
                 }).hasValue());
        const auto whole = p.run([rose](casework::Desk &desk) -> base::Result<std::shared_ptr<pages::WholeFile>> {
                                INDARO_TRY_ASSIGN(auto read, pages::readWholeFile(desk, rose));
                                return std::make_shared<pages::WholeFile>(std::move(read));
                            }).value();
        const base::SystemClock clock;
        const auto papers = laidOut(pages::fullFilePaper(*whole, u"en"_s, *p.composition->workspace(), clock)).value();
        picturePaper(papers, u"whole"_s);
        const QString text = textOf(papers);
        for (const auto &part : {u"Ndayizeye"_s, u"Elle a peu dormi."_s, u"DOCUMENT INTERNE"_s})
            QVERIFY2(text.contains(part), qPrintable(part));

        QVERIFY(p.vault()->addAccount("m2", secretOf(Second), p.vault()->approveAlone().value()).hasValue());
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
        p.wait();
        auto *print = p.frame()->currentPage()->findChild<QPushButton *>(u"printFullFile"_s);
        QVERIFY(!print->isEnabled()); // for nobody
        forTheHouse(p.frame()->currentPage());
        QTRY_VERIFY(print->isEnabled());
        print->click();
        QTRY_VERIFY(button(p.frame()->currentPage(), u"I agree"_s) != nullptr);
        QVERIFY(p.lines(AuditVerb::FullFilePrinted).empty()); // nobody has agreed yet
        QTest::keyClicks(secrets(p.frame()->currentPage()).first(), u"certainement faux"_s);
        QVERIFY(press(p.frame()->currentPage(), u"I agree"_s));
        QTRY_VERIFY(button(p.frame()->currentPage(), u"I agree"_s) != nullptr);
        QVERIFY(p.lines(AuditVerb::FullFilePrinted).empty()); // and it was not her
        QVERIFY(printerDialog() == nullptr);
        QTest::keyClicks(secrets(p.frame()->currentPage()).first(), Second);
        QVERIFY(press(p.frame()->currentPage(), u"I agree"_s));
        QTRY_VERIFY(printerDialog() != nullptr);
        // It is in the journal before the printer is asked, with its number and who agreed.
        const auto noted = p.lines(AuditVerb::FullFilePrinted);
        QCOMPARE(noted.size(), std::size_t{1});
        QCOMPARE(*noted.front().object, rose);
        const QString detail = QString::fromStdString(noted.front().detail);
        const auto serial = documents::Serial::fromText(detail.section(u' ', 0, 0));
        QVERIFY2(serial.hasValue() && detail.contains(u" with "_s), qPrintable(detail));
        // The paper comes out of the printer, and the next one has the next number.
        const QString path = at(u"whole.pdf"_s);
        auto *printers = printerDialog()->findChild<QComboBox *>(u"printers"_s);
        auto *fileName = printerDialog()->findChild<QLineEdit *>(u"filename"_s);
        QVERIFY(printers != nullptr && fileName != nullptr);
        printers->setCurrentIndex(printers->count() - 1); // into a file
        fileName->setText(path);
        printerDialog()->accept();
        QTRY_VERIFY(QFileInfo(path).size() > 10'000);
        QFile paper(path);
        QVERIFY(paper.open(QIODevice::ReadOnly) && paper.read(5) == "%PDF-");
        QTRY_VERIFY(printerDialog() == nullptr);
        QVERIFY(!print->isEnabled()); // the next one may be for somebody else
        QVERIFY(pdfText(path).contains(u"Elle a peu dormi."_s));
        const auto notes = p.run([rose](casework::Desk &desk) { return casework::loadCaseFile(desk, rose); })->notes;
        QVERIFY(p.run([rose, note = notes.front().id](casework::Desk &desk) { // and it is on no paper any more
            return casework::withholdItems(desk, rose, {casework::withheldRecord(note)}, {});
        }));
        forTheHouse(p.frame()->currentPage());
        print->click();
        QTRY_VERIFY(button(p.frame()->currentPage(), u"I agree"_s) != nullptr);
        QTest::keyClicks(secrets(p.frame()->currentPage()).first(), Second);
        QVERIFY(press(p.frame()->currentPage(), u"I agree"_s));
        QTRY_COMPARE(p.lines(AuditVerb::FullFilePrinted).size(), std::size_t{2});
        const QString second = QString::fromStdString(p.lines(AuditVerb::FullFilePrinted).back().detail);
        QCOMPARE(documents::Serial::fromText(second.section(u' ', 0, 0))->number, serial->number + 1);
        QTRY_VERIFY(printerDialog() != nullptr);
        const QString withoutIt = at(u"without.pdf"_s);
        auto *otherPrinters = printerDialog()->findChild<QComboBox *>(u"printers"_s);
        otherPrinters->setCurrentIndex(otherPrinters->count() - 1);
        printerDialog()->findChild<QLineEdit *>(u"filename"_s)->setText(withoutIt);
        printerDialog()->accept();
        QTRY_VERIFY(QFileInfo(withoutIt).size() > 10'000 && printerDialog() == nullptr);
        QVERIFY(!pdfText(withoutIt).contains(u"Elle a peu dormi."_s) && pdfText(withoutIt).contains(u"Ndayizeye"_s));
        QWidget *page = p.settings(u"Journal"_s);
        QTRY_VERIFY(anyContains(rowsOf(page), u": paper "_s + serial->toText()));
    }

    /// contracts.md 9, row by row: who does it alone, what a second person must agree to, and that each is in the journal.
    /// Nothing deletes a person but an erasure. Exports of many persons: tests/ui/conflicts/test_exports.cpp; what an
    /// erasure does: tests/ui/sync; the command line: tests/cli.
    void printingAndExportAskWhomTheContractSays()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"rights"_s));
        House p(at(u"rights"_s));
        QVERIFY(p.signIn());
        const auto rose = p.admit("Ndayizeye");
        QVERIFY(p.run([rose](casework::Desk &desk) -> base::Result<void> { // only what is signed leaves
                     INDARO_TRY_ASSIGN(const auto held,
                                       casework::startInterview(desk, {.caseFile = rose, .formId = u"visit"_s}));
                     return casework::signInterview(desk, held, {});
                 })
                    .hasValue());
        QVERIFY(p.frame()->openPage(pages::HomePageId));
        QVERIFY(p.vault()->addAccount("m2", secretOf(Second), p.vault()->approveAlone().value()).hasValue());
        QVERIFY(p.frame()->openPage(ui::roads::SyncPageId));
        p.wait();
        const auto open = [&p](kit::PageId page, kit::PageArgument argument = {}) {
            INDARO_CHECK(p.frame()->openPage(page, std::move(argument)));
            p.wait();
            return p.frame()->currentPage();
        };
        const auto asPdf = [&](kit::Page *page, const QString &name) {
            p.files->path = at(name);
            p.ask->choice = 1;
            forTheHouse(page);
            for (QAction *action : page->toolbarActions()) {
                if (action->text() == u"Save as PDF"_s)
                    action->trigger();
            }
        };
        const auto print = [&](kit::Page *page) {
            forTheHouse(page);
            for (QAction *action : page->toolbarActions()) {
                if (action->text().startsWith(u"Print"_s)) {
                    action->trigger();
                    break;
                }
            }
        };
        const auto referral =
            p.run([rose](casework::Desk &desk) -> base::Result<casework::Referral> {
                 casework::ReferralContent content;
                 for (const auto &[name, value] :
                      {std::pair(u"consent_explained_by"_s, u"Odette"_s), std::pair(u"consent_language"_s, u"rn"_s),
                       std::pair(u"consent_given_by"_s, u"person"_s), std::pair(u"to_agency"_s, u"Centre de Muyinga"_s)})
                     content.form.insert(name, value);
                 INDARO_TRY_ASSIGN(auto made, casework::createReferral(desk, rose, content));
                 INDARO_TRY(
                     casework::waiveGuards(desk, {sop::Action::ReferralPrint, rose, made.serial}, u"Essai."_s, false));
                 return made;
             }).value();
        const auto code =
            p.run([rose](casework::Desk &desk) { return casework::loadRecord(desk, fields::case_file::Table, rose); })
                .value()
                .text(fields::case_file::CaseCode);
        struct Row
        {
            const char *what;
            AuditVerb verb;
            bool needsSecond;
            std::function<void()> act;
        };
        const std::vector<Row> rows{
            {"checklist of one person", AuditVerb::ChecklistPrinted, false,
             [&] { asPdf(open(pages::ChecklistPageId, pages::OpenChecklist{rose}), u"checklist.pdf"_s); }},
            {"referral of one person, with her consent", AuditVerb::ReferralPrinted, false,
             [&] {
                 asPdf(open(pages::ReferralPageId, pages::OpenReferral{rose, referral.id}), u"referral.pdf"_s);
             }},
            {"plan of one person", AuditVerb::PlanPrinted, false,
             [&] { print(open(pages::PlanPageId, pages::OpenPlan{rose})); }},
            {"roll-call", AuditVerb::RollCallPrinted, false, [&] { print(open(pages::RollCallPageId)); }},
            {"evacuation list", AuditVerb::EvacuationListPrinted, false,
             [&] { asPdf(open(pages::EvacuationPageId), u"evacuation.pdf"_s); }},
            {"the page of the week, exact numbers", AuditVerb::WeeklyPagePrinted, false,
             [&] {
                 p.files->path = at(u"weekly.pdf"_s);
                 p.ask->choice = 1;
                 QWidget *page = p.settings(u"Journal"_s);
                 p.wait();
                 INDARO_CHECK(press(page, u"Save the page of last week"_s));
             }},
            {"the whole file of one person", AuditVerb::FullFilePrinted, true,
             [&] {
                 auto *page = open(pages::CaseFilePageId, pages::OpenCaseFile{rose});
                 forTheHouse(page);
                 page->findChild<QPushButton *>(u"printFullFile"_s)->click();
             }},
            {"recovery cards", AuditVerb::RecoveryCardsPrinted, true,
             [&] {
                 p.ask->choice.reset();
                 INDARO_CHECK(press(p.settings(u"Recovery cards"_s), u"Make new recovery cards…"_s));
             }},
            {"interviews of many persons", AuditVerb::ListExported, true,
             [&] {
                 auto *leave = p.settings(u"Forms"_s)->findChild<QPushButton *>(u"exportInterviews"_s);
                 INDARO_CHECK(QTest::qWaitFor([leave] { return leave->isVisible(); }, Patience));
                 auto *receiver = p.frame()->currentPage()->findChild<QComboBox *>(u"exportReceiver"_s);
                 receiver->setCurrentIndex(receiver->findData(QString())); // the house itself
                 Q_EMIT receiver->activated(receiver->currentIndex());
                 leave->click();
             }},
            {"erasure", AuditVerb::PersonErased, true,
             [&] {
                 auto *page = open(pages::ErasePageId, pages::OpenErase{rose});
                 INDARO_CHECK(QTest::qWaitFor([&] { return shown<QRadioButton>(page) != nullptr; }, Patience));
                 shown<QRadioButton>(page)->click();
                 for (auto *line : page->findChildren<QLineEdit *>()) {
                     if (line->isVisible())
                         QTest::keyClicks(line, code);
                 }
                 INDARO_CHECK(press(page, u"Erase for ever…"_s));
             }},
        };
        for (const Row &row : rows) {
            const auto before = p.lines(row.verb).size();
            row.act();
            if (row.needsSecond) {
                QTRY_VERIFY2(button(p.frame()->currentPage(), u"I agree"_s) != nullptr, row.what);
                p.wait();
                QVERIFY2(p.lines(row.verb).size() == before, row.what); // nothing leaves before somebody has agreed
            } else
                QTRY_VERIFY2(p.lines(row.verb).size() == before + 1, row.what);
            for (QWidget *dialog : QApplication::topLevelWidgets()) {
                if (qobject_cast<QDialog *>(dialog) != nullptr)
                    dialog->close(); // of the printer
            }
        }
    }

private:
    /// What a PDF says, as who opens it reads it.
    static QString pdfText(const QString &path)
    {
        QProcess words;
        words.start(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s});
        return words.waitForFinished() ? QString::fromUtf8(words.readAllStandardOutput()) : QString();
    }
    static QPrintDialog *printerDialog()
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QPrintDialog *>(window); dialog != nullptr && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    [[nodiscard]] QString at(const QString &name) const { return m_home.filePath(name); }
    static QStringList shownTexts(QWidget *root)
    {
        QStringList texts;
        for (const auto *label : root->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        for (const auto *line : root->findChildren<QLineEdit *>()) {
            if (line->isVisible())
                texts.append(line->text());
        }
        return texts;
    }
    QTemporaryDir m_home;
};

QTEST_MAIN(TestJournal)
#include "test_journal.moc"
