// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/recorded_panel.h"

#include "ui/forms/partial_dates.h"
#include "ui/kit/date_text.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

RecordedPanel::RecordedPanel(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_answers(new QTextBrowser(this))
{
    m_answers->setObjectName(u"recordedAnswers"_s);
    m_answers->setOpenLinks(false);
    m_answers->setTabChangesFocus(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->addWidget(m_title);
    column->addWidget(m_answers, 1);
    retranslate();
}

void RecordedPanel::show(const casework::LoadedInterview &interview)
{
    std::vector<casework::SavedAnswer> answers = interview.answers;
    std::sort(answers.begin(), answers.end(), [](const casework::SavedAnswer &left, const casework::SavedAnswer &right) {
        return left.answeredAt != right.answeredAt ? left.answeredAt < right.answeredAt : left.path < right.path;
    });
    QString html = u"<table width=\"100%\">"_s;
    for (const casework::SavedAnswer &answer : answers) {
        html += u"<tr>"_s;
        const QString name = answer.path.section(u'/', 2); // without the name of the form
        const QString words = answer.missing ? kit::missingText(*answer.missing)
                                             : forms::shownDateAnswer(answer.value, forms::DatePrecision::Day);
        for (const QString &text : {name, words, kit::dateTimeText(answer.answeredAt)})
            html += u"<td style=\"padding: 2px 12px 6px 0\">"_s + text.toHtmlEscaped() + u"</td>"_s;
        html += u"</tr>"_s;
    }
    if (!interview.interviewerView.isEmpty())
        html += u"<tr><td></td><td>"_s + interview.interviewerView.toHtmlEscaped() + u"</td></tr>"_s;
    m_answers->setHtml(html + u"</table>"_s);
}

void RecordedPanel::retranslate()
{
    m_title->setText(tr("Answers as they were recorded"));
    m_answers->setAccessibleName(m_title->text());
}

void RecordedPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
