// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/hold_steps.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;

/// The steps of the procedure while somebody is announced and has no file: what is asked of the caller, who decides, how
/// she is met. During the call they are ticked and go with the announcement; of a call that was kept each tick is written
/// at once, with what was agreed. GUI thread.
class HoldStepsPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit HoldStepsPanel(const kit::PageContext &context, QWidget *parent);

    /// A call that comes in. What was ticked and came to no end yet, because the laptop was locked or the form put away, is
    /// ticked again.
    void beginCall();
    /// What was ticked during the call, to go with what becomes of it; afterwards nothing is. Store thread.
    [[nodiscard]] static base::Result<std::vector<casework::NewMark>> takeTicks(casework::Desk &desk);
    static void forgetTicks(casework::Desk &desk);
    /// Of a call that was kept.
    void show(sync::RecordId hold);
    void retranslate();
    void flush();

Q_SIGNALS:
    /// After something said of a step is committed.
    void marked();

private:
    /// One step: its tick, how and by whom, what was said, and where that is written.
    struct Row
    {
        QString step;
        QCheckBox *tick;
        QLabel *why;
        QLabel *facts;
        QPushButton *write;
        ActionPanel *note;
    };
    /// With what is ticked while nothing is kept yet.
    struct Loaded
    {
        std::shared_ptr<const casework::HoldSteps> steps;
        QStringList ticked;
    };
    void load();
    void fill(std::shared_ptr<const casework::HoldSteps> steps);
    void keepTicks();
    void makeRows();
    Row makeRow(const sop::Step &step);
    void showRow(Row &row, const casework::ChecklistLine &line);
    void mark(const QString &step, bool isDone);

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_hold; ///< none: the call is coming in
    std::shared_ptr<const casework::HoldSteps> m_steps;
    QStringList m_ticked; ///< of the call
    std::vector<Row> m_rows;
    QLabel *m_title;
    QLabel *m_problem;
    QVBoxLayout *m_column;
};

} // namespace indaro::ui::pages
