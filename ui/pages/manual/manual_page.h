// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/manual/manual_search.h"
#include "ui/kit/page.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QLabel;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
class SearchField;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ManualView;

/// The manual: its tasks with a search over them, and the one that is read. F1 opens it at the task of the page in front. It
/// needs no vault: before somebody signs in its context has no workspace and no navigator.
class ManualPage final : public kit::Page
{
    Q_OBJECT
public:
    /// `pictures`: see ManualView.
    ManualPage(const kit::PageContext &context, QString pictures, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    /// OpenManual, kit::HelpFor, or nothing: the task that was read last.
    void open(const kit::PageArgument &argument) override;
    [[nodiscard]] bool focusSearch() override;
    /// Empty before the first open().
    [[nodiscard]] QString task() const;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QString language() const;
    void fillList();
    void read(const QString &task);
    /// Another task than before: "back" must come here again, and then to the one before.
    void choose(const QString &task);
    void put(const std::vector<const manual::Task *> &tasks, bool isForPrinter);

    QAction *m_print, *m_printAll, *m_pdf;
    QBoxLayout *m_columns;
    QWidget *m_side;
    kit::SearchField *m_search;
    QListWidget *m_list;
    QLabel *m_nothing;
    ManualView *m_view;
    kit::Banner *m_banner;
    const manual::Task *m_task = nullptr;
    std::optional<manual::ManualIndex> m_index; ///< of the language of the screens
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry manualPage(const QString &pictures);

} // namespace indaro::ui::pages
