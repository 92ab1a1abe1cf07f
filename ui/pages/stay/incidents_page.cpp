// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/incidents_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int IncidentMinuteMs = 60'000;
constexpr int PeopleHeight = 130;
constexpr int IncidentTableHeight = 220;

/// Ids of files, as one text: the only list of the form that no field holds as it is typed.
std::vector<casework::CaseId> peopleIn(const base::Value &value)
{
    std::vector<casework::CaseId> people;
    for (const QString &text : QString::fromStdString(value.textOr({})).split(u' ', Qt::SkipEmptyParts)) {
        if (const auto id = casework::CaseId::fromText(text.toStdString()))
            people.push_back(*id);
    }
    return people;
}

} // namespace

struct IncidentsPage::Loaded
{
    std::vector<casework::Incident> incidents;
    casework::HouseTonight house;
};

IncidentsPage::IncidentsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_banner(new kit::Banner(this)), m_scroll(new QScrollArea(this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, 5, this)),
      m_detail(new QWidget(this)), m_text(kit::makeLabel(kit::TextRole::Body, m_detail)),
      m_tell(new kit::PushButton(m_detail)), m_close(new kit::PushButton(m_detail)), m_change(new kit::PushButton(m_detail))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    makeForms();
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_form, m_empty, m_table, m_detail})
        column->addWidget(part);
    column->addStretch();
    auto *detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    detail->addWidget(m_text);
    for (auto *button : {m_tell, m_change, m_close})
        detail->addWidget(button, 0, Qt::AlignLeft);
    for (auto *form : {m_tellForm, m_severityForm, m_closeForm})
        detail->addWidget(form);
    m_people->setFixedHeight(PeopleHeight);
    kit::setUpList(m_table, {4, 4, 3, 4, 4});
    m_table->setMinimumHeight(IncidentTableHeight);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    for (QWidget *part : std::initializer_list<QWidget *>{m_empty, m_table, m_detail})
        part->hide(); // until it is known what there is
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_new, &QAction::triggered, this, &IncidentsPage::beginNew);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            show();
    });
    m_minute.start(IncidentMinuteMs);
    retranslate();
}

void IncidentsPage::makeForms()
{
    m_form = new ActionPanel(
        context(), "incident",
        {fields::incident::Severity, fields::incident::Kinds, fields::incident::What, fields::incident::Done},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            casework::IncidentDraft draft;
            draft.people = peopleIn(values.at(fields::incident::Others));
            draft.kinds = values.at(fields::incident::Kinds);
            draft.severity = values.at(fields::incident::Severity);
            draft.happenedAt = values.at(fields::incident::HappenedAt).integerOr(0);
            draft.what = values.at(fields::incident::What);
            draft.done = values.at(fields::incident::Done);
            INDARO_TRY(casework::recordIncident(desk, draft));
            return {};
        },
        this);
    m_people = new QListWidget(m_form);
    m_when = new QLineEdit(m_form);
    m_peopleRow = new kit::FormRow(m_people, m_form);
    m_whenRow = new kit::FormRow(m_when, m_form);
    m_form->addMore(m_peopleRow, [this](ActionPanel::Values &values) {
        QStringList people;
        for (int i = 0; i < m_people->count(); ++i) {
            if (m_people->item(i)->checkState() == Qt::Checked)
                people << m_people->item(i)->data(Qt::UserRole).toString();
        }
        values[fields::incident::Others] = people.join(u' ').toStdString();
        return true;
    });
    m_form->addMore(m_whenRow, [this](ActionPanel::Values &values) {
        const QString typed = m_when->text().trimmed();
        const auto at = StayTexts::pastMoment(typed, context().clock->nowUtc());
        values[fields::incident::HappenedAt] = std::int64_t(at.value_or(0));
        m_whenRow->setMessage(at || typed.isEmpty() ? QString() : tr("Write the hour as 18:30, or 24/11/2026 18:30."));
        return at || typed.isEmpty();
    });
    const auto step = [this](const char *key, sync::FieldId field, auto command) {
        auto *form = new ActionPanel(
            context(), key, {field},
            [field, command](casework::Desk &desk, sync::RecordId incident, const ActionPanel::Values &values) {
                return command(desk, incident, values.at(field));
            },
            m_detail);
        connect(form, &ActionPanel::submitted, this, &IncidentsPage::refresh);
        return form;
    };
    m_tellForm = step("incident_told", fields::incident::EscalatedTo, casework::escalateIncident);
    m_closeForm = step("incident_closed", fields::incident::Outcome, casework::closeIncident);
    m_severityForm = step("incident_severity", fields::incident::Severity, casework::setIncidentSeverity);
    for (const auto &[button, form] :
         {std::pair(m_tell, m_tellForm), std::pair(m_close, m_closeForm), std::pair(m_change, m_severityForm)})
        connect(button, &QPushButton::clicked, this, [this, form = form] {
            for (auto *other : {m_tellForm, m_closeForm, m_severityForm})
                other->setVisible(other == form && other->isVisible());
            if (m_chosen)
                form->begin(*m_chosen);
            kit::scrollTo(form);
        });
    connect(m_form, &ActionPanel::submitted, this, [this] {
        m_when->clear();
        m_first.reset();
        context().navigator->showNotice(tr("The incident is written down."));
        refresh();
    });
}

