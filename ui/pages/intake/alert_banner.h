// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/widgets.h"

#include <QtCore/QStringList>

namespace indaro::ui::pages {

/// What must be done at once because of an answer, one line each, above everything else [contracts.md 13]. Stays until
/// the interview is left.
class AlertBanner final : public QWidget
{
    Q_OBJECT
public:
    explicit AlertBanner(QWidget *parent);
    /// Kinds as the form names them (column indaro::alert); those shown already stay.
    void add(const QStringList &kinds);
    void clear();
    /// While the screen shows a pause nothing of an interview is on it.
    void setConcealed(bool isConcealed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    QStringList m_kinds;
    bool m_isConcealed = false;
    kit::Banner *m_banner;
};

} // namespace indaro::ui::pages
