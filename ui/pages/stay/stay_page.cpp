// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/consents/use_question.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_cards.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

using Values = ActionPanel::Values;

QString dotted(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

/// A number that no field stands for, under the field of the command it goes into.
constexpr sync::FieldId ItemMoved = fields::custody::Item;

} // namespace

StayPage::StayPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_place(new QAction(this)), m_out(new QAction(this)), m_back(new QAction(this)),
      m_take(new QAction(this)), m_move(new QAction(this)), m_give(new QAction(this)), m_visit(new QAction(this)),
      m_incident(new QAction(this)), m_exit(new QAction(this)), m_contact(new QAction(this)), m_receipt(new QAction(this)),
      m_supplies(new QAction(this)), m_scroll(new QScrollArea(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_facts(kit::makeLabel(kit::TextRole::Muted, this)), m_banner(new kit::Banner(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_facts, m_banner})
        column->addWidget(part);
    makePanels(column);
    m_cards = new StayCards(context, body);
    column->addWidget(m_cards);
    connect(m_cards, &StayCards::longerAsked, this, [this] { begin(m_clock); });
    connect(m_cards, &StayCards::incidentsAsked, this,
            [this] { this->context().navigator->openPage(IncidentsPageId, OpenStay{*m_person}); });
    connect(m_cards, &StayCards::signedNow, this, &StayPage::signMovement);
    column->addStretch();
    m_expectedRow->setObjectName(u"expectedBack"_s);
    m_which->setObjectName(u"whichClock"_s);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    makeActions();
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void StayPage::makeActions()
{
    connect(m_place, &QAction::triggered, this,
            [this] { context().navigator->openPage(HousePageId, OpenHouse{*m_person}); });
    connect(m_incident, &QAction::triggered, this,
            [this] { context().navigator->openPage(IncidentsPageId, OpenStay{*m_person}); });
    connect(m_exit, &QAction::triggered, this, [this] { context().navigator->openPage(ExitPageId, OpenStay{*m_person}); });
    connect(m_back, &QAction::triggered, this, &StayPage::comeBack);
    connect(m_receipt, &QAction::triggered, this, &StayPage::printReceipt);
    connect(m_supplies, &QAction::triggered, this, &StayPage::printSupplies);
    m_receipt->setShortcut(QKeySequence::Print);
    for (const auto &[action, panel] :
         {std::pair(m_out, m_absence), std::pair(m_take, m_custody), std::pair(m_move, m_custodyStep),
          std::pair(m_give, m_supply), std::pair(m_visit, m_visitForm), std::pair(m_contact, m_contactForm)})
        connect(action, &QAction::triggered, this, [this, panel = panel] { begin(panel); });
}

void StayPage::makePanels(QVBoxLayout *column)
{
    makeDayPanels();
    makeCustodyPanels();
    m_panels = {m_absence, m_custody, m_custodyStep, m_supply, m_visitForm, m_contactForm, m_clock};
    for (auto *panel : m_panels) {
        column->addWidget(panel);
        connect(panel, &ActionPanel::submitted, this, &StayPage::refresh);
    }
}

void StayPage::makeDayPanels()
{
    m_absence = new ActionPanel(
        context(), "absence", {fields::absence::Reason, fields::absence::WithWhom},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            casework::AbsenceDraft draft;
            draft.reason = values.at(fields::absence::Reason);
            draft.withWhom = values.at(fields::absence::WithWhom);
            if (const std::int64_t *expected = values.at(fields::absence::ExpectedAt).integer())
                draft.expectedAt = *expected;
            INDARO_TRY(casework::leaveForATime(desk, person, draft));
            return {};
        },
        this);
    m_expected = new QLineEdit(m_absence);
    m_expectedRow = new kit::FormRow(m_expected, m_absence);
    m_absence->addMore(m_expectedRow, [this](Values &values) {
        const QString typed = m_expected->text().trimmed();
        const auto at = StayTexts::moment(typed, context().clock->nowUtc());
        values[fields::absence::ExpectedAt] = at ? base::Value(std::int64_t(*at)) : base::Value();
        m_expectedRow->setMessage(at || typed.isEmpty() ? QString() : tr("Write the hour as 18:30, or 24/11/2026 18:30."));
        return at || typed.isEmpty();
    });
    // Written on the store thread before the panel says that it is done.
    const auto unguarded = std::make_shared<casework::Unguarded>();
    m_visitForm = new ActionPanel(
        context(), "visit",
        {fields::visit::Kind, fields::visit::Way, fields::visit::Wanted, fields::visit::SupervisedBy, fields::visit::Note},
        [unguarded](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto recorded,
                              casework::recordVisit(
                                  desk, {person, values.at(fields::visit::Kind), values.at(fields::visit::Way),
                                         values.at(fields::visit::HappenedAt).integerOr(0), values.at(fields::visit::Wanted),
                                         values.at(fields::visit::SupervisedBy), values.at(fields::visit::Note)}));
            *unguarded = recorded.unguarded;
            return {};
        },
        this);
    connect(m_visitForm, &ActionPanel::submitted, this, [this, unguarded] { tellVisit(*unguarded); });
    UseQuestion::askWhenChosen(
        context(), m_visitForm, UseQuestion::inBanner(m_banner), fields::visit::Kind,
        [](const QString &kind) { return kind == "family"_L1; }, casework::consent_uses::Family, [this] { return m_person; },
        [this] { m_visitForm->hide(); });
    m_visitAt = new QLineEdit(m_visitForm);
    m_visitRow = new kit::FormRow(m_visitAt, m_visitForm);
    m_visitForm->addMore(m_visitRow, [this](Values &values) {
        const QString typed = m_visitAt->text().trimmed();
        const auto at = StayTexts::pastMoment(typed, context().clock->nowUtc());
        values[fields::visit::HappenedAt] = std::int64_t(at.value_or(0));
        m_visitRow->setMessage(at || typed.isEmpty() ? QString() : tr("Write the hour as 18:30, or 24/11/2026 18:30."));
        return at || typed.isEmpty();
    });
    m_clock = new ActionPanel(
        context(), "clock",
        {fields::clock_extension::UntilOn, fields::clock_extension::Reason, fields::clock_extension::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) {
            return casework::extendClock(
                desk, person, QString::fromStdString(values.at(fields::clock_extension::Clock).textOr({})),
                values.at(fields::clock_extension::UntilOn), values.at(fields::clock_extension::Reason),
                values.at(fields::clock_extension::Note));
        },
        this);
    m_which = kit::makeNarrowBox(m_clock, 24);
    m_whichRow = new kit::FormRow(m_which, m_clock);
    m_clock->addMore(m_whichRow, [this](Values &values) {
        values[fields::clock_extension::Clock] = m_which->currentData().toString().toStdString();
        return m_which->count() > 0;
    });
    m_contactForm = new ActionPanel(
        context(), "follow_up", {fields::follow_up::Way, fields::follow_up::Result, fields::follow_up::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::recordFollowUp(desk, person,
                                                {int(values.at(fields::follow_up::Number).integerOr(0)),
                                                 values.at(fields::follow_up::Way), values.at(fields::follow_up::Result),
                                                 values.at(fields::follow_up::Note)}));
            return {};
        },
        this);
    m_number = kit::makeNarrowBox(m_contactForm, 24);
    m_numberRow = new kit::FormRow(m_number, m_contactForm);
    m_contactForm->addMore(m_numberRow, [this](Values &values) {
        values[fields::follow_up::Number] = std::int64_t(m_number->currentData().toInt());
        return true;
    });
}

