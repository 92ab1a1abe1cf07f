// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/plan/plan_panels.h"
#include "ui/pages/plan/plan_texts.h"

#include <QSet>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class SecondPersonPanel;

/// The plan of a person: what is needed and what is done for it, services and conferences, what was agreed and approved, the
/// risks, the safety plan. One list, and one form at a time below it; Enter on a line opens the form that goes on with it.
class PlanPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PlanPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    /// A line of the list stands for a record of some kind.
    enum class Kind { None, Need, Action };
    void makeButtons();
    void show();
    void fillNeeds(const QString &language);
    void fillServices(const QString &language);
    void fillRisks(const QString &language);
    QTreeWidgetItem *addGroup(const QString &title);
    /// Begins the form of what is chosen.
    void goOn();
    void chosenChanged();
    [[nodiscard]] std::pair<Kind, std::optional<sync::RecordId>> chosen() const;
    void beginPanel(PlanPanels::Panel panel);
    /// A supervisor's passphrase first, where the signed-in person may not answer by herself.
    void beginAnswer();
    void agreedWith(const std::string &detail);
    void print(bool isSafePaper);

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const PlanOfPerson> m_whole;
    std::optional<sync::RecordId> m_chosen; ///< kept while the list is filled anew
    QAction *m_print;
    QAction *m_printSafe;
    QLabel *m_heading;
    QLabel *m_agreement;
    QLabel *m_risk;
    kit::Banner *m_banner;
    std::vector<std::pair<PlanPanels::Panel, QPushButton *>> m_buttons;
    SecondPersonPanel *m_second;
    bool m_isForAnswer = false; ///< what the second person is asked for
    QTreeWidget *m_tree;
    PlanPanels *m_panels;
    QScrollArea *m_scroll;
};

[[nodiscard]] kit::PageEntry planPage();

} // namespace indaro::ui::pages
