// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"
#include "ui/kit/page.h"

#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QTableWidget;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
class FormRow;
class SearchField;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;
class QualificationsPanel;
class RecordSection;
class SuspectsPanel;

/// The trafficking cases: each joins the persons it was done to and the alleged perpetrators, under a number and never a
/// name. The list with what it says beside it, or below on a narrow screen. Opened with OpenTraffickingCase or nothing.
class TraffickingCasesPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit TraffickingCasesPage(const kit::PageContext &context, QWidget *parent = nullptr);
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
    struct Listed;
    struct Loaded;
    void makeDetail();
    void connectParts();
    void find();
    void showChosen();
    void showDetail();
    void showVictims();
    void addVictim();
    void removeVictim(sync::RecordId person);
    [[nodiscard]] bool mayWrite() const;

    std::shared_ptr<const Listed> m_listed;
    std::vector<std::size_t> m_found; ///< of m_listed, as the table shows them
    std::shared_ptr<const Loaded> m_loaded;
    std::optional<sync::RecordId> m_chosen;
    bool m_isFilling = false;
    QAction *m_new;
    QScrollArea *m_scroll;
    kit::Banner *m_banner;
    kit::EmptyState *m_empty;
    kit::SearchField *m_search;
    QLabel *m_count;
    ActionPanel *m_form;
    bool m_isJustOpened = false; ///< a case, by the form; it is not shown yet
    QBoxLayout *m_split;
    QTableWidget *m_table;
    QWidget *m_detail;
    QLabel *m_number, *m_nameInTitle;
    RecordSection *m_fields;
    QFrame *m_victims;
    QLabel *m_victimsTitle, *m_victimsEmpty;
    QVBoxLayout *m_victimLines;
    QLineEdit *m_code;
    kit::FormRow *m_codeRow;
    QPushButton *m_join;
    SuspectsPanel *m_suspects;
    QualificationsPanel *m_qualifications;
};

[[nodiscard]] kit::PageEntry traffickingCasesPage();

} // namespace indaro::ui::pages
