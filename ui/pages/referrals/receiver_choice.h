// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "ui/kit/line_suggestions.h"
#include "ui/kit/page.h"

#include <QMap>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class FormFieldEdit;

/// Organisations of the directory that are meant by what is typed as the receiver of a referral. Taking one fills the lines
/// about the receiver, but none that somebody has written in; anything else may be typed as it is. Below the line stands
/// when somebody of the house last asked that organisation. GUI thread.
class ReceiverChoice final : public kit::LineSuggestions
{
    Q_OBJECT
public:
    /// `edits`: of the whole form; they must outlive it.
    ReceiverChoice(const kit::PageContext &context, const std::vector<FormFieldEdit *> &edits, FormFieldEdit *agency);
    void setEntries(std::vector<casework::DirectoryEntry> entries);
    /// Says when what stands in the line now was asked last; nothing of one that is not in the directory.
    void showAsked();

Q_SIGNALS:
    /// Lines were filled.
    void filled();

protected:
    [[nodiscard]] QStringList look(const QString &typed) override;
    void take(int row) override;

private:
    void fill(const QString &name, const QString &value);
    kit::PageContext m_context;
    QMap<QString, FormFieldEdit *> m_lines; ///< by the field's name
    QMap<QString, QString> m_filled;        ///< what was filled in last, which another one may replace
    FormFieldEdit *m_agency;
    QLabel *m_asked;
    std::vector<casework::DirectoryEntry> m_entries;
    std::vector<casework::DirectoryEntry> m_matches;
};

} // namespace indaro::ui::pages
