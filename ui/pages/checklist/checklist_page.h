// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/disclosures.h"
#include "ui/kit/page.h"
#include "ui/pages/noted_paper.h"

#include <QTimer>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ForWhom;
class GuardPanel;
class StepPanel;

/// The procedure of one person, or of the house: steps by phase with what is late and what is next, and one step in full
/// beside them (below them where the window is narrow). Opened with OpenChecklist; with nothing it is the house's.
class ChecklistPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ChecklistPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Filter { Now, Open, All };
    [[nodiscard]] bool isShown(const casework::ChecklistLine &line) const;
    void show();
    void showHeader();
    void showLines();
    void chooseLine();
    void fillRoles();
    void recordEvent();
    void showEventChoices();
    void moveToNewest();
    void allowPrint();
    /// Noted when it is on paper or in a file.
    void putChecklist(bool isBlank, PaperRoad road);
    void putListFor(const casework::PaperFor &paper, PaperRoad road);
    void give(const print::Paper &its, PaperRoad road, std::function<base::Result<void>(casework::Desk &)> note,
              std::function<void()> done = {});

    casework::ChecklistOwner m_owner;
    QString m_name; ///< display name and case code
    QString m_caseCode;
    std::shared_ptr<const casework::Checklist> m_list;
    QString m_chosen; ///< step and occurrence, kept over a refresh
    QString m_linked; ///< the step another page led to: shown whatever the filters say, until somebody sets one
    bool m_isFilling = false;
    bool m_isDifferenceShown = false; ///< the banner says what another revision would change
    QTimer m_reload;
    QTimer m_minute; ///< what is late becomes so while the page is open
    QAction *m_print;
    QAction *m_pdf;
    QAction *m_printBlank;
    kit::Banner *m_banner;
    QLabel *m_heading;
    QLabel *m_clocks;
    QComboBox *m_filter;
    QComboBox *m_role;
    QLabel *m_empty;
    QTreeWidget *m_tree;
    StepPanel *m_panel;
    QBoxLayout *m_split;
    ForWhom *m_forWhom;
    QWidget *m_eventBox;
    QLabel *m_eventTitle;
    QComboBox *m_event;
    QLineEdit *m_eventDate;
    QLineEdit *m_eventTime;
    QLineEdit *m_eventNote;
    kit::FormRow *m_eventRow;
    kit::FormRow *m_dateRow;
    kit::FormRow *m_timeRow;
    kit::FormRow *m_eventNoteRow;
    QPushButton *m_recordEvent;
    GuardPanel *m_guards; ///< what the procedure wants before what is recorded
};

[[nodiscard]] kit::PageEntry checklistPage();

} // namespace indaro::ui::pages
