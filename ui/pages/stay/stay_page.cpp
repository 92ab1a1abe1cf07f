// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/queries.h"
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
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr std::size_t LatestLines = 8; // the older ones are in the records, not on the page of the day

QString dotted(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

QComboBox *roomyBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    return box;
}

QString idOf(const sync::RecordId &id)
{
    return QString::fromStdString(id.toText());
}

/// A number that no field stands for, under the field of the command it goes into.
constexpr sync::FieldId ItemMoved = fields::custody::Item;

} // namespace

struct StayPage::Loaded
{
    QString name;
    QString caseCode;
    casework::Withheld withheld; ///< what the receipt may not say
    QString arrivedAt;
    QString leftAt;
    bool isPresent = false;
    bool isMinor = false;
    std::vector<casework::PastBerth> berths;
    std::vector<casework::PastAbsence> absences;
    std::vector<casework::ClockNow> clocks;
    std::vector<casework::CustodyItem> custody;
    std::vector<casework::Supply> supplies;
    std::vector<casework::Visit> visits;
    std::vector<casework::Incident> incidents;
    std::vector<casework::FollowUp> contacts;
    casework::FollowUpPlan plan;

    [[nodiscard]] bool isOut() const { return isPresent && !absences.empty() && !absences.front().returnedAt; }
};

base::Result<std::shared_ptr<const StayPage::Loaded>> StayPage::load(casework::Desk &desk, sync::RecordId person)
{
    auto loaded = std::make_shared<Loaded>();
    INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, person));
    loaded->name = file.text(fields::case_file::DisplayName);
    loaded->caseCode = file.text(fields::case_file::CaseCode);
    loaded->isMinor = file.text(fields::case_file::IsMinor) != "no"_L1;
    loaded->isPresent = file.text(fields::case_file::Status) == "present"_L1;
    INDARO_TRY_ASSIGN(const auto stays, casework::loadCaseFile(desk, person));
    if (!stays.stays.empty()) {
        loaded->arrivedAt = stays.stays.front().text(fields::stay::ArrivedAt);
        loaded->leftAt = stays.stays.front().text(fields::stay::LeftAt);
    }
    INDARO_TRY_ASSIGN(loaded->berths, casework::listBerthsOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->absences, casework::listAbsencesOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->clocks, casework::loadClocksOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->custody, casework::listCustodyOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->withheld, casework::loadWithheld(desk, person));
    INDARO_TRY_ASSIGN(loaded->supplies, casework::listSuppliesOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->visits, casework::listVisits(desk, person));
    INDARO_TRY_ASSIGN(loaded->incidents, casework::listIncidents(desk, person));
    INDARO_TRY_ASSIGN(loaded->contacts, casework::listFollowUpsOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->plan, casework::loadFollowUpPlan(desk, person));
    return std::shared_ptr<const Loaded>(std::move(loaded));
}

