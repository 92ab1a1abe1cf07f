// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/blank_screen.h"

#include "ui/kit/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace {

constexpr int ProblemWidth = 520;
constexpr int ProblemLines = 4; // the longest French

} // namespace

BlankScreen::BlankScreen(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_field(new kit::SecretField(this)), m_problem(new QLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->addStretch();
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    m_field->setFixedWidth(240);
    column->addWidget(m_field, 0, Qt::AlignHCenter);
    column->addWidget(m_problem, 0, Qt::AlignHCenter);
    column->addStretch();
    kit::setTextRole(m_text, kit::TextRole::Muted);
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_problem->setMinimumHeight(ProblemLines * m_problem->fontMetrics().lineSpacing());
    m_problem->setFixedWidth(ProblemWidth);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &BlankScreen::wait);
    connect(m_field, &kit::SecretField::submitted, this, [this] { check(); });
    retranslate();
}

void BlankScreen::setCode(base::SecretBytes code)
{
    m_code = std::move(code);
}

void BlankScreen::begin()
{
    m_wrong = 0;
    m_ticksLeft = 0;
    m_tick.stop();
    m_field->setEnabled(true);
    m_field->clear();
    m_field->hide();
    m_problem->clear();
    retranslate();
    setFocus();
}

void BlankScreen::reveal()
{
    m_field->show();
    if (m_field->isEnabled())
        m_field->setFocus();
    retranslate();
}

void BlankScreen::check()
{
    const base::SecretBytes typed = m_field->takeSecret();
    const auto same = typed.view();
    if (std::equal(same.begin(), same.end(), m_code.view().begin(), m_code.view().end())) {
        Q_EMIT unlocked();
        return;
    }
    if (++m_wrong >= Attempts) {
        Q_EMIT refused();
        return;
    }
    m_ticksLeft = 1 << (m_wrong - 1);
    m_field->setEnabled(false);
    setFocus();
    m_tick.start();
    showWrong();
}

void BlankScreen::wait()
{
    if (--m_ticksLeft <= 0) {
        m_tick.stop();
        m_field->setEnabled(true);
        m_field->setFocus();
    }
    showWrong();
}

void BlankScreen::showWrong()
{
    if (m_wrong == 0)
        return m_problem->clear();
    const QString next =
        m_ticksLeft > 0
            ? tr("This is not the code of the sitting. The next try is possible in %n second(s).", nullptr, m_ticksLeft)
            : tr("This is not the code of the sitting. Type it again.");
    m_problem->setText(
        next + u'\n' +
        tr("%n more wrong code(s) and the program locks; every answer is kept, and your passphrase opens it again.", nullptr,
           Attempts - m_wrong));
}

void BlankScreen::keyPressEvent(QKeyEvent *)
{
    reveal();
}

void BlankScreen::mousePressEvent(QMouseEvent *)
{
    reveal();
}

void BlankScreen::retranslate()
{
    m_text->setText(m_field->isVisibleTo(this) ? tr("Type the code of this sitting, then Enter")
                                               : tr("Pause. Press any key to go on."));
    m_field->setAccessibleName(tr("Code of this sitting"));
    showWrong();
}

void BlankScreen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