kit::PageId IncidentsPage::id() const
{
    return IncidentsPageId;
}

QString IncidentsPage::title() const
{
    return tr("Incidents");
}

QList<QAction *> IncidentsPage::toolbarActions() const
{
    return {m_new};
}

void IncidentsPage::open(const kit::PageArgument &argument)
{
    const auto *whom = argument.as<OpenStay>();
    m_first = whom != nullptr ? std::optional(whom->person) : std::nullopt;
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

bool IncidentsPage::flushEdits()
{
    for (auto *form : {m_form, m_tellForm, m_closeForm, m_severityForm})
        form->flush();
    return true;
}

void IncidentsPage::beginNew()
{
    if (m_loaded == nullptr)
        return;
    if (!m_form->isVisibleTo(this))
        m_people->clear(); // whom the last one concerned is not whom this one does
    fillPeople();
    m_form->begin();
    m_scroll->ensureVisible(0, 0);
}

void IncidentsPage::refresh()
{
    readWhole<Loaded>(
        context(), this, m_banner,
        [](casework::Desk &desk) -> base::Result<Loaded> {
            Loaded loaded;
            INDARO_TRY_ASSIGN(loaded.incidents, casework::listIncidents(desk));
            INDARO_TRY_ASSIGN(loaded.house, casework::loadHouseTonight(desk));
            return loaded;
        },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            m_loaded = loaded;
            show();
        });
}

QString IncidentsPage::nameOf(casework::CaseId person) const
{
    const auto *who = m_loaded->house.findSleeper(person);
    return who == nullptr ? tr("somebody who has left") : StayTexts::name(*who);
}

