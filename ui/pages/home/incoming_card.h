// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// On the first page: what a colleague asks of one's role inside the house, what came of one's own question, and referrals
/// of other organisations that nobody has answered yet. Hidden while there is nothing. GUI thread.
class IncomingCard final : public QFrame
{
    Q_OBJECT
public:
    IncomingCard(const kit::PageContext &context, QWidget *parent);
    void refresh();
    void retranslate();

private:
    struct Loaded;
    void showLines();
    void addLine(const QString &text, kit::PageArgument argument);
    kit::PageContext m_context;
    std::shared_ptr<const Loaded> m_loaded;
    QStringList m_shown; ///< what stands there, so that what stays the same keeps the keyboard
    QLabel *m_title;
    QVBoxLayout *m_lines;
};

} // namespace indaro::ui::pages
