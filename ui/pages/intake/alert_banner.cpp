// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/alert_banner.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

QString alertText(const QString &kind)
{
    if (kind == "danger_to_life"_L1)
        return AlertBanner::tr("Danger to life. Tell the person in charge now; safety comes before the interview.");
    if (kind == "suicidal_thoughts"_L1)
        return AlertBanner::tr("Thoughts of suicide. Do not leave her alone; call the nurse or psychologist now.");
    if (kind == "trafficker_near"_L1)
        return AlertBanner::tr("Those who exploited her may be near. Tell the person in charge of safety now.");
    if (kind == "child_without_guardian"_L1)
        return AlertBanner::tr("A child without an adult who answers for her or him. Call the child protection service.");
    return AlertBanner::tr("An answer asks for action at once. See the urgent task in the file.");
}

} // namespace

AlertBanner::AlertBanner(QWidget *parent) : QWidget(parent), m_banner(new kit::Banner(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_banner);
    hide();
}

void AlertBanner::add(const QStringList &kinds)
{
    for (const QString &kind : kinds) {
        if (!m_kinds.contains(kind))
            m_kinds.push_back(kind);
    }
    refresh();
}

void AlertBanner::clear()
{
    m_kinds.clear();
    refresh();
}

void AlertBanner::setConcealed(bool isConcealed)
{
    m_isConcealed = isConcealed;
    refresh();
}

void AlertBanner::refresh()
{
    QStringList lines;
    for (const QString &kind : std::as_const(m_kinds))
        lines.push_back(alertText(kind));
    if (lines.isEmpty())
        m_banner->dismiss();
    else
        m_banner->showMessage(kit::Banner::Kind::Error, lines.join(u'\n'));
    setVisible(!lines.isEmpty() && !m_isConcealed);
}

void AlertBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
