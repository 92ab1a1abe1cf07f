// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/status_decisions.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;

/// Whether this person is a victim of trafficking, by two authors side by side, with every decision there was and what is in
/// force of each. GUI thread.
class StatusPanel final : public QFrame
{
    Q_OBJECT
public:
    StatusPanel(const kit::PageContext &context, QWidget *parent);
    void show(sync::RecordId person, const casework::StatusHistory &history, bool mayWrite);
    void showNobody();
    void flush();
    void retranslate();

Q_SIGNALS:
    void written();

private:
    void makeForms();
    void fill();
    void showChosen();
    [[nodiscard]] const casework::StatusDecision *chosen() const;
    void correct();
    [[nodiscard]] std::vector<ActionPanel *> forms() const;
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    casework::StatusHistory m_history;
    bool m_mayWrite = false;
    bool m_isFilling = false;
    QLabel *m_title;
    QLabel *m_house, *m_authority;
    QLabel *m_rule;
    QPushButton *m_byHouse, *m_byAuthority;
    QTableWidget *m_table;
    QLabel *m_details;
    QPushButton *m_correct, *m_takeBack;
    ActionPanel *m_houseForm = nullptr, *m_authorityForm = nullptr;
    ActionPanel *m_houseFix = nullptr, *m_authorityFix = nullptr;
    ActionPanel *m_backForm = nullptr;
};

} // namespace indaro::ui::pages
