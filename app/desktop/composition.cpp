// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"

#include "app/desktop/preferences.h"
#include "core/base/log.h"
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/casework/training/invented_house.h"
#include "core/exchange/joining.h"
#include "core/reports/house_mode.h"
#include "ui/kit/error_text.h"
#include "ui/kit/exercise_band.h"
#include "ui/kit/window.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/closing/closed_files_page.h"
#include "ui/pages/closing/closing_page.h"
#include "ui/pages/commission/counts_page.h"
#include "ui/pages/commission/national_page.h"
#include "ui/pages/commission/packets_page.h"
#include "ui/pages/commission/publications_page.h"
#include "ui/pages/conflicts/conflicts_page.h"
#include "ui/pages/consents/consents_page.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/door/file_door.h"
#include "ui/pages/duplicates/duplicates_page.h"
#include "ui/pages/duplicates/file_pair_page.h"
#include "ui/pages/first_run/first_run_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/house_work/complaints_page.h"
#include "ui/pages/house_work/routines_page.h"
#include "ui/pages/house_work/self_check_page.h"
#include "ui/pages/house_work/stock_page.h"
#include "ui/pages/house_work/visits_page.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interviews_page.h"
#include "ui/pages/justice/court_days_page.h"
#include "ui/pages/justice/justice_page.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/manual/manual_page.h"
#include "ui/pages/manual/start_manual.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/paper_entry_band.h"
#include "ui/pages/paper_entry/paper_entry_page.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/plan/plan_page.h"
#include "ui/pages/referrals/incoming_page.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/registry/registry_page.h"
#include "ui/pages/registry/trafficking_cases_page.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/sign_in/findings.h"
#include "ui/pages/sign_in/sign_in_page.h"
#include "ui/pages/statistics/statistics_page.h"
#include "ui/pages/stay/evacuation_page.h"
#include "ui/pages/stay/exit_page.h"
#include "ui/pages/stay/house_page.h"
#include "ui/pages/stay/incidents_page.h"
#include "ui/pages/stay/roll_call_page.h"
#include "ui/pages/stay/stay_page.h"
#include "ui/pages/training/exercises_page.h"
#include "ui/pages/training/training_page.h"
#include "ui/pages/wording/wording_keys.h"
#include "ui/pages/wording/wording_page.h"
#include "ui/print/document_view.h"
#include "ui/roads/erase_page.h"
#include "ui/roads/exchange_texts.h"
#include "ui/roads/file_line.h"
#include "ui/roads/file_marks.h"
#include "ui/roads/page_rights.h"
#include "ui/roads/server_post.h"
#include "ui/roads/sync_page.h"
#include "ui/shell/idle_lock.h"

#include <QtCore/QDir>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::desktop {

namespace {

/// Where the pictures of the manual lie beside the program, as packages put them: made by the guided tour from the very
/// screens, so never older than them. Without them the manual has its words.
QString manualPictures()
{
    return QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(u"../share/indaro/manual"_s);
}

bool isAboutLaptops(ui::kit::PageId page)
{
    return page == ui::roads::SyncPageId || page == ui::roads::JoinHousePageId || page == ui::roads::LetInPageId ||
           page == ui::roads::LostLaptopPageId;
}

} // namespace

Composition::Composition(Parts parts, QString folder)
    : m_parts(std::move(parts)), m_folder(folder), m_houseFolder(std::move(folder))
{
    m_environment = std::make_shared<const session::VaultEnvironment>(
        session::VaultEnvironment{m_random, *m_parts.clock, casework::migrations(), m_parts.kdf, {}, casework::readHistory});
    m_translations.setLanguage(Preferences::language());
    ui::kit::applyTheme(*qApp, Preferences::theme());
    connect(&m_translations, &ui::kit::Translations::languageChanged, this,
            [this] { Preferences::setLanguage(m_translations.language()); });
    connect(&m_screenWatch, &ui::shell::ScreenWatch::lockWanted, this, [this] {
        if (m_frame)
            m_frame->lockNow();
        else
            lockStart();
    });
    qApp->installEventFilter(&m_tips);
    m_savingTimer.setSingleShot(true);
    m_savingTimer.setInterval(400);
}

