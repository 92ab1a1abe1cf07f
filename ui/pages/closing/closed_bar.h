// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/retention.h"
#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// In the file of a person: that it is closed, since when and until when it is kept; or, of somebody who has left, the way
/// to close it. Hidden while she is in the house. GUI thread.
class ClosedBar final : public QFrame
{
    Q_OBJECT
public:
    ClosedBar(const kit::PageContext &context, QWidget *parent);
    /// Reads again; `isPresent`: she is in the house.
    void showPerson(const casework::CaseId &person, bool isPresent);
    void showNobody();
    void retranslate();

Q_SIGNALS:
    /// Whether the file takes anything, after each showPerson().
    void told(bool isClosed);

private:
    void show();
    kit::PageContext m_context;
    std::optional<casework::CaseId> m_person;
    std::optional<casework::Closing> m_closing;
    bool m_isPresent = false;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace indaro::ui::pages
