// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/openings.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;

/// What the role does not show of a file, opened in an emergency: which parts, why, and for half an hour; it is only read,
/// and the director is told. Not there for who sees everything. GUI thread.
class EmergencyPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit EmergencyPanel(const kit::PageContext &context, QWidget *parent);
    /// Whose file; nothing while none is shown.
    void showPerson(const std::optional<sync::RecordId> &person);

protected:
    void changeEvent(QEvent *event) override;

private:
    using Behind = std::shared_ptr<const casework::BehindGlass>;
    void read();
    void show(const Behind &behind);
    /// The parts the role does not read.
    [[nodiscard]] casework::Compartments closedParts() const;
    void retranslate();

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    int m_reading = 0; ///< counts what is asked for: an earlier answer is nobody's any more
    Behind m_behind;
    QPushButton *m_begin;
    ActionPanel *m_ask;
    std::vector<std::pair<sync::Compartment, QCheckBox *>> m_parts;
    QLabel *m_title, *m_text;
    QTimer m_closes;
};

} // namespace indaro::ui::pages
