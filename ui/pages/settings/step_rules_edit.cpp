// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/step_rules_edit.h"

#include "core/sop/pack_edit.h"
#include "core/sop/pack_rules.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int RuleTickWidth = 200; ///< three side by side on the usual screen, one or two on a small one
constexpr int RuleTickColumns = 3;

/// Conditions most houses need, each with a text. Where a life may hang on it, what is not known asks the step too.
constexpr QLatin1StringView Conditions[] = {
    QLatin1StringView(""),
    QLatin1StringView("${child} != 'no'"),
    QLatin1StringView("${child} = 'no'"),
    QLatin1StringView("${pregnant} != 'no'"),
    QLatin1StringView("${foreigner} != 'no'"),
    QLatin1StringView("${sexual_violence} = 'yes'"),
    QLatin1StringView("${disability} != 'no'"),
    QLatin1StringView("${interpreter} != 'no'"),
    QLatin1StringView("${detained} != 'no'"),
    QLatin1StringView("${accompanied_children} > 0"),
    QLatin1StringView("${high_risk} = 'yes'"),
    QLatin1StringView("${status} = 'presumed' or ${status} = 'identified'"),
    QLatin1StringView("${consent_identification} = 'yes'"),
    QLatin1StringView("${consent_justice} = 'yes'"),
};

QStringList plainEvidence()
{
    QStringList kinds;
    for (const QString &kind : sop::evidenceKinds()) {
        if (sop::recordNamedBy(kind).isEmpty())
            kinds.append(kind);
    }
    return kinds;
}

/// The entry for the records of a step that names several is their evidence with a space between.
QString textOf(const QString &records)
{
    QStringList texts;
    for (const QString &record : records.split(u' ', Qt::SkipEmptyParts))
        texts.append(StepTexts::evidence(record));
    return texts.join("; "_L1);
}

} // namespace

StepRulesEdit::StepRulesEdit(QWidget *parent)
    : QWidget(parent), m_condition(kit::makeNarrowBox(nullptr)), m_expression(new QLineEdit),
      m_conditionRow(new kit::FormRow(m_condition, this)), m_expressionRow(new kit::FormRow(m_expression, this)),
      m_evidenceTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_records(kit::makeNarrowBox(nullptr)),
      m_recordsRow(new kit::FormRow(m_records, this)), m_guardsTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_urgent(new kit::CheckBox(this)), m_blocks(new kit::CheckBox(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_conditionRow);
    column->addWidget(m_expressionRow);
    makeEvidence();
    makeGuards();
    column->addWidget(m_blocks);
    m_condition->setObjectName(u"stepCondition"_s);
    m_expression->setObjectName(u"stepExpression"_s);
    m_records->setObjectName(u"stepRecords"_s);
    m_urgent->setObjectName(u"stepUrgent"_s);
    for (const QLatin1StringView condition : Conditions)
        m_condition->addItem(QString(), QVariant(QString(condition)));
    m_condition->addItem(QString()); // another one
    connect(m_condition, &QComboBox::activated, this, &StepRulesEdit::chooseCondition);
    connect(m_expression, &QLineEdit::textEdited, this, [this] {
        showCondition();
        Q_EMIT edited();
    });
    connect(m_records, &QComboBox::activated, this, &StepRulesEdit::edited);
    for (QCheckBox *box : findChildren<QCheckBox *>()) {
        connect(box, &QCheckBox::toggled, this, [this] {
            if (!m_isFilling)
                Q_EMIT edited();
        });
    }
}

void StepRulesEdit::makeEvidence()
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    auto *grid = new kit::FlowGrid(RuleTickColumns, RuleTickWidth);
    for (const QString &kind : plainEvidence()) {
        m_evidence.push_back(new kit::CheckBox(this));
        m_evidence.back()->setObjectName("evidence-"_L1 + kind);
        grid->addCell(m_evidence.back());
    }
    column->addWidget(m_evidenceTitle);
    column->addLayout(grid);
    column->addWidget(m_recordsRow);
}

void StepRulesEdit::makeGuards()
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    auto *grid = new kit::FlowGrid(RuleTickColumns, RuleTickWidth);
    for (const sop::Action action : sop::allActions()) {
        m_guards.push_back(new kit::CheckBox(this));
        m_guards.back()->setObjectName("guard-"_L1 + sop::toString(action));
        grid->addCell(m_guards.back());
        connect(m_guards.back(), &QCheckBox::toggled, this, [this] { // nothing held back: nothing to go on without
            m_urgent->setEnabled(std::ranges::any_of(m_guards, &QCheckBox::isChecked));
        });
    }
    column->addWidget(m_guardsTitle);
    column->addLayout(grid);
    column->addWidget(m_urgent);
}

void StepRulesEdit::fill(const sop::Step &step, sop::Track track)
{
    m_isFilling = true;
    m_expression->setText(step.applies);
    showCondition();
    const QStringList kinds = plainEvidence();
    for (std::size_t at = 0; at < m_evidence.size(); ++at)
        m_evidence[at]->setChecked(step.evidence.contains(kinds.at(static_cast<qsizetype>(at))));
    showRecords(step, track);
    for (std::size_t at = 0; at < m_guards.size(); ++at) {
        const sop::Action action = sop::allActions()[at];
        const bool isGuarded = std::ranges::find(step.guards, action) != step.guards.end();
        m_guards[at]->setChecked(isGuarded);
        // Nothing waits for it [checklists/guards.csv]: it can be taken out of a pack, and not put in.
        m_guards[at]->setVisible(isGuarded || action != sop::Action::Registration);
    }
    m_urgent->setChecked(step.allowsUrgentWaiver);
    m_urgent->setEnabled(!step.guards.empty());
    m_blocks->setChecked(step.blocks);
    m_isFilling = false;
}

