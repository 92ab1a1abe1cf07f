// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/conflicts/held_batches.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/home/accountability_card.h"
#include "ui/pages/home/consents_card.h"
#include "ui/pages/home/due_groups.h"
#include "ui/pages/home/incoming_card.h"
#include "ui/pages/home/keeping_card.h"
#include "ui/pages/home/machine_line.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/course_texts.h"
#include "ui/pages/settings/backup_section.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace indaro::ui::pages {

struct HomePage::Loaded
{
    std::vector<casework::HouseGuest> guests;
    std::vector<casework::InterviewLine> drafts;
    std::vector<casework::WaitingReferral> unanswered; ///< the most pressing first
    std::vector<casework::ReferralSummary> toTell;
    casework::BackupStatus backup;
    std::size_t toDecide = 0;
    std::size_t held = 0;
    bool hasDecided = false;
};

HomePage::HomePage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_problem(kit::makeLabel(kit::TextRole::Body, this)),
      m_backupWarning(new kit::Banner(this)), m_machine(new MachineLine(context, this)),
      m_backup(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(m_backupWarning);
    column->addWidget(m_machine);
    m_toTell = makeCard(column);
    m_toTell.frame->setObjectName(QStringLiteral("receiversToTell"));
    m_toTell.frame->setProperty("surface", QVariant());
    m_toTell.frame->setProperty("banner", QStringLiteral("warning"));
    m_toTell.frame->hide();
    m_decide = makeCard(column);
    m_waivers = makeCard(column);
    m_waivers.frame->setObjectName(QStringLiteral("urgentWaivers"));
    m_waivers.frame->setProperty("surface", QVariant());
    m_waivers.frame->setProperty("banner", QStringLiteral("warning"));
    m_waivers.frame->hide();
    m_accountability = new AccountabilityCard(context, body);
    column->addWidget(m_accountability);
    m_due = new DueGroups(context, body);
    column->addWidget(m_due);
    connect(m_due, &DueGroups::failed, this, [this](const base::Error &error) {
        m_problem->setText(kit::errorText(error).whole());
        m_problem->show();
    });
    m_incoming = new IncomingCard(context, body);
    column->addWidget(m_incoming);
    m_consents = new ConsentsCard(context, body);
    column->addWidget(m_consents);
    m_keeping = new KeepingCard(context, body);
    column->addWidget(m_keeping);
    m_tonight = makeCard(column);
    m_drafts = makeCard(column);
    m_unanswered = makeCard(column);
    column->addWidget(m_backup);
    column->addStretch();
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

HomePage::Card HomePage::makeCard(QVBoxLayout *column)
{
    auto *frame = new QFrame(this);
    kit::setCard(frame);
    auto *inner = new QVBoxLayout(frame);
    Card card{frame, kit::makeLabel(kit::TextRole::Heading, frame), new QVBoxLayout};
    card.lines->setSpacing(kit::space::Half);
    inner->addWidget(card.title);
    inner->addLayout(card.lines);
    column->addWidget(frame);
    return card;
}

kit::PageId HomePage::id() const
{
    return HomePageId;
}

QString HomePage::title() const
{
    return tr("Home");
}

void HomePage::open(const kit::PageArgument &)
{
    refresh();
}

void HomePage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->guests, casework::loadPeopleInHouse(desk));
            INDARO_TRY_ASSIGN(loaded->drafts, casework::listInterviewDrafts(desk));
            if (desk.access.mayRead(casework::Thing::Consents)) { // a referral is a passing on; others learn nothing of it
                INDARO_TRY_ASSIGN(loaded->unanswered, casework::listWaitingReferrals(desk));
            }
            INDARO_TRY_ASSIGN(loaded->toTell, casework::listReceiversToTell(desk));
            INDARO_TRY_ASSIGN(loaded->backup, casework::loadBackupStatus(desk));
            INDARO_TRY_ASSIGN(loaded->held, casework::countHeldBatches(desk));
            INDARO_TRY_ASSIGN(loaded->toDecide, casework::countConflicts(desk));
            INDARO_TRY_ASSIGN(loaded->hasDecided, casework::hasDecisions(desk));
            return loaded;
        },
        [this](base::Result<std::shared_ptr<Loaded>> loaded) {
            if (!isVisible())
                return; // left meanwhile; who comes back has it read anew
            m_problem->setVisible(!loaded);
            if (!loaded) {
                m_problem->setText(kit::errorText(loaded.error()).whole());
                return;
            }
            m_loaded = *loaded;
            show(*m_loaded);
        });
    m_incoming->refresh();
    m_consents->refresh();
    m_keeping->refresh();
    m_machine->refresh();
    m_accountability->refresh();
    m_due->refresh(); // apart from the rest: the procedures of everybody take longer to work out than one query
    refreshWaivers();
}

