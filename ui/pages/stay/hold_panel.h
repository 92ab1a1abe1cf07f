// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/holds.h"
#include "core/casework/stays/house_tonight.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ActionPanel;
class HoldStepsPanel;

/// Somebody announced by telephone: keeps places until an hour, says no for want of one, and what became of a call that
/// was kept: they came, come later, do not come, or cannot be taken. GUI thread.
class HoldPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit HoldPanel(const kit::PageContext &context, QWidget *parent);

    /// A call that comes in: places are kept.
    void beginAnnouncing(std::shared_ptr<const casework::HouseTonight> house);
    /// A call the house must say no to; it is counted.
    void beginRefusing();
    void show(std::shared_ptr<const casework::HouseTonight> house, sync::RecordId hold);
    void retranslate();
    void flush();

Q_SIGNALS:
    /// After it is committed.
    void changed();
    /// A form was closed without being sent.
    void left();

private:
    void makeForms();
    void makeActions();
    void load();
    void followRole();
    void showFacts(const casework::Hold &hold);
    void fillBoxes();
    void finish(const base::Result<void> &done);
    [[nodiscard]] base::UtcMs until(const QComboBox *box) const;

    kit::PageContext m_context;
    std::shared_ptr<const casework::HouseTonight> m_house;
    std::optional<sync::RecordId> m_hold;
    QLabel *m_full; ///< over the form of a call that comes in while nothing is free
    ActionPanel *m_announce;
    ActionPanel *m_refuseCall;
    HoldStepsPanel *m_callSteps; ///< what the procedure asks while the caller is on the line
    QComboBox *m_room;
    QComboBox *m_until;
    kit::FormRow *m_roomRow;
    kit::FormRow *m_untilRow;
    QFrame *m_present;
    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_problem;
    HoldStepsPanel *m_steps; ///< and until they come
    QPushButton *m_admit;
    QComboBox *m_who;
    QPushButton *m_came;
    QComboBox *m_longer;
    QPushButton *m_extend;
    QPushButton *m_release;
    QPushButton *m_refuse;
    ActionPanel *m_releaseForm;
    ActionPanel *m_refuseForm;
};

} // namespace indaro::ui::pages
