// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/queries.h"
#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ConflictTexts;

/// What was decided, here or on another laptop, newest first; each can be opened again.
class DecisionsCard final : public QFrame
{
    Q_OBJECT
public:
    DecisionsCard(const kit::PageContext &context, const ConflictTexts &texts, QWidget *parent);
    void show(std::vector<casework::Decision> decisions);
    void retranslate();

Q_SIGNALS:
    void takenBack();

private:
    void fill();
    void addLine(const QString &text, sync::FieldId field, sync::RecordId record);
    void undo(sync::FieldId field, sync::RecordId record);
    kit::PageContext m_context;
    const ConflictTexts &m_texts;
    std::vector<casework::Decision> m_decisions;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    kit::Banner *m_banner;
};

} // namespace indaro::ui::pages
