// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/late_panel.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/intake/answer_text.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

namespace {

constexpr int WordsHeight = 96; ///< points: the questions stay in sight

} // namespace

LatePanel::LatePanel(QWidget *parent)
    : QFrame(parent), m_title(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_text(kit::makeLabel(kit::TextRole::Muted, this)), m_words(kit::makeLabel(kit::TextRole::Body, nullptr)),
      m_note(new kit::PushButton(this)), m_drop(new kit::PushButton(this))
{
    kit::setCard(this);
    auto *scroll = new QScrollArea(this);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    scroll->setWidget(m_words);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    scroll->setMaximumHeight(WordsHeight);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_note);
    buttons->addWidget(m_drop);
    buttons->addStretch();
    kit::setButtonRole(m_drop, kit::ButtonRole::Quiet);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::Half);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(scroll);
    column->addLayout(buttons);
    connect(m_note, &QPushButton::clicked, this, &LatePanel::noteRequested);
    connect(m_drop, &QPushButton::clicked, this, &LatePanel::dropRequested);
    hide();
    retranslate();
}

void LatePanel::show(const casework::LoadedInterview *interview, const forms::FormTexts *texts)
{
    m_lines.clear();
    if (interview != nullptr && texts != nullptr) {
        const auto add = [&](const QString &path, const QString &value) {
            const auto *item = forms::findItem(texts->filled(), path);
            const QString question = path.isEmpty()    ? tr("Interviewer’s own view")
                                     : item != nullptr ? texts->largeLine(texts->label(path, *item))
                                                       : path.section(QLatin1Char('/'), -1);
            m_lines << tr("%1: %2").arg(question, value);
        };
        for (const auto &late : interview->late)
            add(late.path, answerText(*texts, late.path, late.value, late.missing));
        for (const auto &text : interview->unfinished)
            add(text.path, text.text);
    }
    m_words->setText(words());
    setVisible(!m_lines.isEmpty());
}

void LatePanel::retranslate()
{
    m_title->setText(tr("Typed on this computer, and not in the signed interview"));
    m_text->setText(tr("It is kept here, on this computer only. A note can be read by everybody who may read this file; an "
                       "answer is put right with “Correct this interview”."));
    m_note->setText(tr("Make a note of it in the file"));
    m_drop->setText(tr("Let it go…"));
}

void LatePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indaro::ui::pages
