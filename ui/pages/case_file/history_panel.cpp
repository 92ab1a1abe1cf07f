// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/history_panel.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace {

constexpr int LinesShown = 200;

QString whatHappened(const casework::FieldChange &change, const QString &language)
{
    switch (change.kind) {
    case sync::OperationKind::Delete:
        return HistoryPanel::tr("deleted");
    case sync::OperationKind::Birth:
        return HistoryPanel::tr("first entry: %1").arg(models::valueText(change.field, change.value, language));
    default:
        return models::valueText(change.field, change.value, language);
    }
}

} // namespace

HistoryPanel::HistoryPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_problem(kit::makeLabel(kit::TextRole::Muted, this)), m_all(new kit::PushButton(this)),
      m_table(new QTableWidget(0, 4, this))
{
    kit::setCard(this);
    kit::setButtonRole(m_all, kit::ButtonRole::Quiet);
    kit::setUpList(m_table, {4, 5, 5, 8});
    m_table->setMinimumHeight(kit::space::Six * 5);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_all);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_problem);
    column->addWidget(m_table);
    connect(m_all, &QPushButton::clicked, this, [this] {
        if (m_person)
            showPerson(*m_person);
    });
    retranslate();
}

void HistoryPanel::retranslate()
{
    m_title->setText(tr("History"));
    m_all->setText(tr("Of the whole file"));
    m_table->setHorizontalHeaderLabels({tr("When"), tr("Who, on which laptop"), tr("What"), tr("Became")});
    m_table->setAccessibleName(m_title->text());
    showChanges();
}

void HistoryPanel::showNobody()
{
    m_person.reset();
    m_changes.clear();
    m_table->setRowCount(0);
}

void HistoryPanel::showPerson(sync::RecordId person)
{
    m_person = person;
    m_title->setText(tr("History"));
    m_context.workspace->ask(
        this, [person](casework::Desk &desk) { return casework::loadPersonHistory(desk, person, LinesShown); },
        [this, person](const base::Result<std::vector<casework::FieldChange>> &changes) {
            if (m_person == person)
                fill(changes, true);
        });
}

void HistoryPanel::showField(sync::FieldId field, sync::RecordId record)
{
    m_title->setText(tr("History: %1").arg(models::fieldLabel(field)));
    m_context.workspace->ask(
        this, [field, record](casework::Desk &desk) { return casework::loadFieldHistory(desk, field, record); },
        [this, person = m_person](const base::Result<std::vector<casework::FieldChange>> &changes) {
            if (m_person == person)
                fill(changes, false);
        });
}

void HistoryPanel::showRecords(std::function<base::Result<std::vector<sync::RecordKey>>(casework::Desk &)> keys)
{
    m_person.reset();
    m_all->hide();
    m_context.workspace->ask(
        this,
        [keys = std::move(keys)](casework::Desk &desk) -> base::Result<std::vector<casework::FieldChange>> {
            INDARO_TRY_ASSIGN(const auto records, keys(desk));
            return casework::loadHistoryOf(desk, records, LinesShown);
        },
        [this](const base::Result<std::vector<casework::FieldChange>> &changes) { fill(changes, true); });
}

void HistoryPanel::fill(const base::Result<std::vector<casework::FieldChange>> &changes, bool isNewestFirst)
{
    m_problem->setVisible(!changes);
    m_changes.clear();
    if (changes)
        m_changes = *changes;
    else
        m_problem->setText(kit::errorText(changes.error()).whole());
    if (!isNewestFirst)
        std::ranges::reverse(m_changes);
    showChanges();
}

void HistoryPanel::showChanges()
{
    m_table->setRowCount(0);
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const auto &change : m_changes) {
        const QString label =
            change.field.field == 0 ? models::tableLabel(change.field.table) : models::fieldLabel(change.field);
        if (label.isEmpty())
            continue; // links between records say nothing to a reader
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const QString who = change.staffName.isEmpty() ? tr("an account without a name") : change.staffName;
        const QString where = change.laptopName.isEmpty() ? change.series : change.laptopName;
        const QString texts[] = {kit::dateText(model::localIsoMinute(change.at)), QStringLiteral("%1, %2").arg(who, where),
                                 label, whatHappened(change, language)};
        for (int column = 0; column < 4; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
}

} // namespace indaro::ui::pages
