// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/status_panel.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/registry/registry_texts.h"

#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace status_f = fields::status_decision;
using casework::StatusAuthor;

namespace {

constexpr int StatusTableHeight = 130;

base::Result<casework::StatusDecisionDraft> decisionIn(StatusAuthor author, const ActionPanel::Values &values)
{
    const auto status = casework::traffickingStatusFromCode(model::toText(values.at(status_f::Status)));
    if (!status)
        return casework::neededField(status_f::Status);
    const auto said = [&values](sync::FieldId field) {
        const auto found = values.find(field);
        return found != values.end() ? found->second : base::Value();
    };
    return casework::StatusDecisionDraft{.author = author,
                                         .status = *status,
                                         .organ = said(status_f::Organ),
                                         .organName = said(status_f::OrganName),
                                         .decidedOn = said(status_f::DecidedOn),
                                         .reference = said(status_f::Reference),
                                         .reasons = said(status_f::Reasons)};
}

ActionPanel::Command recordBy(StatusAuthor author)
{
    return [author](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) -> base::Result<void> {
        INDARO_TRY_ASSIGN(const auto draft, decisionIn(author, values));
        INDARO_TRY(casework::recordStatusDecision(desk, person, draft));
        return {};
    };
}

ActionPanel::Command correctBy(StatusAuthor author)
{
    return [author](casework::Desk &desk, sync::RecordId wrong, const ActionPanel::Values &values) -> base::Result<void> {
        INDARO_TRY_ASSIGN(const auto draft, decisionIn(author, values));
        INDARO_TRY(casework::correctStatusDecision(desk, wrong, draft));
        return {};
    };
}

} // namespace

StatusPanel::StatusPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_house(kit::makeLabel(kit::TextRole::Body, this)), m_authority(kit::makeLabel(kit::TextRole::Body, this)),
      m_rule(kit::makeLabel(kit::TextRole::Muted, this)), m_byHouse(new kit::PushButton(this)),
      m_byAuthority(new kit::PushButton(this)), m_table(new QTableWidget(0, 5, this)),
      m_details(kit::makeLabel(kit::TextRole::Muted, this)), m_correct(new kit::PushButton(this)),
      m_takeBack(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"statusPanel"_s);
    m_house->setObjectName(u"statusOfHouse"_s);
    m_authority->setObjectName(u"statusOfAuthority"_s);
    for (QLabel *label : {m_house, m_authority, m_details})
        label->setTextFormat(Qt::PlainText);
    kit::setUpList(m_table, {4, 5, 3, 5, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(StatusTableHeight);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_house, m_authority, m_rule})
        column->addWidget(part);
    for (auto *button : {m_byHouse, m_byAuthority})
        column->addWidget(button, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_table, m_details})
        column->addWidget(part);
    for (auto *button : {m_correct, m_takeBack})
        column->addWidget(button, 0, Qt::AlignLeft);
    makeForms();
    for (auto *form : forms()) {
        column->addWidget(form);
        connect(form, &ActionPanel::submitted, this, &StatusPanel::written);
    }
    connect(m_byHouse, &QPushButton::clicked, this, [this] {
        if (m_person)
            m_houseForm->begin(*m_person);
    });
    connect(m_byAuthority, &QPushButton::clicked, this, [this] {
        if (m_person)
            m_authorityForm->begin(*m_person);
    });
    connect(m_correct, &QPushButton::clicked, this, &StatusPanel::correct);
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        if (const auto *decision = chosen())
            m_backForm->begin(decision->id);
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    retranslate();
}

void StatusPanel::makeForms()
{
    const std::initializer_list<sync::FieldId> ofHouse{status_f::Status, status_f::DecidedOn, status_f::Reasons};
    const std::initializer_list<sync::FieldId> ofAuthority{status_f::Organ,     status_f::OrganName, status_f::Status,
                                                           status_f::DecidedOn, status_f::Reference, status_f::Reasons};
    m_houseForm = new ActionPanel(m_context, "status_house", ofHouse, recordBy(StatusAuthor::House), this);
    m_authorityForm = new ActionPanel(m_context, "status_authority", ofAuthority, recordBy(StatusAuthor::Authority), this);
    m_houseFix = new ActionPanel(m_context, "status_house_fix", ofHouse, correctBy(StatusAuthor::House), this);
    m_authorityFix =
        new ActionPanel(m_context, "status_authority_fix", ofAuthority, correctBy(StatusAuthor::Authority), this);
    m_backForm = new ActionPanel(
        m_context, "status_back", {status_f::Reasons},
        [](casework::Desk &desk, sync::RecordId wrong, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::takeBackStatusDecision(desk, wrong, values.at(status_f::Reasons)));
            return {};
        },
        this);
}

