// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/reason_button.h"

#include "ui/kit/theme.h"
#include "ui/kit/two_lines.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr std::array Reasons = {base::Missing::Refused, base::Missing::DoesNotKnow, base::Missing::NotAsked,
                                base::Missing::Stopped};

constexpr int WidestReason = 100; ///< Kirundi and French go on in the next line

} // namespace

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

ReasonButton::ReasonButton(Place place, QWidget *parent) : QToolButton(parent), m_place(place)
{
    const bool isInterview = place == Place::Interview;
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(isInterview ? Qt::ClickFocus : Qt::StrongFocus);
    auto *menu = new QMenu(this);
    int key = Qt::Key_1;
    for (const base::Missing reason : Reasons) {
        if (!isInterview && reason == base::Missing::Stopped)
            continue; // nothing to stop in a file; one that comes from an interview is shown all the same
        QAction *action = menu->addAction(QString());
        action->setData(static_cast<int>(reason));
        if (isInterview) {
            action->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(key++)));
            action->setShortcutContext(Qt::WidgetShortcut);
        }
        connect(action, &QAction::triggered, this, [this, reason] { Q_EMIT reasonChosen(reason); });
    }
    menu->addSeparator();
    QAction *clear = menu->addAction(QString());
    connect(clear, &QAction::triggered, this, &ReasonButton::clearChosen);
    setMenu(menu);
    retranslate();
}

void ReasonButton::setReason(std::optional<base::Missing> reason)
{
    if (std::exchange(m_reason, reason) != reason)
        showReason();
}

void ReasonButton::showReason()
{
    const QString sign = m_place == Place::Interview ? u" ▾"_s : QString();
    const QString none = m_place == Place::Interview ? tr("No answer") : u"?"_s;
    const QString words = (m_reason ? missingText(*m_reason) : none) + sign;
    setText(words);
    setAccessibleName(m_reason ? tr("Why there is no answer: %1").arg(missingText(*m_reason))
                               : tr("Why there is no answer"));
    QFont bold = font();
    bold.setBold(m_reason.has_value());
    setFont(bold);
    const Colors &all = colors(currentTheme());
    QPalette tinted = palette();
    for (const auto role : {QPalette::WindowText, QPalette::ButtonText})
        tinted.setColor(role, m_reason ? all.warningText : all.muted);
    setPalette(tinted);
    if (m_place == Place::Register)
        return;
    bold.setBold(true); // as wide as the longest reason: the editors beside it end at one line
    const QFontMetrics metrics(bold);
    const auto parted = [&metrics](const QString &text) { return inLines(text, metrics, WidestReason); };
    int width = metrics.size(0, parted(tr("No answer") + sign)).width();
    for (const base::Missing reason : Reasons)
        width = std::max(width, metrics.size(0, parted(missingText(reason) + sign)).width());
    setText(parted(words));
    setFixedWidth(width + space::Three);
}

void ReasonButton::retranslate()
{
    for (QAction *action : menu()->actions()) {
        if (action->data().isValid())
            action->setText(missingText(static_cast<base::Missing>(action->data().toInt())));
        else if (!action->isSeparator())
            action->setText(tr("Clear the answer"));
    }
    setToolTip(m_place == Place::Interview ? tr("Why there is no answer (Alt+1 … Alt+4)") : tr("Why there is no answer"));
    showReason();
}

void ReasonButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && menu() != nullptr)
        retranslate();
    if (event->type() == QEvent::PaletteChange && std::exchange(m_theme, currentTheme()) != currentTheme())
        showReason();
}

} // namespace indaro::ui::kit
