// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "ui/kit/page.h"

QT_BEGIN_NAMESPACE
class QAction;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Every interview that is not signed, to go on with.
class InterviewsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit InterviewsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    void show(const std::vector<casework::InterviewLine> &lines);
    void openRow(int row);
    QAction *m_blank; ///< a questionnaire on paper
    kit::Banner *m_banner;
    kit::EmptyState *m_empty;
    QTableWidget *m_table;
    std::vector<casework::InterviewLine> m_lines;
};

[[nodiscard]] kit::PageEntry interviewsPage();

} // namespace indaro::ui::pages
