// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QIODevice>
#include <QtCore/QString>

namespace indaro::ui::forms {

/// French choice labels for forms that have none: HTCDS publishes English only, and its workbook is opened unmodified.
/// Read from resources/codelists/htcds-codes.csv (code_list, code, label_fr, label_fr_draft).
class ChoiceOverlay
{
public:
    struct Label
    {
        QString text;
        bool isDraft = false; ///< written by this project and not reviewed
    };

    /// Empty when the file has no such columns.
    [[nodiscard]] static ChoiceOverlay parse(QIODevice &csv);
    /// Null when the list or the code is not known. List names are compared without case; the workbook's own short
    /// names ("citizenship") stand for the code lists they mean.
    [[nodiscard]] const Label *find(const QString &listName, const QString &code) const;
    [[nodiscard]] bool isEmpty() const { return m_labels.isEmpty(); }

private:
    QHash<QString, Label> m_labels; ///< by list (lower case), a line feed, code (lower case)
};

} // namespace indaro::ui::forms