/// Only who decides on waivers is told of those made in haste.
void HomePage::refreshWaivers()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<std::vector<casework::UrgentWaiver>>> {
            INDARO_TRY_ASSIGN(const bool isReviewer, casework::isWaiverReviewer(desk));
            if (!isReviewer)
                return std::make_shared<std::vector<casework::UrgentWaiver>>();
            INDARO_TRY_ASSIGN(auto waivers, casework::listUrgentWaivers(desk));
            return std::make_shared<std::vector<casework::UrgentWaiver>>(std::move(waivers));
        },
        [this](const base::Result<std::shared_ptr<std::vector<casework::UrgentWaiver>>> &waivers) {
            if (!isVisible() || !waivers)
                return; // the store's errors are said by the lists beside it
            m_urgent = *waivers;
            showWaivers();
        });
}

void HomePage::showWaivers()
{
    m_waivers.used = 0;
    m_waivers.frame->setVisible(!m_urgent->empty());
    m_waivers.title->setText(tr("The procedure was passed over in haste"));
    const kit::Language language = context().translations->language();
    for (const casework::UrgentWaiver &waiver : *m_urgent) {
        const sop::Step *step = waiver.pack == nullptr ? nullptr : waiver.pack->findStep(waiver.step);
        QStringList facts{kit::dateTimeText(waiver.at),
                          waiver.by,
                          waiver.owner ? waiver.displayName : tr("house"),
                          step == nullptr ? waiver.step
                                          : StepTexts::firstWords(StepTexts::words(step->title, step->kirundi, language)),
                          waiver.occurrence,
                          waiver.reason};
        facts.removeAll(QString());
        addLine(m_waivers, facts.join(QStringLiteral("  ·  ")), [this, owner = waiver.owner, id = waiver.step] {
            context().navigator->openPage(ChecklistPageId, OpenChecklist{owner, id});
        });
    }
    if (!m_urgent->empty())
        addLine(m_waivers, tr("I have looked at these"), [this] { noteWaiversSeen(); });
    dropTheRest(m_waivers);
}

void HomePage::noteWaiversSeen()
{
    context().workspace->ask(
        this,
        [waivers = m_urgent](casework::Desk &desk) -> base::Result<void> {
            for (const casework::UrgentWaiver &waiver : *waivers)
                INDARO_TRY(casework::noteWaiverSeen(desk, waiver.record));
            return {};
        },
        [this](const base::Result<void> &seen) {
            m_problem->setVisible(!seen);
            if (!seen)
                m_problem->setText(kit::errorText(seen.error()).whole());
            refreshWaivers();
        });
}

