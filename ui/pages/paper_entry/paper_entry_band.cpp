// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_entry/paper_entry_band.h"

#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/paper_entry/paper_entry_mode.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

PaperEntryBand::PaperEntryBand(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_mode(PaperEntryMode::of(*context.workspace)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_end(new kit::PushButton(this))
{
    setObjectName(u"paperEntryBand"_s);
    setProperty("banner", u"warning"_s);
    m_end->setObjectName(u"endPaperEntry"_s);
    kit::setButtonRole(m_end, kit::ButtonRole::Quiet);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(kit::space::Three, kit::space::One, kit::space::Three, kit::space::One);
    line->addWidget(m_text, 1);
    line->addWidget(m_end);
    connect(m_end, &QPushButton::clicked, m_mode, &PaperEntryMode::end);
    connect(m_mode, &PaperEntryMode::changed, this, &PaperEntryBand::showState);
    connect(m_mode, &PaperEntryMode::failed, this,
            [this](const base::Error &error) { m_context.navigator->showNotice(kit::errorText(error).whole()); });
    qApp->installEventFilter(this);
    showState();
}

void PaperEntryBand::showState()
{
    const auto &state = m_mode->state();
    setVisible(state.has_value());
    if (!state)
        return;
    const QString day = kit::dateText(state->source.paperOn);
    m_text->setText(
        state->source.serial.isEmpty()
            ? tr("Typing in from paper of %1: all that is saved in the file %2 is marked so.").arg(day, state->caseCode)
            : tr("Typing in paper %1 of %2: all that is saved in the file %3 is marked so.")
                  .arg(state->source.serial, day, state->caseCode));
    m_end->setText(tr("That was all of the paper"));
}

void PaperEntryBand::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
}

/// The field does with Enter what it always does; when it keeps the keyboard, the next one gets it.
bool PaperEntryBand::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !m_mode->state())
        return QFrame::eventFilter(watched, event);
    auto *line = qobject_cast<QLineEdit *>(watched);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (line == nullptr || !isEnter || key->modifiers().testFlag(Qt::ControlModifier) || line->window() != window())
        return QFrame::eventFilter(watched, event);
    QMetaObject::invokeMethod(
        this,
        [guard = QPointer<QLineEdit>(line)] {
            if (guard && guard->hasFocus())
                QCoreApplication::postEvent(guard, new QKeyEvent(QEvent::KeyPress, Qt::Key_Tab, Qt::NoModifier));
        },
        Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

} // namespace indaro::ui::pages