void StayPage::tellVisit(const casework::Unguarded &unguarded)
{
    QString told = unguarded.steps.isEmpty()
                       ? tr("The visit or call is recorded.")
                       : tr("The visit or call is recorded. These steps of the procedure were not done before it: %1.")
                             .arg(unguarded.steps.join(u", "_s));
    if (!unguarded.isNoted)
        told += u' ' + StepTexts::notNoted();
    context().navigator->showNotice(told);
}

void StayPage::makeCustodyPanels()
{
    m_custody = new ActionPanel(
        context(), "custody",
        {fields::custody::Kind, fields::custody::Description, fields::custody::Amount, fields::custody::Currency,
         fields::custody::HeldWhere, fields::custody::Signed, fields::custody::StaffSigned},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            casework::CustodyDraft draft;
            draft.kind = values.at(fields::custody::Kind);
            draft.description = values.at(fields::custody::Description);
            draft.amount = values.at(fields::custody::Amount).integerOr(1);
            draft.currency = values.at(fields::custody::Currency);
            draft.heldWhere = values.at(fields::custody::HeldWhere);
            draft.signedHow = values.at(fields::custody::Signed);
            draft.staffSigned = values.at(fields::custody::StaffSigned);
            INDARO_TRY(casework::takeIntoCustody(desk, person, draft));
            return {};
        },
        this);
    m_custodyStep = new ActionPanel(
        context(), "custody_step",
        {fields::custody::Move, fields::custody::Amount, fields::custody::Signed, fields::custody::StaffSigned,
         fields::custody::GivenTo},
        [](casework::Desk &desk, sync::RecordId, const Values &values) -> base::Result<void> {
            const auto item = sync::RecordId::fromText(values.at(ItemMoved).textOr({}));
            if (!item)
                return base::Error(base::Errc::UnknownRecord, {{"table", std::int64_t(fields::custody::Table)}});
            casework::CustodyStep step;
            step.move = values.at(fields::custody::Move);
            if (const std::int64_t *amount = values.at(fields::custody::Amount).integer())
                step.amount = *amount;
            step.signedHow = values.at(fields::custody::Signed);
            step.staffSigned = values.at(fields::custody::StaffSigned);
            step.givenTo = values.at(fields::custody::GivenTo);
            return casework::moveCustody(desk, *item, step);
        },
        this);
    m_item = kit::makeNarrowBox(m_custodyStep, 24);
    m_itemRow = new kit::FormRow(m_item, m_custodyStep);
    m_custodyStep->addMore(m_itemRow, [this](Values &values) {
        values[ItemMoved] = m_item->currentData().toString().toStdString();
        return m_item->count() > 0;
    });
    m_supply = new ActionPanel(
        context(), "supply",
        {fields::supply::Kind, fields::supply::Description, fields::supply::Amount, fields::supply::Signed},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(
                casework::giveSupply(desk, person,
                                     {values.at(fields::supply::Kind), values.at(fields::supply::Description),
                                      values.at(fields::supply::Amount).integerOr(1), values.at(fields::supply::Signed)}));
            return {};
        },
        this);
}

