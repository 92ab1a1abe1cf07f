// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/duplicates.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QScrollArea;
class QTableWidget;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Files that may be of one person, the likeliest first; each leads to the two side by side. Below, who left and came back
/// and was not asked yet whether she was trafficked again: a question, never an answer [domain.md 4.17].
class DuplicatesPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit DuplicatesPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void showReturned();
    void answerReturned(casework::CaseId person, const char *answer);
    void openRow(int row);
    std::shared_ptr<const Loaded> m_loaded;
    kit::Banner *m_banner;
    QLabel *m_intro;
    kit::EmptyState *m_empty;
    QTableWidget *m_table;
    QLabel *m_returnedTitle;
    QLabel *m_returnedIntro;
    QWidget *m_returned;
    QVBoxLayout *m_column;
};

[[nodiscard]] kit::PageEntry duplicatesPage();

} // namespace indaro::ui::pages