Composition::~Composition()
{
    if (window() != nullptr)
        Preferences::setGeometry(window()->saveGeometry());
}

QMainWindow *Composition::window() const noexcept
{
    return m_frame ? m_frame.get() : m_start.get();
}

ui::kit::PageContext Composition::context()
{
    ui::kit::PageContext context;
    context.workspace = m_workspace.get();
    context.vault = m_vault;
    context.clock = m_parts.clock.get();
    context.translations = &m_translations;
    context.ask = m_parts.ask.get();
    context.files = m_parts.files.get();
    return context;
}

ui::pages::StartSetup Composition::startSetup(std::function<void()> switchToOther)
{
    return {context(), m_environment, m_folder,
            [this](const QString &folder, const ui::pages::Opened &opened) { open(folder, opened); },
            [this](const std::string &kitNumber, std::string_view reason) { recordKit(kitNumber, reason); },
            [this] { enter(); }, std::move(switchToOther), std::exchange(m_parts.unsaved, std::nullopt),
            Preferences::trainingFolder(m_houseFolder), m_isTraining,
            // The page that asks for it is deleted by it: leave its own call first.
            [this] { QTimer::singleShot(0, this, &Composition::switchTraining); }, [this] { switchStartManual(); }};
}

/// Nothing is open yet: another folder, and its own first page.
void Composition::switchTraining()
{
    m_isTraining = !m_isTraining;
    m_folder = m_isTraining ? Preferences::trainingFolder(m_houseFolder) : m_houseFolder;
    start();
}

void Composition::start()
{
    if (session::isVault(m_folder.toStdString()))
        showSignIn();
    else
        showFirstRun();
}

void Composition::showFirstRun()
{
    // The page that asks for the other one is deleted by it: leave its own call first.
    const auto toSignIn = [this] { QTimer::singleShot(0, this, &Composition::showSignIn); };
    showStart(new ui::pages::FirstRunPage(startSetup(toSignIn), session::isVault(m_folder.toStdString())));
}

void Composition::showSignIn()
{
    const auto toFirstRun = [this] { QTimer::singleShot(0, this, &Composition::showFirstRun); };
    showStart(new ui::pages::SignInPage(startSetup(toFirstRun)));
}

void Composition::showStart(ui::kit::Page *page)
{
    if (!m_start) {
        m_start = std::make_unique<ui::kit::Window>();
        m_start->setWindowTitle(u"Indaro"_s);
        m_start->resize(1100, 720);
        m_start->restoreGeometry(Preferences::geometry());
        m_startPages = new QStackedWidget(m_start.get());
        m_start->setCentralWidget(m_startPages);
        watchStart();
    }
    closeStartManual();
    while (m_startPages->count() > 0) {
        QWidget *former = m_startPages->widget(0);
        m_startPages->removeWidget(former);
        former->hide();
        former->deleteLater(); // it may be the one that asked for this
    }
    m_startPages->addWidget(page);
    ui::kit::showExercise(*m_start, m_isTraining);
    page->open({});
    m_start->show();
    page->setFocus();
}

void Composition::watchStart()
{
    const auto rule = [this] {
        const auto *page = startPage();
        return page != nullptr ? page->idleRule() : ui::pages::NothingToHide;
    };
    auto *idle = new ui::shell::IdleLock(*m_parts.clock, rule, m_start.get());
    connect(idle, &ui::shell::IdleLock::lockDue, this, &Composition::lockStart);
    idle->start();
    for (const QKeySequence &keys : {QKeySequence(Qt::CTRL | Qt::Key_L), QKeySequence(Qt::Key_F12)}) {
        // Of this window only: it dies a moment after the frame has come, whose own keys must not become ambiguous.
        auto *shortcut = new QShortcut(keys, m_start.get());
        connect(shortcut, &QShortcut::activated, this, &Composition::lockStart);
    }
    auto *help = new QShortcut(QKeySequence(Qt::Key_F1), m_start.get());
    connect(help, &QShortcut::activated, this, &Composition::switchStartManual);
}

