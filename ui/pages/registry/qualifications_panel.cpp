// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/qualifications_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/registry/registry_texts.h"

#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace qualification_f = fields::qualification;

namespace {

constexpr int QualificationTableHeight = 120;

casework::QualificationDraft qualificationIn(const ActionPanel::Values &values)
{
    return {.offence = sync::RecordId::fromText(values.at(qualification_f::Offence).textOr({})),
            .words = values.at(qualification_f::Words),
            .decidedOn = values.at(qualification_f::DecidedOn),
            .authority = values.at(qualification_f::Authority),
            .authorityName = values.at(qualification_f::AuthorityName),
            .decidedBy = values.at(qualification_f::DecidedBy),
            .reference = values.at(qualification_f::Reference),
            .note = values.at(qualification_f::Note)};
}

} // namespace

QualificationsPanel::QualificationsPanel(const kit::PageContext &context, Of of, QWidget *parent)
    : QFrame(parent), m_context(context), m_of(of), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_summary(kit::makeLabel(kit::TextRole::Body, this)), m_table(new QTableWidget(0, 4, this)),
      m_details(kit::makeLabel(kit::TextRole::Muted, this)), m_new(new kit::PushButton(this)),
      m_correct(new kit::PushButton(this)), m_takeBack(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"qualifications"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(u"qualificationSummary"_s);
    m_details->setTextFormat(Qt::PlainText);
    kit::setUpList(m_table, {3, 8, 5, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(QualificationTableHeight);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_summary, m_table, m_details})
        column->addWidget(part);
    for (auto *button : {m_new, m_correct, m_takeBack})
        column->addWidget(button, 0, Qt::AlignLeft);
    const bool isOfCase = of == Of::TraffickingCase;
    m_newForm = makeForm(isOfCase ? "qualify_case" : "qualify_person", Writes::New);
    m_correctForm = makeForm("qualify_correct", Writes::Correction);
    m_takeBackForm = new ActionPanel(
        context, "qualify_back", {qualification_f::Note},
        [](casework::Desk &desk, sync::RecordId wrong, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::takeBackQualification(desk, wrong, values.at(qualification_f::Note)));
            return {};
        },
        this);
    for (auto *form : {m_newForm.panel, m_correctForm.panel, m_takeBackForm}) {
        column->addWidget(form);
        connect(form, &ActionPanel::submitted, this, &QualificationsPanel::written);
    }
    connect(m_new, &QPushButton::clicked, this, [this] {
        if (m_id)
            m_newForm.panel->begin(*m_id);
    });
    connect(m_correct, &QPushButton::clicked, this, &QualificationsPanel::correct);
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        if (const auto *one = chosen())
            m_takeBackForm->begin(one->id);
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    retranslate();
}

QualificationsPanel::Form QualificationsPanel::makeForm(const char *key, Writes writes)
{
    Form form;
    const bool isOfCase = m_of == Of::TraffickingCase;
    form.panel = new ActionPanel(
        m_context, key,
        {qualification_f::Words, qualification_f::DecidedOn, qualification_f::Authority, qualification_f::AuthorityName,
         qualification_f::DecidedBy, qualification_f::Reference, qualification_f::Note},
        [writes, isOfCase](casework::Desk &desk, sync::RecordId of,
                           const ActionPanel::Values &values) -> base::Result<void> {
            casework::QualificationDraft draft = qualificationIn(values);
            if (writes == Writes::Correction) {
                INDARO_TRY(casework::correctQualification(desk, of, draft));
                return {};
            }
            (isOfCase ? draft.traffickingCase : draft.person) = of;
            INDARO_TRY(casework::recordQualification(desk, draft));
            return {};
        },
        this);
    form.offence = kit::makeNarrowBox(form.panel, 24);
    form.row = new kit::FormRow(form.offence, form.panel);
    form.panel->addFirst(form.row, [box = form.offence](ActionPanel::Values &values) {
        values[qualification_f::Offence] = model::toValue(box->currentData().toString());
        return true;
    });
    return form;
}

QString QualificationsPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void QualificationsPanel::show(sync::RecordId of, const casework::Qualifications &all,
                               const std::vector<casework::Offence> &offences, bool mayWrite)
{
    if (m_id != of) {
        for (auto *form : {m_newForm.panel, m_correctForm.panel, m_takeBackForm})
            form->hide();
    }
    m_id = of;
    m_all = all;
    m_offences = offences;
    m_mayWrite = mayWrite;
    fillOffences();
    fillTable();
}

