// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/disclosures.h"
#include "ui/kit/page.h"
#include "ui/pages/plan/plan_list.h"
#include "ui/pages/plan/plan_panels.h"
#include "ui/pages/plan/plan_texts.h"
#include "ui/print/document_view.h"

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FlowGrid;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ForWhom;
class GuardPanel;
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
    kit::FlowGrid *makeButtons(std::initializer_list<PlanPanels::Panel> panels);
    void show();
    /// Whether the form can be begun with the line that is chosen.
    [[nodiscard]] bool isOffered(PlanPanels::Panel panel) const;
    /// Begins the form of what is chosen.
    void goOn();
    void chosenChanged();
    void makeWay();
    void beginPanel(PlanPanels::Panel panel);
    void beginHeading(const PlanList::Line &line);
    void change();
    void closeMinutes();
    /// A supervisor's passphrase first, where the signed-in person may not answer by herself.
    void beginAnswer();
    void agreedWith(const std::string &detail);
    void print(bool isSafePaper);
    /// Of the best interests that are chosen in the list, else the newest.
    void printInterests();
    /// What she said to a conference, an examination, as soon as it is chosen in a form.
    void askUses();
    using Paper = std::function<base::Result<print::Paper>(const PlanOfPerson &)>;
    /// For whom it is said above: without what they may not have, and written down before it is on paper.
    void printFor(const char *which, const casework::PaperFor &paper, Paper make);
    void putNumbered(const print::Paper &its, const sync::RecordId &person, const std::string &which,
                     const casework::PaperFor &paper);

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const PlanOfPerson> m_whole;
    QAction *m_print;
    QAction *m_printSafe;
    QAction *m_printInterests;
    QLabel *m_heading;
    QLabel *m_agreement;
    QLabel *m_risk;
    kit::Banner *m_banner;
    std::vector<std::pair<PlanPanels::Panel, QPushButton *>> m_buttons;
    QLabel *m_ofLine = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_close = nullptr;
    SecondPersonPanel *m_second = nullptr;
    bool m_isForAnswer = false; ///< what the second person is asked for
    GuardPanel *m_guards = nullptr;
    PlanList *m_list = nullptr;
    PlanPanels *m_panels = nullptr;
    QScrollArea *m_scroll;
    ForWhom *m_forWhom = nullptr;
};

[[nodiscard]] kit::PageEntry planPage();

} // namespace indaro::ui::pages