void StepRulesEdit::showRecords(const sop::Step &step, sop::Track track)
{
    QStringList offered{QString()};
    for (const sop::RecordKind &kind : sop::recordKinds()) {
        if (sop::canClose(kind, step, track))
            offered.append(sop::evidenceOf(kind));
    }
    const QString chosen = sop::recordsOf(step).join(u' ');
    if (!offered.contains(chosen)) // several, or one its deadline does not fit any more: the faults below say so
        offered.append(chosen);
    m_records->clear();
    for (const QString &records : offered)
        m_records->addItem(records.isEmpty() ? tr("None: it is ticked by hand") : textOf(records), records);
    m_records->setCurrentIndex(static_cast<int>(offered.indexOf(chosen)));
    m_records->setEnabled(offered.size() > 1);
}

void StepRulesEdit::read(sop::Step &step) const
{
    step.applies = m_expression->text().simplified();
    const QStringList kinds = plainEvidence();
    for (std::size_t at = 0; at < m_evidence.size(); ++at)
        sop::setEvidence(step, kinds.at(static_cast<qsizetype>(at)), m_evidence[at]->isChecked());
    if (const QString records = m_records->currentData().toString(); records != sop::recordsOf(step).join(u' '))
        sop::setRecords(step, records.split(u' ', Qt::SkipEmptyParts));
    step.guards.clear();
    for (std::size_t at = 0; at < m_guards.size(); ++at) {
        if (m_guards[at]->isChecked())
            step.guards.push_back(sop::allActions()[at]);
    }
    step.allowsUrgentWaiver = m_urgent->isChecked() && !step.guards.empty();
    step.blocks = m_blocks->isChecked();
}

void StepRulesEdit::chooseCondition()
{
    if (const QVariant condition = m_condition->currentData(); condition.isValid())
        m_expression->setText(condition.toString());
    else
        m_expression->setFocus();
    Q_EMIT edited();
}

/// The words for what is written in the line, where there are some.
void StepRulesEdit::showCondition()
{
    const int known = m_condition->findData(m_expression->text().simplified());
    m_condition->setCurrentIndex(known < 0 ? m_condition->count() - 1 : known);
}

QStringList StepRulesEdit::conditionTexts()
{
    return {tr("For everybody"),
            tr("For a child, also where the age is in doubt"),
            tr("For an adult"),
            tr("For a pregnant person, also where it is not known"),
            tr("For somebody from abroad, also where it is not known"),
            tr("After sexual violence that was told or seen"),
            tr("With a disability, also where it is not known"),
            tr("Where an interpreter is needed, also where it is not known"),
            tr("For somebody detained, also where it is not known"),
            tr("For somebody who came with children"),
            tr("Where the risk is high"),
            tr("For somebody presumed or identified as trafficked"),
            tr("Where the person agrees to be identified formally"),
            tr("Where the person agrees to work with the justice"),
            tr("Another condition, written below")};
}

QString StepRulesEdit::conditionText(const QString &expression)
{
    const auto *const known = std::ranges::find(Conditions, expression);
    return known == std::end(Conditions) ? tr("Only if %1").arg(expression) : conditionTexts().at(known - Conditions);
}

QStringList StepRulesEdit::linesOf(const sop::Step &step)
{
    QStringList lines;
    QStringList evidence;
    for (const QString &kind : step.evidence)
        evidence.append(StepTexts::evidence(kind));
    if (!evidence.isEmpty())
        lines.append(tr("What proves it: %1").arg(evidence.join("; "_L1)));
    if (!step.applies.isEmpty())
        lines.append(conditionText(step.applies));
    QStringList guards;
    for (const sop::Action action : step.guards)
        guards.append(StepTexts::action(action));
    if (!guards.isEmpty())
        lines.append(tr("What waits for it: %1").arg(guards.join(", "_L1)));
    return lines;
}

void StepRulesEdit::retranslate()
{
    const QStringList conditions = conditionTexts();
    for (int at = 0; at < m_condition->count(); ++at)
        m_condition->setItemText(at, conditions.at(at));
    m_conditionRow->setLabel(tr("For whom"));
    m_expressionRow->setLabel(tr("The condition as the pack has it"));
    m_evidenceTitle->setText(tr("What proves it"));
    const QStringList kinds = plainEvidence();
    for (std::size_t at = 0; at < m_evidence.size(); ++at)
        m_evidence[at]->setText(StepTexts::evidence(kinds.at(static_cast<qsizetype>(at))));
    m_recordsRow->setLabel(tr("What closes it by itself, once it stands in the program"));
    m_guardsTitle->setText(tr("What waits until it is done"));
    for (std::size_t at = 0; at < m_guards.size(); ++at) {
        QString action = StepTexts::action(sop::allActions()[at]);
        m_guards[at]->setText(action.replace(0, 1, action.front().toUpper())); // it begins a line
    }
    m_urgent->setText(tr("In an emergency whoever is on duty may go on without it, with a reason"));
    m_blocks->setText(tr("The next phase waits until it is done"));
    for (int at = 0; at < m_records->count(); ++at) {
        const QString records = m_records->itemData(at).toString();
        m_records->setItemText(at, records.isEmpty() ? tr("None: it is ticked by hand") : textOf(records));
    }
}

} // namespace indaro::ui::pages
