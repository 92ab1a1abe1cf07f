// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/offences_section.h"

#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/field_label.h"
#include "ui/pages/case_file/action_panel.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace offence_f = fields::offence;

namespace {

constexpr int OffenceTableHeight = 220;

casework::OffenceDraft offenceIn(const ActionPanel::Values &values)
{
    const auto said = [&values](sync::FieldId field) {
        const auto found = values.find(field);
        return found != values.end() ? found->second : base::Value();
    };
    return {.code = said(offence_f::Code),
            .law = said(offence_f::Law),
            .article = said(offence_f::Article),
            .wordsFr = said(offence_f::WordsFr),
            .wordsRn = said(offence_f::WordsRn),
            .penalty = said(offence_f::Penalty),
            .source = said(offence_f::Source)};
}

} // namespace

OffencesSection::OffencesSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_table(new QTableWidget(0, 4, this)), m_details(kit::makeLabel(kit::TextRole::Body, this)),
      m_verify(new kit::PushButton(this)), m_change(new kit::PushButton(this)), m_retire(new kit::PushButton(this)),
      m_add(new kit::PushButton(this))
{
    setObjectName(u"offences"_s);
    kit::setUpList(m_table, {6, 3, 8, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(OffenceTableHeight);
    m_details->setTextFormat(Qt::PlainText);
    m_verifyForm = new ActionPanel(
        context, "offence_verify", {offence_f::VerifiedBy, offence_f::VerifiedOn},
        [](casework::Desk &desk, sync::RecordId offence, const ActionPanel::Values &values) {
            return casework::verifyOffence(desk, offence, values.at(offence_f::VerifiedBy),
                                           values.at(offence_f::VerifiedOn));
        },
        this);
    m_changeForm = new ActionPanel(
        context, "offence_change",
        {offence_f::Law, offence_f::Article, offence_f::WordsFr, offence_f::WordsRn, offence_f::Penalty, offence_f::Source},
        [](casework::Desk &desk, sync::RecordId offence, const ActionPanel::Values &values) {
            return casework::changeOffence(desk, offence, offenceIn(values));
        },
        this);
    m_addForm = new ActionPanel(
        context, "offence_add",
        {offence_f::Code, offence_f::Law, offence_f::Article, offence_f::WordsFr, offence_f::WordsRn, offence_f::Penalty,
         offence_f::Source},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::addOffence(desk, offenceIn(values)));
            return {};
        },
        this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_table, m_details})
        m_rows->addWidget(part);
    for (auto *button : {m_verify, m_change, m_retire, m_add})
        m_rows->addWidget(button, 0, Qt::AlignLeft);
    for (auto *form : {m_verifyForm, m_changeForm, m_addForm}) {
        m_rows->addWidget(form);
        connect(form, &ActionPanel::submitted, this, [this] { refresh(); });
    }
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const auto *one = chosen())
            m_verifyForm->begin(one->id);
    });
    connect(m_change, &QPushButton::clicked, this, &OffencesSection::change);
    connect(m_add, &QPushButton::clicked, this, [this] { m_addForm->begin(); });
    connect(m_retire, &QPushButton::clicked, this, [this] {
        const auto *one = chosen();
        if (one == nullptr)
            return;
        m_context.workspace->ask(
            this,
            [id = one->id, isRetired = one->isRetired()](casework::Desk &desk) {
                return casework::setOffenceRetired(desk, id, !isRetired);
            },
            [this](const base::Result<void> &done) {
                if (!done)
                    return m_banner->showError(done.error());
                refresh();
            });
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    retranslate();
}

void OffencesSection::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::listOffences(desk); },
        [this](base::Result<std::vector<casework::Offence>> offences) {
            if (!offences)
                return m_banner->showError(offences.error());
            m_offences = std::move(*offences);
            fill();
        });
}

void OffencesSection::flush()
{
    for (auto *form : {m_verifyForm, m_changeForm, m_addForm})
        form->flush();
}

void OffencesSection::fill()
{
    m_isFilling = true;
    const auto &colors = kit::colors(kit::currentTheme());
    m_table->setRowCount(int(m_offences.size()));
    int chosenRow = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::Offence &one = m_offences[std::size_t(row)];
        const QString standing = one.isRetired()    ? tr("not used any more")
                                 : one.isVerified() ? kit::dateText(one.verifiedOn)
                                                    : tr("to be verified");
        const QStringList cells{one.law, one.article, one.wordsFr, standing};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (one.isRetired())
                item->setForeground(colors.muted);
            else if (cell == 3 && !one.isVerified())
                item->setForeground(colors.errorText);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == one.id)
            chosenRow = row;
    }
    m_table->resizeRowsToContents();
    if (!m_offences.empty())
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    showChosen();
}

const casework::Offence *OffencesSection::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_offences.size() ? &m_offences[std::size_t(row)] : nullptr;
}

void OffencesSection::showChosen()
{
    const casework::Offence *one = chosen();
    for (auto *button : {m_verify, m_change, m_retire})
        button->setVisible(one != nullptr);
    m_details->setVisible(one != nullptr);
    if (one == nullptr)
        return;
    m_chosen = one->id;
    QStringList lines;
    const auto add = [&lines](sync::FieldId field, const QString &text) {
        if (!text.isEmpty())
            lines << tr("%1: %2").arg(models::fieldLabel(field), text);
    };
    add(offence_f::WordsRn, one->wordsRn);
    add(offence_f::Penalty, one->penalty);
    add(offence_f::Source, one->source);
    lines << (one->isVerified() ? tr("Verified on %1 by %2").arg(kit::dateText(one->verifiedOn), one->verifiedBy)
                                : tr("No jurist has verified it: it stands here as the press or somebody reported it."));
    m_details->setText(lines.join(u'\n'));
    m_retire->setText(one->isRetired() ? tr("Use it again") : tr("Not used any more"));
}

void OffencesSection::change()
{
    const casework::Offence *one = chosen();
    if (one == nullptr)
        return;
    m_changeForm->beginProposed(one->id, {{offence_f::Law, model::toValue(one->law)},
                                          {offence_f::Article, model::toValue(one->article)},
                                          {offence_f::WordsFr, model::toValue(one->wordsFr)},
                                          {offence_f::WordsRn, model::toValue(one->wordsRn)},
                                          {offence_f::Penalty, model::toValue(one->penalty)},
                                          {offence_f::Source, model::toValue(one->source)}});
}

void OffencesSection::retranslate()
{
    m_title->setText(tr("Offences in law"));
    m_text->setText(tr("These are offered when a qualification is written down. Articles and penalties are reported in "
                       "different ways, so each stays marked until a jurist has verified it."));
    m_table->setAccessibleName(m_title->text());
    m_table->setHorizontalHeaderLabels({tr("Law"), tr("Article"), tr("Offence"), tr("Verified")});
    m_verify->setText(tr("A jurist has verified it…"));
    m_change->setText(tr("Change what is written…"));
    m_add->setText(tr("Add an offence…"));
    m_verifyForm->setTexts(tr("Who verified it, and when"), tr("Keep it"));
    m_changeForm->setTexts(tr("What the law says; a change must be verified again"), tr("Keep it"));
    m_addForm->setTexts(tr("An offence the list does not have"), tr("Add it"));
    fill();
}

} // namespace indaro::ui::pages