StayPage::StayPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_place(new QAction(this)), m_out(new QAction(this)), m_back(new QAction(this)),
      m_take(new QAction(this)), m_move(new QAction(this)), m_give(new QAction(this)), m_visit(new QAction(this)),
      m_incident(new QAction(this)), m_exit(new QAction(this)), m_contact(new QAction(this)), m_receipt(new QAction(this)),
      m_scroll(new QScrollArea(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_facts(kit::makeLabel(kit::TextRole::Muted, this)), m_banner(new kit::Banner(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_facts, m_banner})
        column->addWidget(part);
    makePanels(column);
    for (Card *card : {&m_clocks, &m_days, &m_kept, &m_given, &m_visits, &m_incidents, &m_afterwards})
        *card = makeCard(column);
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

StayPage::Card StayPage::makeCard(QVBoxLayout *column)
{
    Card card;
    card.frame = new QFrame(this);
    kit::setCard(card.frame);
    auto *inner = new QVBoxLayout(card.frame);
    card.title = kit::makeLabel(kit::TextRole::Heading, card.frame);
    card.lines = new QVBoxLayout;
    card.lines->setSpacing(kit::space::Half);
    inner->addWidget(card.title);
    inner->addLayout(card.lines);
    column->addWidget(card.frame);
    return card;
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
    using Values = ActionPanel::Values;
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
    m_visitForm = new ActionPanel(
        context(), "visit",
        {fields::visit::Kind, fields::visit::Way, fields::visit::Wanted, fields::visit::SupervisedBy, fields::visit::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::recordVisit(desk, {person, values.at(fields::visit::Kind), values.at(fields::visit::Way),
                                                    values.at(fields::visit::HappenedAt).integerOr(0),
                                                    values.at(fields::visit::Wanted), values.at(fields::visit::SupervisedBy),
                                                    values.at(fields::visit::Note)}));
            return {};
        },
        this);
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
        context(), "clock", {fields::clock_extension::Days, fields::clock_extension::Reason, fields::clock_extension::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) {
            return casework::extendClock(
                desk, person, QString::fromStdString(values.at(fields::clock_extension::Clock).textOr({})),
                int(values.at(fields::clock_extension::Days).integerOr(0)), values.at(fields::clock_extension::Reason),
                values.at(fields::clock_extension::Note));
        },
        this);
    m_which = roomyBox(m_clock);
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
    m_number = roomyBox(m_contactForm);
    m_numberRow = new kit::FormRow(m_number, m_contactForm);
    m_contactForm->addMore(m_numberRow, [this](Values &values) {
        values[fields::follow_up::Number] = std::int64_t(m_number->currentData().toInt());
        return true;
    });
}

void StayPage::makeCustodyPanels()
{
    using Values = ActionPanel::Values;
    m_custody = new ActionPanel(
        context(), "custody",
        {fields::custody::Kind, fields::custody::Description, fields::custody::Amount, fields::custody::Currency,
         fields::custody::HeldWhere, fields::custody::Signed},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            casework::CustodyDraft draft;
            draft.kind = values.at(fields::custody::Kind);
            draft.description = values.at(fields::custody::Description);
            draft.amount = values.at(fields::custody::Amount).integerOr(1);
            draft.currency = values.at(fields::custody::Currency);
            draft.heldWhere = values.at(fields::custody::HeldWhere);
            draft.signedHow = values.at(fields::custody::Signed);
            INDARO_TRY(casework::takeIntoCustody(desk, person, draft));
            return {};
        },
        this);
    m_custodyStep = new ActionPanel(
        context(), "custody_step",
        {fields::custody::Move, fields::custody::Amount, fields::custody::Signed, fields::custody::GivenTo},
        [](casework::Desk &desk, sync::RecordId, const Values &values) -> base::Result<void> {
            const auto item = sync::RecordId::fromText(values.at(ItemMoved).textOr({}));
            if (!item)
                return base::Error(base::Errc::UnknownRecord, {{"table", std::int64_t(fields::custody::Table)}});
            casework::CustodyStep step;
            step.move = values.at(fields::custody::Move);
            if (const std::int64_t *amount = values.at(fields::custody::Amount).integer())
                step.amount = *amount;
            step.signedHow = values.at(fields::custody::Signed);
            step.givenTo = values.at(fields::custody::GivenTo);
            return casework::moveCustody(desk, *item, step);
        },
        this);
    m_item = roomyBox(m_custodyStep);
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
    return {m_place, m_loaded->isOut() ? m_back : m_out, m_take, m_move, m_give, m_visit, m_incident, m_receipt, m_exit};
}

void StayPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenStay>();
    if (whose == nullptr)
        return;
    if (m_person != whose->person) {
        m_loaded.reset();
        clearCards();
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
        this, [person = *m_person](casework::Desk &desk) { return load(desk, person); },
        [this, person = *m_person](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (person != m_person)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

QString StayPage::code(const QString &list, const QString &codeName) const
{
    return codeName.isEmpty()
               ? QString()
               : models::codeLabel(list, codeName, kit::Translations::code(context().translations->language()));
}

void StayPage::say(const Card &card, const QString &text)
{
    auto *label = kit::makeLabel(kit::TextRole::Body, card.frame);
    label->setText(text);
    card.lines->addWidget(label);
}

void StayPage::offer(const Card &card, const QString &text, std::function<void()> go)
{
    auto *button = new kit::PushButton(text, card.frame);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this, std::move(go));
    card.lines->addWidget(button, 0, Qt::AlignLeft);
}

void StayPage::clearCards()
{
    for (const Card *card : {&m_clocks, &m_days, &m_kept, &m_given, &m_visits, &m_incidents, &m_afterwards}) {
        while (auto *item = card->lines->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
    }
}

void StayPage::show()
{
    if (m_loaded == nullptr)
        return;
    clearCards();
    showHeading();
    showClocks();
    showDays();
    showCustody();
    showCare();
    showAfterwards();
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

void StayPage::showClocks()
{
    m_clocks.frame->setVisible(m_loaded->isPresent);
    const QString chosen = m_which->currentData().toString();
    m_which->clear();
    QStringList late;
    for (const casework::ClockNow &clock : m_loaded->clocks) {
        const QString title = StayTexts::clockTitle(clock, context().translations->language());
        say(m_clocks, StayTexts::clock(clock, context().translations->language()));
        m_which->addItem(title, clock.name);
        if (clock.isWarning)
            late << StayTexts::clock(clock, context().translations->language());
    }
    m_which->setCurrentIndex(std::max(0, m_which->findData(chosen)));
    const bool isReflecting = std::any_of(m_loaded->clocks.begin(), m_loaded->clocks.end(),
                                          [](const auto &clock) { return clock.name == "reflection"_L1; });
    if (m_loaded->isMinor)
        say(m_clocks, tr("A child, or age in doubt: there is no reflection period. A protection measure takes its place; "
                         "its steps are in the procedure."));
    else if (!isReflecting)
        say(m_clocks, tr("The reflection period has not begun: it runs from the day the person is presumed a victim."));
    if (!m_loaded->clocks.empty())
        offer(m_clocks, tr("Make one longer…"), [this] { begin(m_clock); });
    if (!late.isEmpty() && m_loaded->isPresent)
        m_banner->showMessage(kit::Banner::Kind::Warning, late.join(u'\n'));
    else
        m_banner->dismiss();
}

void StayPage::showDays()
{
    const kit::Language language = context().translations->language();
    for (const casework::PastBerth &berth : m_loaded->berths) {
        QStringList parts{berth.roomName, berth.placeLabel, tr("since %1").arg(kit::dateTimeText(berth.sinceAt))};
        if (berth.untilAt)
            parts << tr("until %1").arg(kit::dateTimeText(*berth.untilAt));
        if (!berth.overridden.isEmpty())
            parts << tr("in spite of a warning: %1").arg(code(u"allocation_override"_s, berth.reason));
        say(m_days, dotted(parts));
    }
    if (m_loaded->berths.empty())
        say(m_days, tr("No place was given yet."));
    for (std::size_t i = 0; i < m_loaded->absences.size() && i < LatestLines; ++i) {
        const casework::PastAbsence &absence = m_loaded->absences[i];
        QStringList parts{StayTexts::absence(absence.absence, language), absence.absence.withWhom};
        if (absence.returnedAt)
            parts << tr("came back %1").arg(kit::dateTimeText(*absence.returnedAt));
        say(m_days, dotted(parts));
    }
}

void StayPage::showCustody()
{
    const QString chosen = m_item->currentData().toString();
    m_item->clear();
    for (const casework::CustodyItem &item : m_loaded->custody) {
        const QString what = dotted({code(u"custody_item"_s, item.kind), item.description});
        QStringList parts{what, dotted({tr("taken in: %1").arg(item.received), item.currency})};
        if (item.held != 0)
            parts << tr("here: %1").arg(item.held);
        if (item.lent != 0)
            parts << tr("given back for a time: %1").arg(item.lent);
        if (item.isSettled())
            parts << tr("all of it is out");
        if (item.isOverdrawn())
            parts << tr("more went out than there was: two computers wrote of it");
        parts << item.heldWhere;
        say(m_kept, dotted(parts));
        if (!item.isSettled())
            m_item->addItem(what, idOf(item.id));
    }
    m_item->setCurrentIndex(std::max(0, m_item->findData(chosen)));
    m_move->setEnabled(m_item->count() > 0);
    m_receipt->setEnabled(!m_loaded->custody.empty());
    if (m_loaded->custody.empty())
        say(m_kept, tr("Nothing is kept for this person."));
}

void StayPage::showCare()
{
    for (std::size_t i = 0; i < m_loaded->supplies.size() && i < LatestLines; ++i) {
        const casework::Supply &supply = m_loaded->supplies[i];
        say(m_given, dotted({kit::dateTimeText(supply.givenAt), code(u"supply_kind"_s, supply.kind), supply.description,
                             supply.amount == 1 ? QString() : QString::number(supply.amount),
                             supply.signedHow == "yes"_L1 ? tr("signed") : QString()}));
    }
    if (m_loaded->supplies.empty())
        say(m_given, tr("Nothing was given yet."));
    for (std::size_t i = 0; i < m_loaded->visits.size() && i < LatestLines; ++i) {
        const casework::Visit &visit = m_loaded->visits[i];
        say(m_visits,
            dotted({kit::dateTimeText(visit.happenedAt), code(u"visit_kind"_s, visit.kind), code(u"visit_way"_s, visit.way),
                    visit.wanted == "no"_L1 ? tr("not wanted by the person") : QString(), visit.supervisedBy, visit.note}));
    }
    if (m_loaded->visits.empty())
        say(m_visits, tr("No visit and no call was written down."));
    for (std::size_t i = 0; i < m_loaded->incidents.size() && i < LatestLines; ++i) {
        const casework::Incident &incident = m_loaded->incidents[i];
        offer(m_incidents, StayTexts::incident(incident, context().translations->language()),
              [this] { context().navigator->openPage(IncidentsPageId, OpenStay{*m_person}); });
    }
    if (m_loaded->incidents.empty())
        say(m_incidents, tr("No incident."));
}

void StayPage::showAfterwards()
{
    m_afterwards.frame->setVisible(!m_loaded->isPresent);
    m_number->clear();
    if (m_loaded->isPresent)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const auto known = [&](sync::FieldId field, const base::Value &value) {
        return value.isNull() ? QString() : models::valueText(field, value, language);
    };
    const auto isOfThisStay = [this](const casework::FollowUp &contact) { return contact.stay == m_loaded->plan.stay; };
    const bool isOver = std::any_of(m_loaded->contacts.begin(), m_loaded->contacts.end(), [&](const auto &contact) {
        return isOfThisStay(contact) && contact.result == "no_more_contact"_L1;
    });
    const bool isElsewhere = m_loaded->plan.isElsewhere;
    const bool isRefused = isOver || isElsewhere || m_loaded->plan.agreed.textOr({}) == "no";
    say(m_afterwards,
        dotted({isElsewhere ? tr("Whether contact is wanted is not kept on this computer. Only who comes or calls is "
                                 "written down here.")
                : isRefused ? tr("Does not want to be contacted. Only who comes or calls is written down here.")
                : m_loaded->plan.agreed.isNull()
                    ? tr("Whether contact is wanted was not asked.")
                    : tr("Wants to be contacted: %1").arg(known(fields::follow_up_plan::Agreed, m_loaded->plan.agreed)),
                known(fields::follow_up_plan::Way, m_loaded->plan.way),
                known(fields::follow_up_plan::AgreedWords, m_loaded->plan.words)}));
    const QDate left = QDate::fromString(m_loaded->leftAt.left(10), Qt::ISODate);
    const QDate today = model::localDay(context().clock->nowUtc());
    m_number->addItem(tr("one between them"), 0);
    for (int number = 1; !isRefused && left.isValid() && number <= casework::FollowUpCount; ++number) {
        const auto made = std::find_if(m_loaded->contacts.begin(), m_loaded->contacts.end(), [&](const auto &contact) {
            return isOfThisStay(contact) && contact.number == number;
        });
        const QDate due = casework::followUpDay(left, number);
        const QString which = StayTexts::followUp(number);
        const bool isMade = made != m_loaded->contacts.end();
        say(m_afterwards, dotted({which, kit::dateText(due),
                                  isMade        ? code(u"follow_up_result"_s, made->result)
                                  : due < today ? tr("not done")
                                                : tr("to come")}));
        if (isMade)
            continue;
        m_number->addItem(which, number);
        if (due <= today)
            m_number->setCurrentIndex(m_number->count() - 1); // the latest that is due
    }
    for (const casework::FollowUp &contact : m_loaded->contacts)
        say(m_afterwards, dotted({kit::dateTimeText(contact.happenedAt), code(u"follow_up_way"_s, contact.way),
                                  code(u"follow_up_result"_s, contact.result), contact.note}));
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

void StayPage::printReceipt()
{
    if (m_loaded == nullptr || m_loaded->custody.empty())
        return;
    const auto pages = custodyReceipt(m_loaded->custody, dotted({m_loaded->name, m_loaded->caseCode}),
                                      context().clock->nowUtc(), m_loaded->withheld);
    if (!pages)
        return m_banner->showError(pages.error());
    context().workspace->ask(
        this,
        [person = *m_person](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::CustodyReceiptPrinted, person);
        },
        [this, pages = *pages](const base::Result<void> &noted) {
            if (!noted)
                return m_banner->showError(noted.error());
            printPagesOf(this, pages, [this](const base::Error &error) { m_banner->showError(error); });
        });
}

void StayPage::retranslate()
{
    m_place->setText(tr("Place"));
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
    m_absence->setTexts(tr("Out for a time: the place stays kept"), tr("Write it down"));
    m_custody->setTexts(tr("Taken into custody, and signed by both"), tr("Keep it"));
    m_custodyStep->setTexts(tr("Out of custody, or back"), tr("Write it down"));
    m_supply->setTexts(tr("Given to this person"), tr("Write it down"));
    m_visitForm->setTexts(tr("A visit or a call"), tr("Write it down"));
    m_contactForm->setTexts(tr("A contact after the exit"), tr("Write it down"));
    m_clock->setTexts(tr("More days, with the reason"), tr("Make it longer"));
    m_expectedRow->setLabel(tr("Expected back"));
    m_expectedRow->setHint(tr("Hour, for example 18:30; another day: 25/11/2026 18:30"));
    m_visitRow->setLabel(tr("When"));
    m_visitRow->setHint(tr("Now, when it stays empty. Hour, for example 18:30"));
    m_itemRow->setLabel(tr("Which of the things"));
    m_numberRow->setLabel(tr("Which of the agreed contacts"));
    m_whichRow->setLabel(tr("Which of them"));
    m_clocks.title->setText(tr("Clocks"));
    m_days.title->setText(tr("Places and absences"));
    m_kept.title->setText(tr("Papers and belongings in custody"));
    m_given.title->setText(tr("Kits and supplies given"));
    m_visits.title->setText(tr("Visits and calls"));
    m_incidents.title->setText(tr("Incidents"));
    m_afterwards.title->setText(tr("Contacts after the exit"));
    show();
}

kit::PageEntry stayPage()
{
    return {StayPageId, kit::PageEntry::Place::None, [] { return StayPage::tr("Stay"); }, u"house-tonight"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new StayPage(context, parent); }};
}

} // namespace indaro::ui::pages