std::vector<ActionPanel *> StatusPanel::forms() const
{
    return {m_houseForm, m_authorityForm, m_houseFix, m_authorityFix, m_backForm};
}

QString StatusPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void StatusPanel::show(sync::RecordId person, const casework::StatusHistory &history, bool mayWrite)
{
    if (m_person != person) {
        for (auto *form : forms())
            form->hide();
    }
    m_person = person;
    m_history = history;
    m_mayWrite = mayWrite;
    fill();
}

void StatusPanel::showNobody()
{
    m_person.reset();
    m_history = {};
    m_mayWrite = false;
    for (auto *form : forms())
        form->hide();
    fill();
}

void StatusPanel::fill()
{
    m_house->setText(RegistryTexts::current(m_history, StatusAuthor::House, language()));
    m_authority->setText(RegistryTexts::current(m_history, StatusAuthor::Authority, language()));
    m_isFilling = true;
    m_table->setRowCount(int(m_history.all.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::StatusDecision &decision = m_history.all[std::size_t(row)];
        const QStringList cells = RegistryTexts::cells(decision, language());
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (!decision.holds())
                item->setForeground(kit::colors(kit::currentTheme()).muted);
            m_table->setItem(row, cell, item);
        }
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(!m_history.all.empty());
    if (!m_history.all.empty())
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
    m_isFilling = false;
    showChosen();
}

const casework::StatusDecision *StatusPanel::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_history.all.size() ? &m_history.all[std::size_t(row)] : nullptr;
}

void StatusPanel::showChosen()
{
    const casework::StatusDecision *decision = chosen();
    m_details->setVisible(decision != nullptr);
    m_details->setText(decision != nullptr ? RegistryTexts::details(*decision) : QString());
    m_byHouse->setVisible(m_mayWrite);
    m_byAuthority->setVisible(m_mayWrite);
    const bool isFixable = m_mayWrite && decision != nullptr && decision->holds() && !decision->isEvent;
    m_correct->setVisible(isFixable);
    m_takeBack->setVisible(isFixable);
}

void StatusPanel::correct()
{
    const casework::StatusDecision *decision = chosen();
    if (decision == nullptr || !decision->status)
        return;
    auto *form = decision->author == StatusAuthor::House ? m_houseFix : m_authorityFix;
    form->beginProposed(decision->id, {{status_f::Status, model::toValue(QString(casework::toCode(*decision->status)))},
                                       {status_f::DecidedOn, model::toValue(decision->decidedOn)},
                                       {status_f::Reasons, model::toValue(decision->reasons)},
                                       {status_f::Organ, model::toValue(decision->organ)},
                                       {status_f::OrganName, model::toValue(decision->organName)},
                                       {status_f::Reference, model::toValue(decision->reference)}});
}

void StatusPanel::flush()
{
    for (auto *form : forms())
        form->flush();
}

void StatusPanel::retranslate()
{
    m_title->setText(tr("Status, by the house and by an authority"));
    m_rule->setText(
        tr("Neither replaces the other, and no help depends on what an authority says. The procedure counts from "
           "what is written here: the recovery time too."));
    m_byHouse->setText(tr("Write down the conclusion of the house…"));
    m_byAuthority->setText(tr("Write down what an authority decided…"));
    m_correct->setText(tr("It was written down wrongly: correct it…"));
    m_takeBack->setText(tr("It never was: take it back…"));
    m_table->setAccessibleName(tr("Decisions on the status"));
    m_table->setHorizontalHeaderLabels({tr("By whom"), tr("Status"), tr("Date"), tr("Body"), tr("State")});
    m_houseForm->setTexts(tr("What the house concludes, with its reasons; only an authority identifies"),
                          tr("Write it down"));
    m_authorityForm->setTexts(tr("What an authority decided: which body, when, under which reference"), tr("Write it down"));
    for (auto *form : {m_houseFix, m_authorityFix})
        form->setTexts(tr("As it is right; what was written stays to be seen"), tr("Correct it"));
    m_backForm->setTexts(tr("Why it never was; what was written stays to be seen"), tr("Take it back"));
    fill();
}

} // namespace indaro::ui::pages