/// One form at a time stands at the top.
void StayPage::begin(ActionPanel *panel)
{
    if (!m_person)
        return;
    for (auto *other : m_panels) {
        if (other != panel)
            other->hide();
    }
    for (auto *line : {m_expected, m_visitAt})
        line->clear();
    panel->begin(*m_person);
    m_scroll->ensureVisible(0, 0);
}

kit::PageId StayPage::id() const
{
    return StayPageId;
}

QString StayPage::title() const
{
    return tr("Stay");
}

QList<QAction *> StayPage::toolbarActions() const
{
    if (m_loaded == nullptr)
        return {};
    if (!m_loaded->isPresent)
        return {m_contact, m_visit, m_move, m_receipt};
    return {m_place, m_loaded->isOut() ? m_back : m_out, m_take, m_move, m_give, m_visit, m_incident, m_receipt, m_supplies,
            m_exit};
}

void StayPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenStay>();
    if (whose == nullptr)
        return;
    if (m_person != whose->person) {
        m_loaded.reset();
        m_cards->clear();
        m_heading->clear();
        m_facts->clear();
        m_banner->dismiss();
        for (auto *panel : m_panels) {
            panel->flush();
            panel->hide();
        }
        Q_EMIT toolbarActionsChanged();
    }
    m_person = whose->person;
    refresh();
}