void QualificationsPanel::showNobody()
{
    m_id.reset();
    m_all = {};
    m_mayWrite = false;
    for (auto *form : {m_newForm.panel, m_correctForm.panel, m_takeBackForm})
        form->hide();
    fillTable();
}

void QualificationsPanel::fillOffences()
{
    for (const Form &form : {m_newForm, m_correctForm}) {
        const QString before = form.offence->currentData().toString();
        form.offence->clear();
        form.offence->addItem(tr("None of the list: in words only"), QString());
        for (const casework::Offence &one : m_offences) {
            if (one.isRetired())
                continue;
            QString text = one.article.isEmpty() ? one.wordsFr : tr("art. %1").arg(one.article) + u": "_s + one.wordsFr;
            if (!one.isVerified())
                text = tr("%1 (to be verified by a jurist)").arg(text);
            form.offence->addItem(text, QString::fromStdString(one.id.toText()));
        }
        form.offence->setCurrentIndex(std::max(0, form.offence->findData(before)));
    }
}

void QualificationsPanel::fillTable()
{
    m_isFilling = true;
    m_summary->setText(RegistryTexts::summary(m_all, language()));
    m_table->setRowCount(int(m_all.all.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::Qualification &one = m_all.all[std::size_t(row)];
        const QStringList cells = RegistryTexts::cells(one, language());
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (!one.holds())
                item->setForeground(kit::colors(kit::currentTheme()).muted);
            m_table->setItem(row, cell, item);
        }
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(!m_all.all.empty());
    if (!m_all.all.empty())
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
    m_isFilling = false;
    showChosen();
}

const casework::Qualification *QualificationsPanel::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_all.all.size() ? &m_all.all[std::size_t(row)] : nullptr;
}

void QualificationsPanel::showChosen()
{
    const casework::Qualification *one = chosen();
    m_details->setVisible(one != nullptr);
    m_details->setText(one != nullptr ? RegistryTexts::details(*one) : QString());
    m_new->setVisible(m_mayWrite);
    m_correct->setVisible(m_mayWrite && one != nullptr && one->holds());
    m_takeBack->setVisible(m_mayWrite && one != nullptr && one->holds());
}

void QualificationsPanel::correct()
{
    const casework::Qualification *one = chosen();
    if (one == nullptr)
        return;
    const QString offence = one->offence ? QString::fromStdString(one->offence->toText()) : QString();
    m_correctForm.offence->setCurrentIndex(std::max(0, m_correctForm.offence->findData(offence)));
    m_correctForm.panel->beginProposed(one->id, {{qualification_f::Words, model::toValue(one->words)},
                                                 {qualification_f::DecidedOn, model::toValue(one->decidedOn)},
                                                 {qualification_f::Authority, model::toValue(one->authority)},
                                                 {qualification_f::AuthorityName, model::toValue(one->authorityName)},
                                                 {qualification_f::DecidedBy, model::toValue(one->decidedBy)},
                                                 {qualification_f::Reference, model::toValue(one->reference)},
                                                 {qualification_f::Note, model::toValue(one->note)}});
}

void QualificationsPanel::flush()
{
    for (auto *form : {m_newForm.panel, m_correctForm.panel, m_takeBackForm})
        form->flush();
}

void QualificationsPanel::retranslate()
{
    m_title->setText(tr("Legal qualification"));
    m_new->setText(tr("Write down a qualification…"));
    m_correct->setText(tr("It was written down wrongly: correct it…"));
    m_takeBack->setText(tr("It never was: take it back…"));
    m_table->setAccessibleName(tr("Legal qualification"));
    m_table->setHorizontalHeaderLabels({tr("Date"), tr("Qualification"), tr("Authority"), tr("State")});
    for (const Form &form : {m_newForm, m_correctForm})
        form.row->setLabel(tr("Offence"));
    m_newForm.panel->setTexts(tr("How police, prosecution or a court qualified the facts"), tr("Write it down"));
    m_correctForm.panel->setTexts(tr("As it is right; what was written stays to be seen"), tr("Correct it"));
    m_takeBackForm->setTexts(tr("Why it never was; what was written stays to be seen"), tr("Take it back"));
    fillOffences();
    fillTable();
}

} // namespace indaro::ui::pages
