// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QScrollArea>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// The whole of a page whose parts stand one below the other, and scroll together where there is no room. GUI thread.
class ScrollBody final : public QScrollArea
{
    Q_OBJECT
public:
    /// Fills `page`, which has no layout yet.
    explicit ScrollBody(QWidget *page);
    /// Where the parts go, from above, with the margins of a page. Their parent is widget().
    [[nodiscard]] QVBoxLayout *column() const;

private:
    QVBoxLayout *m_column;
};

} // namespace indaro::ui::kit