void IncidentsPage::fillPeople()
{
    QStringList ticked;
    for (int i = 0; i < m_people->count(); ++i) {
        if (m_people->item(i)->checkState() == Qt::Checked)
            ticked << m_people->item(i)->data(Qt::UserRole).toString();
    }
    if (m_first)
        ticked << QString::fromStdString(m_first->toText());
    m_people->clear();
    for (const casework::Sleeper &who : m_loaded->house.sleepers) {
        auto *item = new QListWidgetItem(StayTexts::name(who), m_people);
        const QString id = QString::fromStdString(who.person.toText());
        item->setData(Qt::UserRole, id);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
}

void IncidentsPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const base::UtcMs now = context().clock->nowUtc();
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    m_isFilling = true;
    m_table->setRowCount(int(m_loaded->incidents.size()));
    int chosenRow = 0;
    int late = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::Incident &incident = m_loaded->incidents[std::size_t(row)];
        QStringList people;
        for (const casework::CaseId &person : incident.people)
            people << nameOf(person);
        const QString state = incident.closedAt      ? tr("closed")
                              : incident.isLate(now) ? tr("late: the director does not know")
                              : incident.needsEscalation()
                                  ? tr("the director must be told by %1").arg(kit::dateTimeText(*incident.dueAt))
                              : incident.escalatedAt ? tr("told: %1").arg(incident.escalatedTo)
                                                     : tr("open");
        late += incident.isLate(now) ? 1 : 0;
        const QStringList cells{
            kit::dateTimeText(incident.happenedAt), StayTexts::incidentKinds(incident, context().translations->language()),
            models::codeLabel(u"incident_severity"_s, incident.severity, language), people.join(u", "_s), state};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == 4 && incident.needsEscalation())
                item->setForeground(alarm);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == incident.id)
            chosenRow = row;
    }
    m_table->setVisible(m_table->rowCount() > 0);
    m_empty->setVisible(m_table->rowCount() == 0);
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    if (late > 0)
        m_banner->showMessage(kit::Banner::Kind::Error,
                              tr("%n serious incident(s) the director has not been told of in time", nullptr, late));
    else
        m_banner->dismiss();
    showChosen();
}

const casework::Incident *IncidentsPage::chosen() const
{
    const int row = m_table->currentRow();
    return m_loaded == nullptr || row < 0 || std::size_t(row) >= m_loaded->incidents.size()
               ? nullptr
               : &m_loaded->incidents[std::size_t(row)];
}

void IncidentsPage::showChosen()
{
    const casework::Incident *incident = chosen();
    m_detail->setVisible(incident != nullptr);
    if (incident == nullptr)
        return;
    if (m_chosen != incident->id) {
        for (auto *form : {m_tellForm, m_closeForm, m_severityForm})
            form->hide();
    }
    m_chosen = incident->id;
    QStringList lines{incident->isHidden ? tr("What is told of it is kept with the health record.") : incident->what};
    if (!incident->done.isEmpty())
        lines << tr("Done at once: %1").arg(incident->done);
    if (incident->escalatedAt)
        lines << tr("Told %1: %2").arg(kit::dateTimeText(*incident->escalatedAt), incident->escalatedTo);
    if (incident->closedAt)
        lines << tr("Closed %1: %2").arg(kit::dateTimeText(*incident->closedAt), incident->outcome);
    lines.removeAll(QString());
    m_text->setText(lines.join(u'\n'));
    m_tell->setVisible(!incident->closedAt);
    m_change->setVisible(!incident->closedAt);
    m_close->setVisible(!incident->closedAt && !incident->needsEscalation());
}

void IncidentsPage::retranslate()
{
    m_new->setText(tr("Write down an incident"));
    m_form->setTexts(tr("What happened"), tr("Write it down"));
    m_peopleRow->setLabel(tr("Whom it concerns"));
    m_whenRow->setLabel(tr("When"));
    m_whenRow->setHint(tr("Now, when it stays empty. Hour, for example 18:30"));
    m_empty->setText(
        tr("No incident was written down. Threats, strangers at the gate, injuries, quarrels and somebody missing "
           "belong here, without names and without a story."));
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setHorizontalHeaderLabels({tr("When"), tr("What kind"), tr("How serious"), tr("Whom"), tr("State")});
    m_tell->setText(tr("Somebody was told…"));
    m_change->setText(tr("More serious, or less…"));
    m_close->setText(tr("Close it…"));
    m_tellForm->setTexts(tr("Who was told (a role, and how)"), tr("Write it down"));
    m_closeForm->setTexts(tr("How it ended"), tr("Close it"));
    m_severityForm->setTexts(tr("How serious it is now"), tr("Change it"));
    show();
}

kit::PageEntry incidentsPage()
{
    return {
        IncidentsPageId, kit::PageEntry::Place::None, [] { return IncidentsPage::tr("Incidents"); }, u"data-warning"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new IncidentsPage(context, parent); }};
}

} // namespace indaro::ui::pages