ui::kit::Page *Composition::startPage() const
{
    return m_start ? qobject_cast<ui::kit::Page *>(m_startPages->widget(0))
                   : nullptr; // whether the manual lies over it or not
}

/// The page stays as it is below: what was typed there is still there afterwards, and is locked as before.
void Composition::switchStartManual()
{
    if (m_startManual != nullptr)
        return closeStartManual();
    const auto *page = startPage();
    if (page == nullptr)
        return;
    m_beforeManual = QApplication::focusWidget();
    m_startManual = new ui::pages::StartManual(context(), manualPictures(), m_startPages);
    connect(m_startManual, &ui::pages::StartManual::left, this, &Composition::closeStartManual);
    m_startPages->addWidget(m_startManual);
    m_startPages->setCurrentWidget(m_startManual);
    m_startManual->openFor(page->id());
}

void Composition::closeStartManual()
{
    if (m_startManual == nullptr)
        return;
    m_startPages->setCurrentIndex(0);
    m_startPages->removeWidget(m_startManual);
    m_startManual->deleteLater(); // its own button may have asked for it
    m_startManual.clear();
    if (m_beforeManual != nullptr)
        m_beforeManual->setFocus();
}

void Composition::lockStart()
{
    if (!m_start || m_isLocking)
        return;
    const auto *page = startPage();
    if (page == nullptr || page->idleRule().lockAfter == ui::pages::NothingToHide.lockAfter)
        return;
    m_isLocking = true;
    m_start->hide();
    QTimer::singleShot(0, this, &Composition::lock); // leave the window's own call before destroying it
}

void Composition::open(const QString &folder, const ui::pages::Opened &opened)
{
    m_folder = folder;
    m_vault = opened.vault;
    m_isTraining = m_vault->isTraining(); // whatever page it was opened from
    if (m_isTraining)
        Preferences::setTrainingFolder(folder); // the next start is the house's again
    else
        Preferences::setVaultFolder(folder);
    ui::print::setExercise(m_isTraining);
    if (m_start)
        ui::kit::showExercise(*m_start, m_isTraining);
    m_workspace = std::make_unique<casework::Workspace>(m_vault->takeConnection(), m_vault->userId(), *m_parts.clock,
                                                        m_random, [vault = m_vault](store::Connection &db) {
                                                            if (const auto kept = vault->keepAnchor(db); !kept)
                                                                base::logError("anchor", kept.error());
                                                        });
    recordStart(opened);
}

void Composition::enter()
{
    if (!m_workspace->access()) { // the first job of the store says it
        connect(m_workspace.get(), &casework::Workspace::accessChanged, this, &Composition::enter, Qt::SingleShotConnection);
        return;
    }
    m_workspace->ask(
        this, [](casework::Desk &desk) { return reports::houseMode(desk); },
        [this](const base::Result<reports::HouseMode> &mode) {
            if (!m_workspace || m_frame)
                return; // locked meanwhile
            if (!mode)
                showProblem(mode.error());
            showFrame(mode ? *mode : reports::HouseMode::Shelter);
            showFindings();
        });
}

void Composition::showProblem(const base::Error &error)
{
    ui::kit::Question message;
    message.title = u"Indaro"_s;
    message.text = ui::kit::errorText(error).whole();
    message.choices = {tr("Close")};
    m_parts.ask->ask(window(), message, [](int) {});
}

void Composition::recordKit(const std::string &kitNumber, std::string_view reason)
{
    m_workspace->ask(
        this,
        [detail = kitNumber + ' ' + std::string(reason)](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::RecoveryCardsPrinted, std::nullopt, detail);
        },
        [this](base::Result<void> recorded) {
            if (!recorded)
                showProblem(recorded.error());
        });
}

void Composition::showFindings()
{
    const session::UnlockReport &report = m_vault->report();
    if (report.anchor == session::AnchorFinding::Good && report.formerSeries.empty())
        return;
    m_workspace->ask(
        this, [](casework::Desk &desk) { return casework::thisSeries(desk); },
        [this](const base::Result<QString> &series) {
            ui::kit::Question message;
            message.title = u"Indaro"_s;
            message.text = ui::pages::findingsText(m_vault->report(), series ? *series : QString());
            message.choices = {tr("I have read this")};
            m_parts.ask->ask(window(), message, [](int) {});
        });
}

