// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_compare_panel.h"

#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using indaro::forms::Aspect;
using indaro::forms::AspectChange;
using indaro::forms::ItemChange;

namespace {

constexpr int ChangesHeight = 300;

QString compareCell(const QString &text)
{
    QString html = (text.isEmpty() ? u"—"_s : text).toHtmlEscaped();
    return u"<td width=\"50%\" style=\"padding: 2px 12px 6px 0\">"_s + html.replace(u'\n', u"<br>"_s) + u"</td>"_s;
}

} // namespace

FormComparePanel::FormComparePanel(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_summary(kit::makeLabel(kit::TextRole::Body, this)), m_close(new kit::PushButton(this)),
      m_list(new QTextBrowser(this))
{
    m_close->setObjectName(u"closeComparison"_s);
    m_list->setObjectName(u"formChanges"_s);
    m_list->setStyleSheet(
        u"QTextBrowser { min-height: %1px; }"_s.arg(ChangesHeight)); // the program's is lower and goes before
    m_list->setOpenLinks(false);
    m_list->setTabChangesFocus(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_close, 0, Qt::AlignLeft);
    column->addWidget(m_list);
    connect(m_close, &QPushButton::clicked, this, &FormComparePanel::closed);
    retranslate();
}

void FormComparePanel::show(const QString &title, const QString &older, const QString &newer,
                            std::vector<ItemChange> changes)
{
    m_formTitle = title;
    m_older = older;
    m_newer = newer;
    m_changes = std::move(changes);
    fill();
    m_close->setFocus();
}

QString FormComparePanel::aspectText(const AspectChange &change)
{
    switch (change.aspect) {
    case Aspect::Place:
        return tr("Place in the form");
    case Aspect::Type:
        return tr("Kind of question");
    case Aspect::Label:
        return change.language.isEmpty() ? tr("Question") : tr("Question (%1)").arg(change.language);
    case Aspect::Hint:
        return change.language.isEmpty() ? tr("Hint") : tr("Hint (%1)").arg(change.language);
    case Aspect::Choices:
        return tr("Choices");
    case Aspect::ChoiceFilter:
        return tr("Which choices are offered");
    case Aspect::Relevant:
        return tr("When it is asked");
    case Aspect::Constraint:
        return tr("What an answer must be");
    case Aspect::ConstraintMessage:
        return change.language.isEmpty() ? tr("Message for a wrong answer")
                                         : tr("Message for a wrong answer (%1)").arg(change.language);
    case Aspect::Calculation:
        return tr("Calculation");
    case Aspect::Required:
        return tr("Must be answered");
    case Aspect::ReadOnly:
        return tr("Cannot be changed");
    case Aspect::Default:
        return tr("First answer");
    case Aspect::Appearance:
        return tr("Appearance");
    case Aspect::RepeatCount:
        return tr("How many rows");
    }
    return {};
}

QString FormComparePanel::htmlOf(const ItemChange &change) const
{
    const QString name = change.path.section(u'/', 2);
    const QString text = change.kind == ItemChange::Kind::Added     ? tr("New: %1 (%2)")
                         : change.kind == ItemChange::Kind::Removed ? tr("Gone: %1 (%2)")
                                                                    : tr("Changed: %1 (%2)");
    QString html = u"<p><b>"_s + text.arg(change.label, name).toHtmlEscaped() + u"</b></p>"_s;
    if (change.aspects.empty())
        return html;
    html += u"<table width=\"100%\">"_s;
    for (const AspectChange &aspect : change.aspects)
        html += u"<tr><td colspan=\"2\"><i>"_s + aspectText(aspect).toHtmlEscaped() + u"</i></td></tr><tr>"_s +
                compareCell(aspect.before) + compareCell(aspect.after) + u"</tr>"_s;
    return html + u"</table>"_s;
}

void FormComparePanel::fill()
{
    m_title->setText(tr("%1: version %2 beside version %3").arg(m_formTitle, m_older, m_newer));
    const auto count = [this](ItemChange::Kind kind) {
        return static_cast<int>(std::count_if(m_changes.begin(), m_changes.end(),
                                              [kind](const ItemChange &change) { return change.kind == kind; }));
    };
    m_summary->setText(m_changes.empty()
                           ? tr("Nothing that is asked differs between the two.")
                           : tr("New: %1. Gone: %2. Changed: %3. The older text stands at the left, the newer at the right.")
                                 .arg(count(ItemChange::Kind::Added))
                                 .arg(count(ItemChange::Kind::Removed))
                                 .arg(count(ItemChange::Kind::Changed)));
    QString html;
    for (const ItemChange &change : m_changes)
        html += htmlOf(change);
    m_list->setHtml(html);
    m_list->setVisible(!m_changes.empty());
}

void FormComparePanel::retranslate()
{
    m_close->setText(tr("Back to the forms"));
    m_list->setAccessibleName(tr("What changed between the two versions"));
    fill();
}

void FormComparePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
