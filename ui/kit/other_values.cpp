// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/other_values.h"

#include "ui/kit/theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::kit {

OtherValues::OtherValues(QWidget *parent)
    : QFrame(parent), m_lines(new QVBoxLayout), m_buttons(new QHBoxLayout), m_keep(new QPushButton(this))
{
    setCard(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::One, space::One, space::One, space::One);
    column->setSpacing(space::Half);
    m_lines->setSpacing(space::Half);
    m_buttons->setSpacing(space::One);
    m_buttons->addWidget(m_keep);
    m_buttons->addStretch();
    column->addLayout(m_lines);
    column->addLayout(m_buttons);
    connect(m_keep, &QPushButton::clicked, this, &OtherValues::ownKept);
    hide();
}

void OtherValues::show(const QList<OtherValue> &others)
{
    if (m_others == others)
        return;
    m_others = others;
    fill();
    setVisible(!others.isEmpty());
}

void OtherValues::fill()
{
    while (auto *item = m_lines->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    if (m_taking) {
        m_buttons->removeWidget(m_taking);
        m_taking->hide();
        m_taking->deleteLater(); // it may be the one that is calling
    }
    for (qsizetype i = 0; i < m_others.size(); ++i) {
        auto *value = makeLabel(TextRole::Body, this);
        value->setTextFormat(Qt::PlainText);
        value->setText(tr("Also written: “%1”").arg(m_others[i].value));
        auto *author = makeLabel(TextRole::Muted, this);
        author->setTextFormat(Qt::PlainText);
        author->setText(m_others[i].author);
        auto *take = new QPushButton(tr("Take this one"), this);
        take->setAccessibleDescription(value->text());
        connect(take, &QPushButton::clicked, this, [this, i] { Q_EMIT taken(int(i)); });
        m_lines->addWidget(value);
        m_lines->addWidget(author);
        if (m_others.size() > 1)
            m_lines->addWidget(take, 0, Qt::AlignLeft);
        else
            m_buttons->insertWidget(0, m_taking = take);
    }
    m_keep->setText(tr("Keep the one above"));
}

void OtherValues::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

} // namespace indaro::ui::kit
