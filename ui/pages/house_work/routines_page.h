// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/routines.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class StateTree;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// What comes back in the house, by night, week and month: who did it last and when, what is late, what comes next. Enter or
/// a button says that it is done; what has a page of its own (roll-call, complaints, self-check) leads there.
class RoutinesPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit RoutinesPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    void show();
    void showChosen();
    [[nodiscard]] const casework::Routine *chosen() const;
    /// Where it is done, if not by a tick.
    [[nodiscard]] static std::optional<kit::PageId> pageOf(const sop::Step &step);
    void goOn();
    void done();
    void print();

    std::shared_ptr<const casework::Checklist> m_house;
    std::vector<casework::Routine> m_routines; ///< of m_house
    QString m_chosen;
    QAction *m_complaints;
    QAction *m_selfCheck;
    QAction *m_visits;
    QAction *m_stock;
    QAction *m_court;
    QAction *m_library;
    QAction *m_print;
    kit::Banner *m_banner;
    QLabel *m_summary;
    kit::StateTree *m_tree;
    QLabel *m_why;
    QPushButton *m_done;
    QPushButton *m_there;
    QPushButton *m_details;
    QTimer m_reload;
    QTimer m_minute; ///< what is late becomes so while the page is open
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry routinesPage();

} // namespace indaro::ui::pages
