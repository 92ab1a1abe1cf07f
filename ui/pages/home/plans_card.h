// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/plans/due_plans.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What plans and risks ask for by now, on the first page: risks to be assessed again, actions, reviews, approvals that
/// wait. Hidden while there is nothing. A line leads to where it is done.
class PlansCard final : public QFrame
{
    Q_OBJECT
public:
    explicit PlansCard(const kit::PageContext &context, QWidget *parent = nullptr);
    /// Reads anew; what stood there stays until then.
    void refresh();
    /// After a change of language.
    void retranslate();

private:
    void show(const std::vector<casework::DueOfPlan> &due);
    kit::PageContext m_context;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    std::shared_ptr<const std::vector<casework::DueOfPlan>> m_due;
};

} // namespace indaro::ui::pages
