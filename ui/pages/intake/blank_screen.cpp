// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/blank_screen.h"

#include "ui/kit/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

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
    m_field->clear();
    m_field->hide();
    m_problem->clear();
    retranslate();
    setFocus();
}

void BlankScreen::reveal()
{
    m_field->show();
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
    m_problem->setText(tr("Not this code. %n more tries before the program locks.", nullptr, Attempts - m_wrong));
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
    m_text->setText(m_field->isVisibleTo(this) ? tr("Code of this sitting") : tr("Pause"));
    m_field->setAccessibleName(tr("Code of this sitting"));
}

void BlankScreen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
