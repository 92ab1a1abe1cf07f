// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/openings.h"
#include "core/casework/house/house.h"
#include "ui/kit/page.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Whose case a file is: who may open it without saying why. Changed by a director, or by whose case it is. GUI thread.
class CaseWorkerBar final : public QWidget
{
    Q_OBJECT
public:
    explicit CaseWorkerBar(const kit::PageContext &context, QWidget *parent);
    /// Whose file; nothing while none is shown.
    void showPerson(const std::optional<sync::RecordId> &person);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Loaded
    {
        std::vector<casework::StaffMember> staff;
        std::optional<sync::UserId> worker;
    };
    void show(const Loaded &loaded);
    void name(int index);
    void retranslate();

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    int m_reading = 0; ///< counts what is asked for: an earlier answer is nobody's any more
    QLabel *m_label;
    QComboBox *m_staff;
};

} // namespace indaro::ui::pages