void Composition::recordStart(const ui::pages::Opened &opened)
{
    std::vector<casework::KnownAccount> accounts;
    for (const auto &account : m_vault->accounts())
        accounts.push_back({account.id, account.label});
    const auto verb = opened.isByRecovery ? casework::AuditVerb::SignedInByRecovery : casework::AuditVerb::SignedIn;
    m_workspace->ask(
        this,
        [verb, house = opened.house, isCommission = opened.isCommission, joins = opened.joins,
         isNewTraining = opened.isNewTraining, user = m_vault->userId(),
         label = QString::fromStdString(m_vault->userLabel()), accounts = std::move(accounts),
         report = m_vault->report()](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(casework::settleRoles(desk, accounts));
            const sync::ChangeLog::GateLift lift(desk.log); // what follows is the program's own, whoever signs in
            INDARO_TRY(casework::recordFindings(desk, report));
            if (house) {
                INDARO_TRY(casework::saveHouse(desk, *house));
                if (isCommission)
                    INDARO_TRY(reports::setHouseMode(desk, reports::HouseMode::Commission));
            }
            if (joins)
                INDARO_TRY(exchange::beginJoining(desk));
            // The history says who changed what and where: by the account's label and the laptop's series until somebody
            // writes names.
            INDARO_TRY_ASSIGN(const QString laptop, casework::laptopName(desk, desk.log.device()));
            INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(desk));
            if (laptop == series) {
                INDARO_TRY(casework::saveThisLaptop(desk, {}));
            }
            INDARO_TRY_ASSIGN(const auto known, casework::findStaff(desk, user));
            if (!known) {
                casework::StaffMember member{.id = user, .name = label, .position = {}, .phone = {}};
                INDARO_TRY(casework::saveStaff(desk, member));
            }
            if (isNewTraining)
                INDARO_TRY(casework::fillWithInventedPeople(desk));
            return casework::recordAuditNow(desk, verb, std::nullopt, casework::signInDetail({}, report));
        },
        [this](base::Result<void> result) {
            if (!result)
                showProblem(result.error());
        });
}

