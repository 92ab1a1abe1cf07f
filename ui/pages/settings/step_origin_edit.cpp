// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/step_origin_edit.h"

#include "core/sop/pack_rules.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/paper_forms/paper_forms.h"

#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int SourceListHeight = 150;
constexpr int SourceKeyRole = Qt::UserRole + 1;

} // namespace

StepOriginEdit::StepOriginEdit(QWidget *parent)
    : QWidget(parent), m_form(kit::makeNarrowBox(nullptr, 16)), m_formRow(new kit::FormRow(m_form, this)),
      m_sourcesTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_sources(new QListWidget(this)),
      m_toConfirm(new kit::CheckBox(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_formRow, m_sourcesTitle, m_sources, m_toConfirm})
        column->addWidget(part);
    m_form->setObjectName(u"stepForm"_s);
    m_sources->setObjectName(u"stepSources"_s);
    m_toConfirm->setObjectName(u"stepToConfirm"_s);
    m_sources->setFixedHeight(SourceListHeight);
    m_sources->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sources->setWordWrap(true);
    m_form->addItem(QString(), QString());
    for (const QString &code : sop::documentCodes())
        m_form->addItem(paperTitleOfStep(code), code);
    connect(m_form, &QComboBox::activated, this, &StepOriginEdit::edited);
    connect(m_sources, &QListWidget::itemChanged, this, [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    });
    connect(m_toConfirm, &QCheckBox::toggled, this, [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    });
}

void StepOriginEdit::fill(const sop::Step &step, const sop::Pack &pack)
{
    m_isFilling = true;
    if (m_form->findData(step.form) < 0) // of another program: kept, and a fault below says so
        m_form->addItem(step.form, step.form);
    m_form->setCurrentIndex(m_form->findData(step.form));
    m_sources->clear();
    const auto add = [&](const QString &key, const QString &text) {
        auto *item = new QListWidgetItem(text, m_sources);
        item->setToolTip(text);
        item->setData(SourceKeyRole, key);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(step.sources.contains(key) ? Qt::Checked : Qt::Unchecked);
    };
    for (const sop::Source &source : pack.sources)
        add(source.key, u"%1  %2"_s.arg(source.key, source.title));
    for (const QString &key : step.sources) {
        if (pack.findSource(key) == nullptr)
            add(key, key);
    }
    m_toConfirm->setChecked(step.isToConfirm);
    m_isFilling = false;
}

void StepOriginEdit::read(sop::Step &step) const
{
    step.form = m_form->currentData().toString();
    for (int row = 0; row < m_sources->count(); ++row) {
        const QListWidgetItem *item = m_sources->item(row);
        const QString key = item->data(SourceKeyRole).toString();
        if (item->checkState() != Qt::Checked)
            step.sources.removeAll(key);
        else if (!step.sources.contains(key))
            step.sources.append(key);
    }
    step.isToConfirm = m_toConfirm->isChecked();
}

QStringList StepOriginEdit::linesOf(const sop::Pack &pack, const sop::Step &step)
{
    QStringList lines;
    if (!step.form.isEmpty())
        lines.append(tr("Printed form: %1").arg(paperTitleOfStep(step.form)));
    if (const QString sources = StepTexts::source(pack, step); !sources.isEmpty())
        lines.append(tr("Source: %1").arg(sources));
    return lines;
}

void StepOriginEdit::retranslate()
{
    m_form->setItemText(0, tr("No printed form"));
    for (int row = 1; row < m_form->count(); ++row)
        m_form->setItemText(row, paperTitleOfStep(m_form->itemData(row).toString()));
    m_formRow->setLabel(tr("Printed form"));
    m_sourcesTitle->setText(tr("Where the rule comes from"));
    m_sources->setAccessibleName(m_sourcesTitle->text());
    m_toConfirm->setText(tr("The authority has still to confirm it"));
}

} // namespace indaro::ui::pages
