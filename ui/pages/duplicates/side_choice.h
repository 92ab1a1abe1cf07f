// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// One thing two files say, side by side: what holds is chosen with the arrow keys or a click. What both say alike, or only
/// one says, is shown and asked of nobody.
class SideChoice final : public QFrame
{
    Q_OBJECT
public:
    SideChoice(const casework::ComparedField &field, const QString &keptCode, const QString &otherCode,
               const QString &language, QWidget *parent);
    [[nodiscard]] sync::FieldId lead() const { return m_lead; }
    [[nodiscard]] casework::MergeSide side() const;
    void choose(casework::MergeSide side);
    /// Both say something, and not the same.
    [[nodiscard]] bool isAsked() const { return m_group != nullptr; }

private:
    sync::FieldId m_lead;
    casework::MergeSide m_proposed;
    QButtonGroup *m_group = nullptr;
};

} // namespace indaro::ui::pages