void Composition::showFrame(reports::HouseMode mode)
{
    m_exchange = std::make_unique<exchange::Exchange>(*m_workspace, m_parts.neighbours);
    m_post = ui::roads::serverPost(*m_exchange);
    ui::shell::PageRegistry registry;
    for (auto entry : {ui::pages::homePage(),
                       ui::pages::conflictsPage(),
                       ui::pages::peoplePage(ui::roads::fileMarksOf(*m_exchange)),
                       ui::pages::admitPage(),
                       ui::pages::caseFilePage(ui::roads::fileLineOf(*m_exchange)),
                       ui::roads::syncPage(*m_exchange),
                       ui::roads::joinHousePage(*m_exchange),
                       ui::roads::letInPage(*m_exchange),
                       ui::roads::lostLaptopPage(*m_exchange),
                       ui::roads::erasePage(*m_exchange),
                       ui::pages::interviewsPage(),
                       ui::pages::intakePage(),
                       ui::pages::referralsPage(),
                       ui::pages::referralPage(),
                       ui::pages::incomingPage(),
                       ui::pages::checklistPage(),
                       ui::pages::housePage(),
                       ui::pages::rollCallPage(),
                       ui::pages::evacuationPage(),
                       ui::pages::directoryPage(),
                       ui::pages::closingPage(),
                       ui::pages::closedFilesPage(),
                       ui::pages::duplicatesPage(),
                       ui::pages::filePairPage(),
                       ui::pages::trainingPage(),
                       ui::pages::wordingPage(),
                       ui::pages::paperFormsPage(),
                       ui::pages::paperEntryPage(),
                       ui::pages::routinesPage(),
                       ui::pages::complaintsPage(),
                       ui::pages::selfCheckPage(),
                       ui::pages::visitsPage(),
                       ui::pages::stockPage(),
                       ui::pages::justicePage(),
                       ui::pages::courtDaysPage(),
                       ui::pages::libraryPage(),
                       ui::pages::statisticsPage(),
                       ui::pages::reportsPage(),
                       ui::pages::planPage(),
                       ui::pages::consentsPage(),
                       ui::pages::registryPage(),
                       ui::pages::traffickingCasesPage(),
                       ui::pages::stayPage(),
                       ui::pages::incidentsPage(),
                       ui::pages::exitPage(),
                       ui::pages::packetsPage(m_post.get()),
                       ui::pages::nationalPage(),
                       ui::pages::publicationsPage(),
                       ui::pages::countsPage(m_post.get()),
                       ui::pages::manualPage(manualPictures()),
                       ui::pages::exercisesPage()}) {
        if (!ui::roads::isOfMode(entry.id, mode))
            continue;
        if (entry.id == ui::pages::ExercisesPageId && !m_isTraining)
            continue; // they are about invented people
        if (mode == reports::HouseMode::Commission && entry.id == ui::pages::DirectoryPageId)
            entry.place = ui::kit::PageEntry::Place::Referrals; // it begins with the keys of the shelters
        // What a training vault can never do is not offered there: it has no laptops to exchange with.
        if ((!m_isTraining || !isAboutLaptops(entry.id)) && ui::roads::isForRole(entry.id, *m_workspace->access()))
            registry.add(std::move(entry));
    }
    registry.add(ui::pages::settingsPage({[](ui::kit::ThemeKind theme) {
                                              ui::kit::applyTheme(*qApp, theme);
                                              Preferences::setTheme(theme);
                                          },
                                          installation()}));
    ui::shell::FrameSetup setup{
        context(),
        QString::fromStdString(m_vault->userLabel()),
        [this] {
            // Leave the frame's own call before destroying it.
            QTimer::singleShot(0, this, &Composition::lock);
        },
        [](const ui::kit::PageContext &c, QWidget *parent) -> ui::kit::Door * { return new ui::pages::FileDoor(c, parent); },
        [](const ui::kit::PageContext &c, QWidget *parent) -> QWidget * { return new ui::pages::PaperEntryBand(c, parent); },
        ui::pages::ManualPageId};
    m_frame = std::make_unique<ui::shell::MainWindow>(std::move(registry), std::move(setup));
    ui::kit::showExercise(*m_frame, m_isTraining);
    ui::pages::addWordingKey(*m_frame, *context().translations, *m_frame);
    ui::pages::showCorrections(*m_workspace, m_frame.get(), *context().translations);
    m_frame->resize(1366, 768);
    m_frame->restoreGeometry(m_start->saveGeometry());
    followSaving();
    followExchange();
    m_frame->openPage(ui::roads::startPageOf(*m_workspace->access(), mode));
    m_frame->show();
    connect(m_workspace.get(), &casework::Workspace::accessChanged, m_frame.get(), [this] { tellOfNewRole(); });
    m_frame->idleLock().start();
    startBackups();
    m_start->hide();
    m_start.release()->deleteLater(); // one of its pages called us
}

void Composition::tellOfNewRole()
{
    ui::kit::Question message;
    message.title = u"Indaro"_s;
    message.text =
        tr("A director has changed what your account may see and do. Sign in again to go on; what you typed is kept.");
    message.choices = {tr("Sign in again")};
    m_parts.ask->ask(window(), message, [this](int) { m_frame->lockNow(); });
}

void Composition::startBackups()
{
    if (m_isTraining)
        return; // nothing in it is worth keeping, and no backup of it may ever be restored
    m_backup = std::make_unique<ui::shell::AutomaticBackup>(m_vault, *m_workspace);
    connect(m_backup.get(), &ui::shell::AutomaticBackup::written, m_frame.get(),
            [this] { m_frame->showNotice(tr("The daily backup has been written and read back.")); });
    connect(m_backup.get(), &ui::shell::AutomaticBackup::failed, m_frame.get(), [this](const base::Error &error) {
        m_frame->showNotice(tr("The daily backup did not work. %1").arg(ui::kit::errorText(error).what));
    });
    m_backup->start();
}

