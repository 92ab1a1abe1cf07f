// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/adoption_panel.h"

#include "ui/forms/label_markup.h"
#include "ui/forms/partial_dates.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using indaro::forms::FormDefinition;

namespace {

/// In French, else in the language the form begins with; nothing of its markup.
QString wordsOf(const FormDefinition &form, const indaro::forms::LocalizedText &text)
{
    const auto *french = form.findLanguage(u"fr"_s);
    if (french == nullptr)
        french = form.findLanguage(u"french"_s);
    return forms::markupToPlain(text.textOrFallback(french != nullptr ? french->header : form.settings().defaultLanguage));
}

const indaro::forms::FormItem *questionAt(const FormDefinition &form, const QString &path)
{
    static const QRegularExpression row(u"\\[\\d+\\]"_s);
    return form.findByPath(QString(path).remove(row));
}

/// The question at a path as it reads, with what places it among several.
QString questionText(const FormDefinition &form, const QString &path)
{
    const auto *item = questionAt(form, path);
    const QString words = item != nullptr ? wordsOf(form, item->label) : QString();
    const QString name = path.section(u'/', 2);
    return words.isEmpty() ? name : words + u" ("_s + name + u')';
}

/// In the words of its choices.
QString adoptedAnswerText(const FormDefinition &form, const casework::SavedAnswer &answer)
{
    if (answer.missing)
        return kit::missingText(*answer.missing);
    const auto *item = questionAt(form, answer.path);
    const auto *list = item != nullptr && item->hasChoices() ? form.findChoiceList(item->listName) : nullptr;
    if (list == nullptr)
        return forms::shownDateAnswer(answer.value, forms::DatePrecision::Day);
    const bool isOne = item->type == indaro::forms::QuestionType::SelectOne;
    QStringList words;
    for (const QString &code : isOne ? QStringList{answer.value} : answer.value.split(u' ', Qt::SkipEmptyParts)) {
        const auto *choice = list->findChoice(code);
        const QString label = choice != nullptr ? wordsOf(form, choice->label) : QString();
        words << (label.isEmpty() ? code : label);
    }
    return words.join(u", "_s);
}

QString listHtml(const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    QString html = u"<p><b>"_s + title.toHtmlEscaped() + u"</b></p><ul>"_s;
    for (const QString &line : lines)
        html += u"<li>"_s + line.toHtmlEscaped() + u"</li>"_s;
    return html + u"</ul>"_s;
}

} // namespace

AdoptionPanel::AdoptionPanel(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_list(new QTextBrowser(this)),
      m_accept(new kit::PushButton(this)), m_refuse(new kit::PushButton(this))
{
    m_list->setObjectName(u"adoptionPlan"_s);
    m_list->setOpenLinks(false);
    m_list->setTabChangesFocus(true);
    m_accept->setObjectName(u"adopt"_s);
    kit::setButtonRole(m_accept, kit::ButtonRole::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->addWidget(m_title);
    column->addWidget(m_list, 1);
    constexpr int ButtonWidth = 220;
    auto *buttons = new kit::FlowGrid(2, ButtonWidth);
    buttons->addCell(m_refuse);
    buttons->addCell(m_accept);
    column->addLayout(buttons);
    connect(m_accept, &QPushButton::clicked, this, &AdoptionPanel::accepted);
    connect(m_refuse, &QPushButton::clicked, this, &AdoptionPanel::refused);
    retranslate();
}

void AdoptionPanel::show(const casework::AdoptionPlan &plan, const QString &oldVersion, const QString &newVersion,
                         const FormDefinition &older, const FormDefinition &newer)
{
    m_oldVersion = oldVersion;
    m_newVersion = newVersion;
    retranslate();
    const auto answerText = [&older](const casework::SavedAnswer &answer) {
        return tr("%1: %2").arg(questionText(older, answer.path), adoptedAnswerText(older, answer));
    };
    QStringList moving, homeless, notOffered, asked;
    for (const auto &move : plan.moving) {
        if (move.from != move.to)
            moving << questionText(newer, move.to);
    }
    for (const auto &answer : plan.homeless)
        homeless << answerText(answer);
    for (const auto &answer : plan.notOffered)
        notOffered << answerText(answer);
    for (const QString &path : plan.newQuestions)
        asked << questionText(newer, path);
    QString html = u"<p>"_s +
                   tr("%n answer(s) stand in the new version as they are.", nullptr,
                      plan.staying + static_cast<int>(plan.moving.size()))
                       .toHtmlEscaped() +
                   u"</p>"_s;
    html += listHtml(tr("These have no question any more; they are kept in the file and not shown in the form:"), homeless);
    html += listHtml(tr("These have a choice that is not offered any more:"), notOffered);
    html += listHtml(tr("These stand in another part of the form now:"), moving);
    html += listHtml(tr("These are asked now and were not before:"), asked);
    m_list->setHtml(html);
    m_refuse->setFocus();
}

void AdoptionPanel::retranslate()
{
    m_title->setText(tr("Going on with version %1 in the place of version %2").arg(m_newVersion, m_oldVersion));
    m_list->setAccessibleName(m_title->text());
    m_accept->setText(tr("Go on with version %1").arg(m_newVersion));
    m_refuse->setText(tr("Stay with version %1").arg(m_oldVersion));
}

void AdoptionPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
