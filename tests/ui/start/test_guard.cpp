// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/plans/needs.h"
#include "core/casework/stays/rooms.h"
#include "core/model/field_table.h"
#include "tests/ui/start/program.h"
#include "ui/pages/page_arguments.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTextEdit>
#include <QtWidgets/QTreeWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace indaro::tests;

namespace {

const QString GuardPassphrase = u"les nuits sont longues ici"_s;

void addItems(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &texts)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts.append(index.data(role).toString());
        }
        if (const QModelIndex child = model.index(row, 0, parent); model.hasChildren(child))
            addItems(model, child, texts);
    }
}

/// Everything the window holds, shown or not: what is there can be read by whoever knows how.
QString everythingIn(QWidget *window)
{
    QStringList texts;
    for (auto *widget : window->findChildren<QWidget *>()) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription() << widget->windowTitle();
        if (auto *label = qobject_cast<QLabel *>(widget))
            texts << label->text();
        if (auto *pressed = qobject_cast<QAbstractButton *>(widget))
            texts << pressed->text();
        if (auto *line = qobject_cast<QLineEdit *>(widget))
            texts << line->text() << line->placeholderText();
        if (auto *text = qobject_cast<QPlainTextEdit *>(widget))
            texts << text->toPlainText();
        if (auto *text = qobject_cast<QTextEdit *>(widget))
            texts << text->toPlainText();
        if (auto *box = qobject_cast<QComboBox *>(widget))
            addItems(*box->model(), {}, texts);
        if (auto *view = qobject_cast<QAbstractItemView *>(widget); view != nullptr && view->model() != nullptr)
            addItems(*view->model(), {}, texts);
    }
    return texts.join(u'\n');
}

} // namespace

