// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/manual/start_manual.h"

#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/manual/manual_page.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int StartButtonWidth = 150;
}

StartManual::StartManual(const kit::PageContext &context, const QString &pictures, QWidget *parent)
    : QWidget(parent), m_page(new ManualPage(context, pictures, this)), m_back(new kit::PushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Two, kit::space::One, kit::space::Two, 0);
    column->setSpacing(0);
    auto *buttons = new kit::FlowGrid(4, StartButtonWidth);
    m_back->setObjectName(u"leaveManual"_s);
    buttons->addCell(m_back);
    for (QAction *action : m_page->toolbarActions()) {
        auto *button = new kit::PushButton(this);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        addAction(action); // its keys
        button->setText(action->text());
        connect(action, &QAction::changed, button, [action, button] { button->setText(action->text()); });
        buttons->addCell(button);
    }
    column->addLayout(buttons);
    column->addWidget(m_page, 1);
    connect(m_back, &QPushButton::clicked, this, &StartManual::left);
    retranslate();
}

void StartManual::openFor(kit::PageId page)
{
    m_page->open(kit::HelpFor{page});
}

void StartManual::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StartManual::retranslate()
{
    m_back->setText(tr("Back (F1)"));
}

} // namespace indaro::ui::pages
