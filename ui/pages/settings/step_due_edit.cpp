// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/step_due_edit.h"

#include "ui/kit/combo_box.h"
#include "ui/pages/checklist/step_texts.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

enum DueKind { NoDeadline, AfterAnchor, BeforeAnchor };

QString anchorOf(const sop::Due &due)
{
    return due.step.isEmpty() ? sop::toString(due.event) : "step:"_L1 + due.step;
}

QString anchorText(const sop::Due &due)
{
    return due.step.isEmpty() ? StepTexts::event(due.event) : StepDueEdit::tr("Step %1").arg(due.step);
}

QString spansText(const std::vector<sop::Span> &spans)
{
    QStringList texts;
    for (const sop::Span &span : spans)
        texts.append(sop::toString(span));
    return texts.join(", "_L1);
}

/// Nothing when one of them is none.
std::vector<sop::Span> spansIn(const QString &text)
{
    std::vector<sop::Span> spans;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const auto span = sop::findSpan(part.trimmed());
        if (!span)
            return {};
        spans.push_back(*span);
    }
    return spans;
}

QString spanHelp()
{
    return StepDueEdit::tr("Write it as in “24 hours” or “3 days”: a number, and minutes, hours, "
                           "days, weeks or months.");
}

} // namespace

StepDueEdit::StepDueEdit(QWidget *parent)
    : QWidget(parent), m_kind(kit::makeNarrowBox(nullptr, 16)), m_anchor(kit::makeNarrowBox(nullptr, 16)),
      m_span(new QLineEdit), m_repeat(new QLineEdit), m_until(kit::makeNarrowBox(nullptr, 16)),
      m_kindRow(new kit::FormRow(m_kind, this)), m_anchorRow(new kit::FormRow(m_anchor, this)),
      m_spanRow(new kit::FormRow(m_span, this)), m_repeatRow(new kit::FormRow(m_repeat, this)),
      m_untilRow(new kit::FormRow(m_until, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *row : {m_kindRow, m_anchorRow, m_spanRow, m_repeatRow, m_untilRow})
        column->addWidget(row);
    m_kind->setObjectName(u"stepDueKind"_s);
    m_anchor->setObjectName(u"stepDueAnchor"_s);
    m_span->setObjectName(u"stepDueSpan"_s);
    m_repeat->setObjectName(u"stepRepeat"_s);
    m_until->setObjectName(u"stepUntil"_s);
    for (int i = 0; i < 3; ++i)
        m_kind->addItem(QString());
    m_until->addItem(QString(), QString());
    for (const sop::Event event : sop::allEvents())
        m_until->addItem(QString(), sop::toString(event));
    for (QComboBox *box : {m_kind, m_anchor, m_until}) {
        connect(box, &QComboBox::activated, this, [this] {
            showWhatFits();
            Q_EMIT edited();
        });
    }
    for (QLineEdit *line : {m_span, m_repeat}) {
        connect(line, &QLineEdit::textEdited, this, [this] {
            showWhatFits();
            Q_EMIT edited();
        });
    }
}

void StepDueEdit::fill(const sop::Step &step, const sop::Pack &pack, kit::Language language)
{
    m_kind->setCurrentIndex(!step.due ? NoDeadline : step.due->isBefore ? BeforeAnchor : AfterAnchor);
    m_anchor->clear();
    for (const sop::Event event : sop::allEvents())
        m_anchor->addItem(StepTexts::event(event), sop::toString(event));
    for (const sop::Phase &phase : pack.phases) {
        for (const sop::Step &each : phase.steps) {
            if (each.id != step.id) // a ring of several is a fault that is said below
                m_anchor->addItem(tr("Step %1").arg(each.id) + u"  "_s +
                                      StepTexts::words(each.title, each.kirundi, language),
                                  "step:"_L1 + each.id);
        }
    }
    if (step.due && m_anchor->findData(anchorOf(*step.due)) < 0) // a step that was taken out: said below too
        m_anchor->addItem(anchorText(*step.due), anchorOf(*step.due));
    m_anchor->setCurrentIndex(step.due ? m_anchor->findData(anchorOf(*step.due)) : 0);
    m_span->setText(step.due ? spansText(step.due->spans) : QString());
    m_repeat->setText(step.repeat ? sop::toString(*step.repeat) : QString());
    m_until->setCurrentIndex(std::max(0, step.until ? m_until->findData(sop::toString(*step.until)) : 0));
    m_spanRow->clearMessage();
    m_repeatRow->clearMessage();
    showWhatFits();
}