void Composition::followSaving()
{
    using ui::kit::SaveState;
    connect(&m_savingTimer, &QTimer::timeout, m_frame.get(), [this] { m_frame->showSaveState(SaveState::Saving); });
    connect(m_workspace.get(), &casework::Workspace::pendingJobsChanged, m_frame.get(), [this](int pending) {
        if (pending > 0) {
            if (!m_savingTimer.isActive())
                m_savingTimer.start(); // nobody needs to hear of work shorter than this
            return;
        }
        m_savingTimer.stop();
        m_frame->showNothingPending();
        if (const auto failure = m_workspace->takeFailure())
            m_failure = failure;
    });
}

void Composition::followExchange()
{
    for (const auto signal :
         {&exchange::Exchange::standingChanged, &exchange::Exchange::serverProgressed, &exchange::Exchange::serverFinished})
        connect(m_exchange.get(), signal, m_frame.get(), [this] { showExchange(); });
    connect(&m_translations, &ui::kit::Translations::languageChanged, m_frame.get(), [this] { showExchange(); });
    connect(m_exchange.get(), &exchange::Exchange::standingChanged, m_frame.get(), [this] { goOnWithLaptops(); });
    connect(m_exchange.get(), &exchange::Exchange::packetsCarried, m_frame.get(),
            [this](const transport::CourierReport &report, bool wasByHand) {
                if (!wasByHand && !report.fetched.empty())
                    m_frame->showNotice(tr("%n packet(s) fetched from the server.", nullptr, int(report.fetched.size())));
            });
    m_exchange->start();
}

/// Two people stand beside two laptops in the middle of letting one in: whoever signs in again is where she was.
void Composition::goOnWithLaptops()
{
    const auto &standing = m_exchange->standing();
    if (!standing || std::exchange(m_hasGoneOn, true))
        return;
    if (standing->isJoining)
        m_frame->openPage(ui::roads::JoinHousePageId);
    else if (standing->isLettingIn && standing->mayEnrol)
        m_frame->openPage(ui::roads::LetInPageId);
}

void Composition::showExchange()
{
    using ui::roads::ExchangeLine;
    using Mark = ui::shell::MainWindow::Mark;
    const ExchangeLine line = ui::roads::exchangeLine(*m_exchange);
    m_frame->showExchange(line.text, line.last);
    m_frame->markPlace(ui::roads::SyncPageId,
                       line.mark == ExchangeLine::Mark::Alarm    ? Mark::Alarm
                       : line.mark == ExchangeLine::Mark::Notice ? Mark::Notice
                                                                 : Mark::None,
                       line.text);
}

void Composition::lock()
{
    // What fails from here on is answered to nobody: the next process says it [Parts::unsaved].
    std::optional<base::Errc> unsaved;
    m_backup.reset(); // a backup under way ends here and begins anew another time
    if (m_exchange)
        m_exchange->stop(); // what came whole stays; the rest comes again
    if (m_workspace) {
        m_workspace->drain();
        unsaved = m_workspace->takeFailure();
    }
    if (m_frame) {
        Preferences::setGeometry(m_frame->saveGeometry());
        if (!unsaved && m_frame->saveState() == ui::kit::SaveState::NotSaved)
            unsaved = m_failure.value_or(base::Errc::StoreFailed);
    }
    m_start.reset();
    m_frame.reset();
    m_post.reset();
    m_exchange.reset();
    m_workspace.reset();
    m_vault.reset();
    if (m_installation && !unsaved)
        m_parts.install(*m_installation);
    else
        m_parts.replaceProcess(unsaved);
}

std::function<void(const ui::pages::Installation &)> Composition::installation()
{
    if (!m_parts.install || m_isTraining) // with invented people nobody shows that a version reads the house's data
        return {};
    return [this](const ui::pages::Installation &what) {
        m_installation = what;
        m_frame->lockNow();
    };
}

} // namespace indaro::desktop
