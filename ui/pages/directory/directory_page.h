// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory_search.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QScrollArea;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class SearchField;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;
class DirectoryDetail;
class DirectoryNewsPanel;
class OwnKeyPanel;

/// Who can help, with what, when and under which number: found by any word, by service or by place; those that must be
/// called again in a list of their own; all that is found on paper.
class DirectoryPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit DirectoryPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] bool focusSearch() override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    using Entries = std::vector<casework::DirectoryEntry>;
    void makeForm();
    void connectParts();
    void fillChoices();
    void find();
    void showChosen();
    void makePaper(bool isForPrinter);
    [[nodiscard]] QDate today() const;

    std::shared_ptr<const Entries> m_entries;
    Entries m_found; ///< as the table shows them
    std::optional<casework::DirectoryId> m_chosen;
    bool m_isFilling = false;
    QAction *m_new;
    QAction *m_ownKey;
    QAction *m_exchange;
    QAction *m_print;
    QAction *m_pdf;
    kit::Banner *m_banner;
    QScrollArea *m_scroll;
    kit::SearchField *m_search;
    QComboBox *m_service;
    QComboBox *m_place;
    QCheckBox *m_toCall;
    QLabel *m_count;
    ActionPanel *m_form;
    OwnKeyPanel *m_keyPanel;
    DirectoryNewsPanel *m_newsPanel;
    QBoxLayout *m_split;
    QTableWidget *m_table;
    DirectoryDetail *m_detail;
};

[[nodiscard]] kit::PageEntry directoryPage();

} // namespace indaro::ui::pages