void HomePage::dropTheRest(Card &card)
{
    while (card.lines->count() > card.used) {
        auto *item = card.lines->takeAt(card.used);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void HomePage::addLine(Card &card, const QString &text, std::function<void()> go)
{
    QWidget *parent = card.title->parentWidget();
    auto *item = card.lines->itemAt(card.used);
    QWidget *present = item == nullptr ? nullptr : item->widget();
    if (present != nullptr && (qobject_cast<QPushButton *>(present) != nullptr) != bool(go)) {
        dropTheRest(card); // a sentence where a button stood, or the other way round
        present = nullptr;
    }
    ++card.used;
    if (!go) {
        auto *label = present != nullptr ? qobject_cast<QLabel *>(present) : kit::makeLabel(kit::TextRole::Muted, parent);
        label->setText(text);
        if (present == nullptr)
            card.lines->addWidget(label);
        return;
    }
    auto *button = qobject_cast<QPushButton *>(present);
    if (button == nullptr) {
        button = new kit::PushButton(text, parent);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        card.lines->addWidget(button, 0, Qt::AlignLeft);
    }
    if (button->text() != text)
        button->setText(text);
    disconnect(button, &QPushButton::clicked, this, nullptr);
    connect(button, &QPushButton::clicked, this, std::move(go));
}

void HomePage::show(const Loaded &loaded)
{
    const std::array cards{&m_toTell, &m_decide, &m_tonight, &m_drafts, &m_unanswered};
    for (auto *card : cards)
        card->used = 0;
    showBackup(loaded.backup);
    showToTell(loaded);
    showDecide(loaded);
    m_tonight.title->setText(tr("In the house tonight: %n person(s)", nullptr, int(loaded.guests.size())));
    addLine(m_tonight, tr("Who sleeps where, and what is free"), [this] { context().navigator->openPage(HousePageId); });
    for (const auto &guest : loaded.guests) {
        QStringList facts{guest.displayName.isEmpty() ? tr("no name yet") : guest.displayName, guest.caseCode,
                          tr("since %1").arg(kit::dateText(guest.arrivedAt))};
        if (guest.isMinor == QLatin1String("yes"))
            facts << tr("under 18");
        addLine(m_tonight, facts.join(QStringLiteral("  ·  ")),
                [this, id = guest.id] { context().navigator->openPage(CaseFilePageId, OpenCaseFile{id}); });
    }
    if (loaded.guests.empty())
        addLine(m_tonight, tr("Nobody is registered in the house. Somebody who arrives is admitted under “People”."), {});
    showForRole();
    m_drafts.title->setText(tr("Interviews to finish"));
    for (const auto &draft : loaded.drafts) {
        addLine(m_drafts,
                QStringList{draft.displayName, draft.caseCode, kit::dateText(model::localIsoMinute(draft.startedAt))}.join(
                    QStringLiteral("  ·  ")) +
                    (draft.correction > 0 ? QStringLiteral("  ·  ") + tr("a correction") : QString()),
                [this, draft] {
                    context().navigator->openPage(IntakePageId, OpenInterview{draft.caseFile, draft.id});
                });
    }
    if (loaded.drafts.empty())
        addLine(m_drafts, tr("No interview is waiting."), {});
    m_unanswered.title->setText(tr("Referrals without an answer"));
    const QString language = kit::Translations::code(context().translations->language());
    for (const auto &waiting : loaded.unanswered) {
        const casework::ReferralSummary &referral = waiting.referral;
        QStringList facts{referral.serial, referral.receiverAgency, CourseTexts::ladder(waiting, language)};
        facts.removeAll(QString()); // the receiver may be left for the paper
        addLine(m_unanswered, facts.join(QStringLiteral("  ·  ")), [this, referral] {
            context().navigator->openPage(ReferralPageId, OpenReferral{referral.caseFile, referral.id});
        });
    }
    if (loaded.unanswered.empty())
        addLine(m_unanswered, tr("Every printed referral has its answer."), {});
    for (auto *card : cards)
        dropTheRest(*card);
}

void HomePage::showForRole()
{
    using casework::Thing;
    const auto &access = context().workspace->access();
    const auto isFor = [&access](Thing thing) { return !access || access->mayRead(thing); };
    m_drafts.frame->setVisible(isFor(Thing::Story));
    m_unanswered.frame->setVisible(isFor(Thing::Consents));
    if (!isFor(Thing::Register))
        m_decide.frame->hide();
}

void HomePage::showToTell(const Loaded &loaded)
{
    m_toTell.frame->setVisible(!loaded.toTell.empty());
    m_toTell.title->setText(tr("Tell today: the agreement was taken back"));
    for (const auto &referral : loaded.toTell) {
        const QString receiver =
            referral.receiverAgency.isEmpty() ? tr("receiver not written down") : referral.receiverAgency;
        addLine(m_toTell, QStringList{receiver, referral.serial, referral.caseCode}.join(QStringLiteral("  ·  ")),
                [this, referral] {
                    context().navigator->openPage(ReferralPageId, OpenReferral{referral.caseFile, referral.id});
                });
    }
    if (!loaded.toTell.empty())
        addLine(m_toTell, tr("Each of them has a copy: ask for it back, then note in the referral that they were told."),
                {});
}

/// A house with one computer never sees it.
void HomePage::showDecide(const Loaded &loaded)
{
    m_decide.frame->setVisible(loaded.toDecide > 0 || loaded.held > 0 || loaded.hasDecided);
    m_decide.title->setText(tr("To decide"));
    const auto open = [this] { context().navigator->openPage(ConflictsPageId); };
    if (loaded.toDecide > 0)
        addLine(m_decide, tr("%n thing(s) written differently on two computers", nullptr, int(loaded.toDecide)), open);
    if (loaded.held > 0)
        addLine(m_decide, tr("Deletions of another computer that wait for you: %1").arg(loaded.held), open);
    if (loaded.toDecide == 0 && loaded.held == 0)
        addLine(m_decide, tr("Nothing at present. What was decided can be read and undone."), open);
}

void HomePage::showBackup(const casework::BackupStatus &status)
{
    m_backup->setText(backupLine(status));
    const bool isTraining = context().vault != nullptr && context().vault->isTraining(); // of which there is no backup
    m_backup->setVisible(!isTraining);
    if (isTraining || !casework::isBackupOld(status, context().clock->nowUtc())) {
        m_backupWarning->dismiss();
        return;
    }
    m_backupWarning->showAction(
        kit::Banner::Kind::Warning,
        status.lastWritten ? tr("The last backup is more than a week old. If this computer is stolen or breaks, everything "
                                "since then is lost.")
                           : tr("There is no backup yet. If this computer is stolen or breaks, everything is lost."),
        tr("Make a backup…"), [this] { context().navigator->openPage(SettingsPageId, OpenBackups{}); });
}

void HomePage::retranslate()
{
    if (m_loaded)
        show(*m_loaded);
    m_due->retranslate();
    m_incoming->retranslate();
    m_consents->retranslate();
    m_keeping->retranslate();
    m_machine->retranslate();
    m_accountability->retranslate();
    if (m_urgent)
        showWaivers();
}

kit::PageEntry homePage()
{
    return {HomePageId, kit::PageEntry::Place::Home, [] { return HomePage::tr("Home"); }, QStringLiteral("go-home"),
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new HomePage(context, parent); }};
}

} // namespace indaro::ui::pages
