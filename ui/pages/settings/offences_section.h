// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/offences.h"
#include "ui/pages/settings/section.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;

/// The offences of the law, as data: what the press says of articles and penalties does not agree, so each is to be verified
/// by a jurist. None is deleted; one that is not used any more is not offered.
class OffencesSection final : public Section
{
    Q_OBJECT
public:
    OffencesSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    void flush() override;

protected:
    void retranslate() override;

private:
    void fill();
    void showChosen();
    [[nodiscard]] const casework::Offence *chosen() const;
    void change();

    std::vector<casework::Offence> m_offences;
    std::optional<sync::RecordId> m_chosen;
    bool m_isFilling = false;
    QTableWidget *m_table;
    QLabel *m_details;
    QPushButton *m_verify, *m_change, *m_retire, *m_add;
    ActionPanel *m_verifyForm, *m_changeForm, *m_addForm;
};

} // namespace indaro::ui::pages