/// A guard signs in and looks for a story by every way there is.
class TestGuard : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    std::optional<sync::RecordId> m_person;

    /// A house with a woman whose file says who she is, what was done to her and how she is.
    void furnish(const QString &folder)
    {
        [[maybe_unused]] const auto kit = makeVault(folder);
        crypto::SystemRandom random;
        const base::SystemClock clock;
        const session::VaultEnvironment environment{random,     clock, casework::migrations(),
                                                    quickKdf(), {},    casework::readHistory};
        auto vault = session::unlock(environment, folder.toStdString(), "m1", secretOf(Passphrase));
        QVERIFY(vault.hasValue());
        const auto alone = vault->approveAlone();
        const auto guard = vault->addAccount("gardien", secretOf(GuardPassphrase), *alone);
        QVERIFY(guard.hasValue());
        auto db = vault->takeConnection();
        auto log = sync::ChangeLog::open(db, model::schema(), clock, vault->userId());
        QVERIFY(log.hasValue());
        casework::Desk desk{db, *log, clock, random, casework::Access::everything()};
        const casework::KnownAccount director{vault->userId(), "m1"};
        QVERIFY(casework::settleRoles(desk, {&director, 1}).hasValue());
        casework::StaffMember member{.id = *guard, .name = u"Gardien"_s, .position = {}, .phone = {}};
        member.role = u"night_guard"_s;
        QVERIFY(casework::saveStaff(desk, member).hasValue());
        casework::Admission admission;
        admission.person.displayName = "Fleur";
        admission.person.familyName = "Zqnomvrai";
        admission.person.givenNames = "Zqprenom";
        admission.person.sex = "F";
        admission.person.phone = "79 111 222";
        const auto admitted = casework::admitPerson(desk, admission);
        QVERIFY(admitted.hasValue());
        m_person = admitted->id;
        const auto room = casework::addRoom(
            desk, {.name = "Chambre", .roomFor = "women", .usableCapacity = {}, .state = {}, .stateWhy = {}});
        QVERIFY(room.hasValue());
        QVERIFY(casework::addPlace(desk, *room, {.label = "F1", .kind = "bed", .state = {}, .stateWhy = {}}).hasValue());
        QVERIFY(casework::addNote(desk, *m_person, "Zqtitre", "Zqhistoire", "observation").hasValue());
        QVERIFY(casework::setField(desk, model::fields::health::Complaint, *m_person, "Zqmal").hasValue());
        QVERIFY(casework::addNeed(desk, *m_person, {.area = "trade", .state = "soon", .what = "Zqbesoin"}).hasValue());
        QVERIFY(casework::recordComplaint(desk, {.way = "spoken", .kinds = "food", .words = "Zqplainte"}).hasValue());
    }

    static bool signInAs(Program &p, const QString &account, const QString &passphrase)
    {
        if (!QTest::qWaitFor(
                [&p] { return shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() > 1; }))
            return false;
        shown<QComboBox>(p.window())->setCurrentText(account);
        QTest::keyClicks(secrets(p.window()).first(), passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        return QTest::qWaitFor([&p] { return p.frame() != nullptr; }, 15000);
    }

    static bool isSecretShown(Program &p)
    {
        p.composition->workspace()->drain();
        QTest::qWait(30); // answers reach the pages
        return everythingIn(p.window()).contains(u"zq"_s, Qt::CaseInsensitive);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
        furnish(m_home.path() + u"/vault"_s);
    }

    void aDirectorSeesWhatTheGuardMustNot()
    {
        Program p(m_home.path() + u"/vault"_s);
        QVERIFY(signInAs(p, u"m1"_s, Passphrase));
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{*m_person}));
        QTRY_VERIFY(isSecretShown(p)); // or this test would prove nothing
    }

    void theGuardSeesTheHouseAndNoStory_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("fr") << int(kit::Language::French);
        QTest::newRow("rn") << int(kit::Language::Kirundi);
    }

    void theGuardSeesTheHouseAndNoStory()
    {
        QFETCH(const int, language);
        Program p(m_home.path() + u"/vault"_s);
        QVERIFY(signInAs(p, u"gardien"_s, GuardPassphrase));
        p.composition->translations().setLanguage(static_cast<kit::Language>(language));
        auto *frame = p.frame();
        QVERIFY(frame->currentPage()->id() == pages::HousePageId);
        QTRY_VERIFY(everythingIn(p.window()).contains(u"Fleur"_s)); // by the name the house uses
        QVERIFY(!isSecretShown(p));
        picture(p.window(), u"guard-house-%1"_s.arg(language));
        // By a link to each page, with her file.
        const std::pair<kit::PageId, kit::PageArgument> closed[] = {
            {pages::PeoplePageId, {}},
            {pages::AdmitPageId, {}},
            {pages::CaseFilePageId, pages::OpenCaseFile{*m_person}},
            {pages::StayPageId, pages::OpenStay{*m_person}},
            {pages::ExitPageId, pages::OpenStay{*m_person}},
            {pages::PlanPageId, pages::OpenPlan{*m_person}},
            {pages::JusticePageId, pages::OpenJustice{*m_person}},
            {pages::CourtDaysPageId, {}},
            {pages::InterviewsPageId, {}},
            {pages::IntakePageId, pages::OpenInterview{*m_person, std::nullopt}},
            {pages::ReferralsPageId, {}},
            {pages::IncomingPageId, {}},
            {pages::ReferralPageId, pages::OpenReferral{*m_person, std::nullopt}},
            {pages::ErasePageId, pages::OpenErase{*m_person}},
            {pages::ConsentsPageId, pages::OpenConsents{*m_person}},
            {pages::ClosingPageId, pages::OpenClosing{*m_person}},
            {pages::ClosedFilesPageId, {}},
            {pages::RegistryPageId, pages::OpenRegistry{*m_person}},
            {pages::TraffickingCasesPageId, {}},
            {pages::DuplicatesPageId, {}},
            {pages::FilePairPageId, pages::OpenFilePair{*m_person, *m_person}},
            {pages::ComplaintsPageId, {}},
            {pages::ConflictsPageId, {}}};
        for (const auto &[page, argument] : closed) {
            QVERIFY2(!frame->openPage(page, argument), std::string(page.name()).c_str());
            QVERIFY2(!isSecretShown(p), std::string(page.name()).c_str());
        }
        // On each page that is his.
        for (const kit::PageId page :
             {pages::HomePageId, pages::RollCallPageId, pages::EvacuationPageId, pages::IncidentsPageId,
              pages::RoutinesPageId, pages::SelfCheckPageId, pages::TrainingPageId, pages::DirectoryPageId,
              pages::LibraryPageId, roads::SyncPageId, pages::SettingsPageId}) {
            QVERIFY2(frame->openPage(page), std::string(page.name()).c_str());
            QVERIFY2(!isSecretShown(p), std::string(page.name()).c_str());
            picture(
                p.window(),
                u"guard-%1-%2"_s.arg(QString::fromUtf8(page.name().data(), qsizetype(page.name().size()))).arg(language));
        }
        frame->openPage(pages::VisitsPageId); // open to him or not, it tells him no story
        QVERIFY(!isSecretShown(p));
        QVERIFY(frame->openPage(pages::ChecklistPageId, pages::OpenChecklist{*m_person}));
        QVERIFY(!isSecretShown(p)); // of the house he reads it, of a person he is told that he may not
        // By every key.
        for (int key = Qt::Key_0; key <= Qt::Key_Z; ++key) {
            if (key == Qt::Key_L || key == Qt::Key_P || key == Qt::Key_Q || key == Qt::Key_W)
                continue; // locks, prints or closes
            for (const Qt::KeyboardModifiers keys :
                 {Qt::KeyboardModifiers(Qt::ControlModifier), Qt::ControlModifier | Qt::ShiftModifier,
                  Qt::KeyboardModifiers(Qt::AltModifier)})
                QTest::keyClick(frame, static_cast<Qt::Key>(key), keys);
        }
        QVERIFY(!isSecretShown(p));
        QCOMPARE(p.replaced, 0);
    }

    /// On the page where his night begins: what his role does not do is not there, and why is said.
    void theHouseOffersTheGuardNothingThatRefuses()
    {
        Program p(m_home.path() + u"/vault"_s);
        QVERIFY(signInAs(p, u"gardien"_s, GuardPassphrase));
        p.composition->translations().setLanguage(kit::Language::English);
        auto *page = p.frame()->currentPage();
        QVERIFY(page->id() == pages::HousePageId);
        auto *tree = page->findChild<QTreeWidget *>();
        const auto lineOf = [tree]() -> QTreeWidgetItem * {
            const auto found = tree->findItems(u"Fleur"_s, Qt::MatchContains | Qt::MatchRecursive);
            return found.isEmpty() ? nullptr : found.last();
        };
        QTRY_VERIFY(lineOf() != nullptr);
        const auto offered = [&p] {
            QStringList texts;
            for (auto *each : p.window()->findChildren<QAbstractButton *>()) {
                if (each->isVisible())
                    texts.append(each->text());
            }
            return texts;
        };
        QTRY_VERIFY(!offered().contains(u"New room"_s));
        QVERIFY(!offered().contains(u"Set up the first room"_s));
        QVERIFY(page->toolbarActions().size() > 3);
        tree->setCurrentItem(lineOf());
        const auto says = [page](const QString &words) {
            return std::ranges::any_of(page->findChildren<QLabel *>(), [&words](const QLabel *label) {
                return label->isVisible() && label->text().contains(words);
            });
        };
        QTRY_VERIFY(says(u"Your role gives no places"_s));
        for (const char *closed : {"Give this place", "Take the place away", "Keep apart", "The stay of this person"})
            QVERIFY2(!offered().contains(QString::fromLatin1(closed)), closed);
        picture(p.window(), u"guard-house-person"_s);
    }
};

QTEST_MAIN(TestGuard)
#include "test_guard.moc"
