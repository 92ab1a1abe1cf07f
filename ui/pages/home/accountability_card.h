// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/journal.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What the director is to look at: emergency openings, until she has, and the page of last week, until it is printed.
/// Hidden while there is nothing, and from everybody else.
class AccountabilityCard final : public QFrame
{
    Q_OBJECT
public:
    explicit AccountabilityCard(const kit::PageContext &context, QWidget *parent = nullptr);
    /// Reads anew; what stood there stays until then.
    void refresh();
    /// After a change of language.
    void retranslate();

private:
    struct Loaded;
    void show();
    void noteSeen();
    QPushButton *addButton(const QString &text);

    kit::PageContext m_context;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    std::shared_ptr<const Loaded> m_loaded;
};

} // namespace indaro::ui::pages