/// Without a deadline nothing comes back, and what does not come back needs no end.
void StepDueEdit::showWhatFits()
{
    const bool isDue = m_kind->currentIndex() != NoDeadline;
    for (QWidget *part : std::initializer_list<QWidget *>{m_anchor, m_span, m_repeat})
        part->setEnabled(isDue);
    m_until->setEnabled(isDue && !m_repeat->text().trimmed().isEmpty());
}

void StepDueEdit::read(sop::Step &step)
{
    m_spanRow->clearMessage();
    m_repeatRow->clearMessage();
    if (m_kind->currentIndex() == NoDeadline) {
        step.due.reset();
        step.repeat.reset();
        step.until.reset();
        return;
    }
    sop::Due due = step.due.value_or(sop::Due{});
    due.isBefore = m_kind->currentIndex() == BeforeAnchor;
    const QString anchor = m_anchor->currentData().toString();
    due.step = anchor.startsWith("step:"_L1) ? anchor.mid(5) : QString();
    if (due.step.isEmpty())
        due.event = sop::findEvent(anchor).value_or(due.event);
    else
        due.event = sop::Event::Always; // as it is read from a file: nothing counts from it
    if (auto spans = spansIn(m_span->text()); !spans.empty())
        due.spans = std::move(spans);
    else
        m_spanRow->setMessage(spanHelp());
    if (!due.spans.empty()) // until it is one, the deadline before stands
        step.due = due;
    readRepeat(step);
}

void StepDueEdit::readRepeat(sop::Step &step)
{
    const QString text = m_repeat->text().trimmed();
    if (text.isEmpty()) {
        step.repeat.reset();
        step.until.reset();
        return;
    }
    if (const auto span = sop::findSpan(text); span && span->count > 0)
        step.repeat = span;
    else
        m_repeatRow->setMessage(spanHelp());
    step.until = step.repeat ? sop::findEvent(m_until->currentData().toString()) : std::nullopt;
}

QStringList StepDueEdit::linesOf(const sop::Step &step)
{
    if (!step.due)
        return {};
    QStringList lines{(step.due->isBefore ? tr("Before: %1, %2") : tr("After: %1, %2"))
                          .arg(anchorText(*step.due), spansText(step.due->spans))};
    if (step.repeat && step.until)
        lines.append(
            tr("It comes back every %1, until: %2").arg(sop::toString(*step.repeat), StepTexts::event(*step.until)));
    else if (step.repeat)
        lines.append(tr("It comes back every %1").arg(sop::toString(*step.repeat)));
    return lines;
}

void StepDueEdit::retranslate()
{
    m_kind->setItemText(NoDeadline, tr("No deadline"));
    m_kind->setItemText(AfterAnchor, tr("After"));
    m_kind->setItemText(BeforeAnchor, tr("Before"));
    m_until->setItemText(0, tr("It has no end"));
    for (int at = 1; at < m_until->count(); ++at)
        m_until->setItemText(at, StepTexts::event(sop::allEvents()[static_cast<std::size_t>(at) - 1]));
    m_kindRow->setLabel(tr("Until when"));
    m_anchorRow->setLabel(tr("What the deadline counts from"));
    m_spanRow->setLabel(tr("How long"));
    m_repeatRow->setLabel(tr("Comes back after (empty: it comes once)"));
    m_untilRow->setLabel(tr("Comes back until"));
}

} // namespace indaro::ui::pages
