// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/value_with_reason.h"

#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

QString missingText(base::Missing reason)
{
    switch (reason) {
    case base::Missing::NotAsked:
        return QCoreApplication::translate("Missing", "Not asked");
    case base::Missing::Refused:
        return QCoreApplication::translate("Missing", "Refused to answer");
    case base::Missing::DoesNotKnow:
        return QCoreApplication::translate("Missing", "Does not know");
    case base::Missing::Stopped:
        return QCoreApplication::translate("Missing", "Interview stopped");
    }
    return {};
}

ValueWithReason::ValueWithReason(QWidget *editor, QWidget *parent)
    : QWidget(parent), m_editor(editor), m_shown(makeLabel(TextRole::Muted, this)),
      m_button(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::Half);
    layout->addWidget(editor, 1);
    layout->addWidget(m_shown, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    m_shown->hide();
    setFocusProxy(editor);

    auto *menu = new QMenu(m_button);
    for (const auto reason : {base::Missing::Refused, base::Missing::DoesNotKnow, base::Missing::NotAsked,
                              base::Missing::Stopped}) {
        QAction *action = menu->addAction(QString());
        action->setData(static_cast<int>(reason));
        connect(action, &QAction::triggered, this, [this, reason] { choose(reason); });
        m_reasons.append(action);
    }
    menu->addSeparator();
    m_known = menu->addAction(QString());
    connect(m_known, &QAction::triggered, this, [this] { choose(std::nullopt); });
    m_button->setMenu(menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setIcon(icon(u"question"_s));
    auto *open = new QAction(this);
    open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
    open->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(open, &QAction::triggered, m_button, &QToolButton::showMenu);
    addAction(open);
    retranslate();
}

void ValueWithReason::setReason(std::optional<base::Missing> reason)
{
    m_reason = reason;
    m_editor->setVisible(!reason.has_value());
    m_shown->setVisible(reason.has_value());
    m_shown->setText(reason ? missingText(*reason) : QString());
    m_known->setEnabled(reason.has_value());
}

void ValueWithReason::choose(std::optional<base::Missing> reason)
{
    setReason(reason);
    if (reason)
        m_button->setFocus();
    else
        m_editor->setFocus();
    Q_EMIT reasonChanged();
}

void ValueWithReason::retranslate()
{
    for (QAction *action : std::as_const(m_reasons))
        action->setText(missingText(static_cast<base::Missing>(action->data().toInt())));
    m_known->setText(tr("Known after all"));
    m_button->setToolTip(tr("Why is there no answer? (Ctrl+U)"));
    m_button->setAccessibleName(tr("No answer because…"));
    setReason(m_reason);
}

void ValueWithReason::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

PartialDateEdit::PartialDateEdit(QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_choice(new ValueWithReason(m_line, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_choice);
    setFocusProxy(m_line);
    m_line->setMaxLength(40);
    m_line->setPlaceholderText(u"31/12/1999 · 12/1999 · 1999"_s);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (const auto iso = parsePartialDate(m_line->text()))
            m_line->setText(dateText(*iso));
        Q_EMIT edited();
    });
    connect(m_choice, &ValueWithReason::reasonChanged, this, &PartialDateEdit::edited);
}

QString PartialDateEdit::isoText() const
{
    return reason() ? QString() : parsePartialDate(m_line->text()).value_or(QString());
}

void PartialDateEdit::setIsoText(const QString &iso)
{
    m_choice->setReason(std::nullopt);
    m_line->setText(dateText(iso));
}

base::Value PartialDateEdit::value() const
{
    if (const auto why = reason())
        return base::Value(*why);
    const QString iso = isoText();
    return iso.isEmpty() ? base::Value() : base::Value(iso.toStdString());
}

void PartialDateEdit::setValue(const base::Value &value)
{
    setIsoText(QString::fromStdString(value.textOr({})));
    if (const auto *why = value.missing())
        m_choice->setReason(*why);
}

bool PartialDateEdit::isAcceptable() const
{
    return reason().has_value() || m_line->text().trimmed().isEmpty() ||
           parsePartialDate(m_line->text()).has_value();
}

QString PartialDateEdit::message() const
{
    return isAcceptable() ? QString()
                          : tr("This is not a date that can be read. Write day/month/year, month/year or the "
                               "year alone.");
}

} // namespace indaro::ui::kit