bool StayPage::flushEdits()
{
    for (auto *panel : m_panels)
        panel->flush();
    return true;
}

void StayPage::refresh()
{
    if (!m_person)
        return;
    context().workspace->ask(
        this, [person = *m_person](casework::Desk &desk) { return loadStayNow(desk, person); },
        [this, person = *m_person](const base::Result<std::shared_ptr<const StayNow>> &loaded) {
            if (person != m_person)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void StayPage::show()
{
    if (m_loaded == nullptr)
        return;
    showHeading();
    m_cards->show(*m_loaded);
    fillChoices();
    if (const QString late = m_cards->lateClocks(); !late.isEmpty())
        m_banner->showMessage(kit::Banner::Kind::Warning, late);
    else
        m_banner->dismiss();
    Q_EMIT toolbarActionsChanged();
}

void StayPage::showHeading()
{
    m_heading->setText(dotted({m_loaded->name, m_loaded->caseCode}));
    const bool isPlaced = !m_loaded->berths.empty() && !m_loaded->berths.front().untilAt;
    QStringList facts{tr("In the house since %1").arg(kit::dateText(m_loaded->arrivedAt))};
    if (!m_loaded->isPresent)
        facts = {tr("Left on %1").arg(kit::dateText(m_loaded->leftAt))};
    else if (isPlaced)
        facts << dotted({m_loaded->berths.front().roomName, m_loaded->berths.front().placeLabel});
    else
        facts << tr("no place was given");
    if (m_loaded->isOut())
        facts << StayTexts::absence(m_loaded->absences.front().absence, context().translations->language());
    m_facts->setText(dotted(facts));
}

void StayPage::fillChoices()
{
    const QString clock = m_which->currentData().toString();
    const QString item = m_item->currentData().toString();
    m_which->clear();
    for (const casework::ClockNow &each : m_loaded->clocks)
        m_which->addItem(StayTexts::clockTitle(each, context().translations->language()), each.name);
    m_which->setCurrentIndex(std::max(0, m_which->findData(clock)));
    m_item->clear();
    for (const casework::CustodyItem &each : m_loaded->custody) {
        if (!each.isSettled())
            m_item->addItem(m_cards->custodyText(each), QString::fromStdString(each.id.toText()));
    }
    m_item->setCurrentIndex(std::max(0, m_item->findData(item)));
    m_move->setEnabled(m_item->count() > 0);
    m_receipt->setEnabled(!m_loaded->custody.empty());
    m_supplies->setEnabled(!m_loaded->supplies.empty());
    m_number->clear();
    if (m_loaded->isPresent)
        return;
    const QDate today = model::localDay(context().clock->nowUtc());
    m_number->addItem(tr("one between them"), 0);
    for (const auto &[number, due] : m_cards->openContacts()) {
        m_number->addItem(StayTexts::followUp(number), number);
        if (due <= today)
            m_number->setCurrentIndex(m_number->count() - 1); // the latest that is due
    }
}

void StayPage::comeBack()
{
    context().workspace->ask(
        this, [person = *m_person](casework::Desk &desk) { return casework::comeBack(desk, person); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            context().navigator->showNotice(tr("Back in the house."));
            refresh();
        });
}

void StayPage::signMovement(sync::RecordId movement, casework::CustodySigner signer)
{
    context().workspace->ask(
        this, [movement, signer](casework::Desk &desk) { return casework::signMovement(desk, movement, signer); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            context().navigator->showNotice(tr("The signature is written down with its day."));
            refresh();
        });
}

/// What was given to her, with a place to sign for what is not signed yet.
void StayPage::printSupplies()
{
    const QDate today = model::localDay(context().clock->nowUtc());
    const QDate first = m_loaded == nullptr ? QDate() : QDate::fromString(m_loaded->arrivedAt.left(10), Qt::ISODate);
    if (!first.isValid())
        return;
    struct Given
    {
        std::vector<casework::SupplyGiven> supplies;
        casework::Withheld withheld; ///< as it is now, not as it was when the page was opened
    };
    context().workspace->ask(
        this,
        [person = *m_person, first, today](casework::Desk &desk) -> base::Result<Given> {
            Given given;
            INDARO_TRY_ASSIGN(given.supplies, casework::listSuppliesGiven(desk, first, today, person));
            INDARO_TRY_ASSIGN(given.withheld, casework::loadWithheld(desk, person));
            INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, person, "supplies"));
            return given;
        },
        [this, first, today](const base::Result<Given> &given) {
            const auto paper = given ? suppliesPaper(given->supplies, first, today, given->withheld)
                                     : base::Result<print::Paper>(given.error());
            if (!paper)
                return m_banner->showError(paper.error());
            printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
        });
}

void StayPage::printReceipt()
{
    if (m_loaded == nullptr || m_loaded->custody.empty())
        return;
    const auto paper = custodyReceipt(m_loaded->custody, dotted({m_loaded->name, m_loaded->caseCode}),
                                      context().clock->nowUtc(), m_loaded->withheld);
    if (!paper)
        return m_banner->showError(paper.error());
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    numberPaper(
        context(), this, *paper,
        [this, person = *m_person, failed](const print::Paper &numbered, const QStringList &serials) {
            const auto note = [person](casework::Desk &desk) {
                return casework::recordAuditNow(desk, casework::AuditVerb::CustodyReceiptPrinted, person);
            };
            printOnceNoted(context(), this, {numbered}, note, failed, {},
                           [serials](casework::Desk &desk) { return casework::noteNumbersUsed(desk, "custody", serials); });
        },
        failed);
}

void StayPage::retranslate()
{
    m_place->setText(tr("Where to sleep"));
    m_out->setText(tr("Goes out"));
    m_back->setText(tr("Has come back"));
    m_take->setText(tr("Take into custody"));
    m_move->setText(tr("Give back"));
    m_give->setText(tr("Give something"));
    m_visit->setText(tr("Visit or call"));
    m_incident->setText(tr("Incident"));
    m_exit->setText(tr("Leaves the house"));
    m_contact->setText(tr("Contact made"));
    m_receipt->setText(tr("Print the receipt"));
    m_supplies->setText(tr("Print the signature list of what was given"));
    m_absence->setTexts(tr("Out for a time: the place stays kept"), tr("Write it down"));
    m_custody->setTexts(tr("Taken into custody, and signed by both"), tr("Keep it"));
    m_custodyStep->setTexts(tr("Out of custody, or back"), tr("Write it down"));
    m_supply->setTexts(tr("Given to this person"), tr("Write it down"));
    m_visitForm->setTexts(tr("A visit or a call"), tr("Write it down"));
    m_contactForm->setTexts(tr("A contact after the exit"), tr("Write it down"));
    m_clock->setTexts(tr("Until another day, with the reason"), tr("Make it longer"));
    m_expectedRow->setLabel(tr("Expected back"));
    m_expectedRow->setHint(tr("Hour, for example 18:30; another day: 25/11/2026 18:30"));
    m_visitRow->setLabel(tr("When"));
    m_visitRow->setHint(tr("Now, when it stays empty. Hour, for example 18:30"));
    m_itemRow->setLabel(tr("Which of the things"));
    m_numberRow->setLabel(tr("Which of the agreed contacts"));
    m_whichRow->setLabel(tr("Which of them"));
    m_cards->retranslate();
    show();
}

kit::PageEntry stayPage()
{
    return {StayPageId, kit::PageEntry::Place::None, [] { return StayPage::tr("Stay"); }, u"house-tonight"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new StayPage(context, parent); }};
}

} // namespace indaro::ui::pages
