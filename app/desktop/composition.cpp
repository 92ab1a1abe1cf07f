// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"

#include "app/desktop/preferences.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "ui/kit/error_text.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/first_run/first_run_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interviews_page.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/sign_in/sign_in_page.h"

#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace indaro::desktop {

Composition::Composition(Parts parts, QString folder) : m_parts(std::move(parts)), m_folder(std::move(folder))
{
    m_environment = std::make_shared<const session::VaultEnvironment>(
        session::VaultEnvironment{m_random, *m_parts.clock, casework::migrations(), m_parts.kdf, {}});
    m_translations.setLanguage(Preferences::language());
    ui::kit::applyTheme(*qApp, Preferences::theme());
    connect(&m_translations, &ui::kit::Translations::languageChanged, this,
            [this] { Preferences::setLanguage(m_translations.language()); });
    connect(&m_screenWatch, &ui::shell::ScreenWatch::lockWanted, this, [this] {
        if (m_frame)
            m_frame->lockNow();
    });
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
            [this](const QString &folder, ui::pages::Opened opened) { open(folder, std::move(opened)); },
            std::move(switchToOther)};
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
        m_start = std::make_unique<QMainWindow>();
        m_start->setWindowTitle(u"Indaro"_s);
        m_start->resize(1100, 720);
        m_start->restoreGeometry(Preferences::geometry());
    }
    m_start->setCentralWidget(page);
    page->open({});
    m_start->show();
    page->setFocus();
}

void Composition::open(const QString &folder, ui::pages::Opened opened)
{
    m_folder = folder;
    Preferences::setVaultFolder(folder);
    m_vault = opened.vault;
    m_workspace = std::make_unique<casework::Workspace>(m_vault->takeConnection(), m_vault->userId(),
                                                        *m_parts.clock, m_random);
    recordStart(opened);
    showFrame();
}

void Composition::recordStart(const ui::pages::Opened &opened)
{
    const auto verb =
        opened.isByRecovery ? casework::AuditVerb::SignedInByRecovery : casework::AuditVerb::SignedIn;
    m_workspace->ask(
        this,
        [verb, house = opened.house, user = m_vault->userId(),
         label = QString::fromStdString(m_vault->userLabel())](casework::Desk &desk) -> base::Result<void> {
            if (house) {
                INDARO_TRY(casework::saveHouse(desk, *house));
            }
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
            return casework::recordAuditNow(desk, verb, std::nullopt);
        },
        [this](base::Result<void> result) {
            if (result)
                return;
            ui::kit::Question message;
            message.title = u"Indaro"_s;
            message.text = ui::kit::errorText(result.error()).whole();
            message.choices = {tr("Close")};
            m_parts.ask->ask(window(), message, [](int) {});
        });
}

void Composition::showFrame()
{
    ui::shell::PageRegistry registry;
    for (auto entry : {ui::pages::homePage(), ui::pages::peoplePage(), ui::pages::admitPage(), ui::pages::caseFilePage(),
                       ui::pages::interviewsPage(), ui::pages::intakePage(), ui::pages::referralsPage(), ui::pages::referralPage()})
        registry.add(std::move(entry));
    registry.add(ui::pages::settingsPage([](ui::kit::ThemeKind theme) {
        ui::kit::applyTheme(*qApp, theme);
        Preferences::setTheme(theme);
    }));
    const std::vector<const ui::kit::PageEntry *> places = registry.navigation();
    const ui::kit::PageId first = places.front()->id;
    ui::shell::FrameSetup setup{context(), QString::fromStdString(m_vault->userLabel()), [this] {
                                    // Leave the frame's own call before destroying it.
                                    QTimer::singleShot(0, this, &Composition::lock);
                                }};
    m_frame = std::make_unique<ui::shell::MainWindow>(std::move(registry), std::move(setup));
    m_frame->resize(1366, 768);
    m_frame->restoreGeometry(m_start->saveGeometry());
    followSaving();
    m_frame->openPage(first);
    m_frame->show();
    m_frame->idleLock().start();
    m_start->hide();
    m_start.release()->deleteLater(); // one of its pages called us
}

void Composition::followSaving()
{
    using ui::kit::SaveState;
    connect(&m_savingTimer, &QTimer::timeout, m_frame.get(),
            [this] { m_frame->showSaveState(SaveState::Saving); });
    connect(m_workspace.get(), &casework::Workspace::pendingJobsChanged, m_frame.get(), [this](int pending) {
        if (pending > 0) {
            if (!m_savingTimer.isActive())
                m_savingTimer.start(); // nobody needs to hear of work shorter than this
            return;
        }
        m_savingTimer.stop();
        m_frame->showNothingPending();
    });
}

void Composition::lock()
{
    if (m_frame)
        Preferences::setGeometry(m_frame->saveGeometry());
    m_workspace->drain();
    m_frame.reset();
    m_workspace.reset();
    m_vault.reset();
    m_parts.replaceProcess();
}

} // namespace indaro::desktop
